"""The papers of a sheet: its PDF and the workbook of everything that is missing."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import render_template

from emergency.assessment.facts import Subject
from emergency.assessment.sheet import Sheet
from emergency.base import printing
from emergency.base.database import end_reading
from emergency.base.sheets import Column, workbook
from emergency.coverage.actions import recomputing_lines
from emergency.coverage.queries_duties import DutyLine
from emergency.coverage.rules import LIGHT_WORDS

GAP_COLUMNS = tuple(
    Column(*head)
    for head in (("地区", 30), ("单位", 30), ("应办事项", 36), ("预案", 30), ("依据", 34), ("期限", 16), ("状态", 14))
)


def paper_html(sheet: Sheet) -> str:
    """The sheet as the document that the printer takes."""
    return render_template("print/checklist.html", sheet=sheet, links=False)


def paper_name(subject: Subject, on: date, ending: str) -> str:
    """The name of a file about a subject: code, name, day, without what file systems dislike."""
    name = "".join(char for char in subject.name if char.isalnum() or char in "()（）")[:60]
    number = f"-{subject.id}" if subject.unit_id is not None else ""
    return f"{subject.region_code}{number}-{name}-考核自查表-{on:%Y%m%d}{ending}"


def identifier(subject: Subject, on: date, head: str) -> str:
    """What makes two prints of a sheet the same paper: whose, as of when, from which state of the register."""
    return f"{subject.kind}-{subject.id}-{on:%Y%m%d}-{head[:16]}"


def paper(sheet: Sheet, subject: Subject, now: datetime) -> bytes:
    """The PDF. Raises PrintFailed."""
    key = identifier(subject, sheet.cover.as_of, sheet.cover.head_hash)
    html = paper_html(sheet)
    end_reading()
    return printing.pdf(html, stamped=now, identifier=key)


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
