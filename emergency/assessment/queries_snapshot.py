"""The document of a subject's checklist on a day, outside any campaign."""

from datetime import date

from emergency.assessment import queries
from emergency.assessment.facts import Subject
from emergency.assessment.queries_sheet import sheet_of
from emergency.assessment.queries_units import counted_units
from emergency.assessment.sheet import Sheet
from emergency.assessment.snapshot import Around, Document, Sides, document
from emergency.base import clock
from emergency.base.access import Scope

NO_UNITS = "该地区没有计入口径的单位，由台账计算的条目均无应办对象，不计分。"
NO_ITEMS = "现行模板没有适用于它的条目，没有可评的内容。"


def snapshot_of(scope: Scope, subject: Subject, on: date) -> Document:
    """The sheet of a subject that was already seen through the scope, as the document of snapshot.py."""
    entered = queries.answers(subject, on)
    sides = {item: Sides(own=answer) for item, answer in entered.items()}
    sheet = sheet_of(scope, subject, on)
    return document(sheet, Around(subject.id, clock.now(), sides=sides, notes=notes_of(scope, subject, on, sheet)))


def notes_of(scope: Scope, subject: Subject, on: date, sheet: Sheet) -> tuple[str, ...]:
    """Why a sheet says little: nothing is asked of the subject, or nobody is there to be counted."""
    if not sheet.blocks:
        return (NO_ITEMS,)
    empty = subject.unit_id is None and not any(counted_units(scope, subject, on).values())
    return (NO_UNITS,) if empty else ()
