"""The papers of a sheet: its PDF and the workbook of everything that is missing."""

from collections.abc import Sequence
from datetime import date

from flask import current_app

from emergency.assessment.facts import Subject
from emergency.assessment.printed import pdf_of
from emergency.assessment.snapshot import Document
from emergency.base.database import end_reading
from emergency.base.sheets import Column, workbook
from emergency.coverage.actions import recomputing_lines
from emergency.coverage.queries_duties import DutyLine
from emergency.coverage.rules import LIGHT_WORDS

GAP_COLUMNS = tuple(
    Column(*head)
    for head in (("地区", 30), ("单位", 30), ("应办事项", 36), ("预案", 30), ("依据", 34), ("期限", 16), ("状态", 14))
)


def paper_name(subject: Subject, on: date, ending: str, what: str = "考核自查表") -> str:
    """The name of a file about a subject: code, name, day, without what file systems dislike."""
    name = "".join(char for char in subject.name if char.isalnum() or char in "()（）")[:60]
    number = f"-{subject.id}" if subject.unit_id is not None else ""
    return f"{subject.region_code}{number}-{name}-{what}-{on:%Y%m%d}{ending}"


def paper(made: Document) -> bytes:
    """The PDF of a document. Nothing is read any more while it is drawn. Raises PrintFailed."""
    end_reading()
    return pdf_of(made, site())


def site() -> str:
    """The address at which others reach this system, empty where none is set."""
    address: str = current_app.config["SETTINGS"].site_url
    return address


def gap_workbook(subject: Subject, on: date, found: Sequence[DutyLine]) -> bytes:
    """Everything owed and not there, all rows."""
    rows = [
        (one.path, one.unit_name, one.rule.title, one.subject, one.rule.article, one.due_word, LIGHT_WORDS[one.light])
        for one in found
    ]
    asked_for = f"基准日 {on.isoformat()}；范围：{subject.name}；未办（未到期、待补录、逾期）；共 {len(rows)} 项"
    lines = [asked_for, *recomputing_lines()]
    samples = any(one.sample for one in found)
    return workbook(f"{subject.name}缺项清单", lines, GAP_COLUMNS, rows, has_samples=samples)
