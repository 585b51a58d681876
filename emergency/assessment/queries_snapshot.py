"""The document of a subject's checklist on a day, outside any campaign."""

from datetime import date

from emergency.assessment import queries
from emergency.assessment.facts import Subject
from emergency.assessment.queries_sheet import sheet_of
from emergency.assessment.snapshot import Around, Document, Sides, document
from emergency.base import clock
from emergency.base.access import Scope

NO_ITEMS = "现行模板没有适用于它的条目，没有可评的内容。"


def snapshot_of(scope: Scope, subject: Subject, on: date) -> Document:
    """The sheet of a subject that was already seen through the scope, as the document of snapshot.py."""
    entered = queries.answers(subject, on)
    sides = {item: Sides(own=answer) for item, answer in entered.items()}
    sheet = sheet_of(scope, subject, on)
    notes = () if sheet.blocks else (NO_ITEMS,)
    return document(sheet, Around(subject.id, clock.now(), sides=sides, notes=notes))
