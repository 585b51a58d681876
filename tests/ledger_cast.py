"""Ledgers for tests: workbooks as offices keep them, and how they come in."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from places import CITY

from emergency.audit.verification import findings
from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.ledgers import actions
from emergency.ledgers.facts import Checked, Status
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.queries import get_import
from emergency.ledgers.queries_check import Report

PLAN_HEADS = ("预案名称", "编制单位", "类别", "公开属性", "发文字号", "发布时间", "备案时间")
UNIT_HEADS = ("单位名称", "单位类别", "所在地区", "行业", "统一社会信用代码", "成立日期")
Row = Sequence[Any]


def book(*sheets: tuple[str, Iterable[Row]]) -> bytes:
    """A workbook of named sheets."""
    written = Workbook()
    written.remove(written.active)
    for name, rows in sheets:
        sheet = written.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(written)


def saved(written: Workbook) -> bytes:
    """The bytes of a workbook."""
    content = BytesIO()
    written.save(content)
    return content.getvalue()


def plan_row(name: str = "幸福乡防汛应急预案", unit: str = "幸福乡人民政府", **more: Any) -> list[Any]:
    """A row of a plans ledger; `more` by heading."""
    usual = {"预案名称": name, "编制单位": unit, "类别": "乡镇（街道）", "公开属性": "公开", "发布时间": "2024.5.1"}
    told = usual | more
    return [told.get(head, "") for head in PLAN_HEADS]


def plans_book(*rows: Row) -> bytes:
    """A workbook with a plans ledger."""
    return book(("预案", [PLAN_HEADS, *rows]))


def brought(content: bytes, name: str = "台账.xlsx", scope: Scope = CITY) -> LedgerImport:
    """A file as it stands after it was chosen."""
    staged = actions.stage(name, BytesIO(content))
    with committed():
        number = actions.bring(scope, staged).id
    return get_import(scope, number)


def checked(content: bytes, name: str = "台账.xlsx", scope: Scope = CITY) -> Report:
    """What taking a file in would do."""
    return actions.check(scope, brought(content, name, scope))


def taken_in(content: bytes, name: str = "台账.xlsx", scope: Scope = CITY) -> Report:
    """A file taken in."""
    number = brought(content, name, scope).id
    report = actions.check(scope, get_import(scope, number))
    with committed():
        actions.take_in(scope, get_import(scope, number))
    return report


def only(report: Report) -> Checked:
    """The one row of a report."""
    (row,) = report.rows
    return row


def statuses(report: Report) -> list[Status]:
    """What became of each row."""
    return [row.status for row in report.rows]


def forget_session() -> None:
    """Read anew what was written."""
    db.session.rollback()
    db.session.expire_all()


def trail_findings() -> list[Any]:
    """What a verification of the trail and of all rows finds."""
    db.session.rollback()
    with closing(sqlite3.connect(db.engine.url.database or "")) as connection:
        return findings(connection)
