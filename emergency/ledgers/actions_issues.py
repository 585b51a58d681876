"""Issuing sheets to units: one workbook each with an upload address of its own, and taking the address back."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from sqlalchemy import select, update

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.bundle import Bundle
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.base.sheets import Cell, Column, workbook
from emergency.coverage.queries_duties import DutyLine, plan_of
from emergency.coverage.rules import LIGHT_WORDS, Light
from emergency.ledgers.issued_book import Issue, issued_book
from emergency.ledgers.models_issues import LedgerIssue, LedgerReturn
from emergency.ledgers.permits import kinds_for
from emergency.ledgers.queries_issues import IssueRow, duty_lines, hashed, told_now
from emergency.obligations.rules import Group
from emergency.units.models import Unit
from emergency.units.queries import UnitFilter, units_by

TOKEN_BYTES = 32
SERIAL_BYTES = 9
LONGEST = 90
MOST = 300
NOBODY = "没有符合条件的单位，请换一个地区、行业或类别。"
TOO_MANY = f"符合条件的单位有 {{}} 家，一次最多发 {MOST} 家。请按乡镇、行业或类别分几次发。"
USED = "这份填报表已经交来，撤销不再有意义；不采用的请在交来的表里办理。"
SETTLED = (Light.MET, Light.LATE)
INDEX = (Column("序号", 8), Column("单位", 34), Column("文件", 44), Column("上传网址", 80), Column("有效期至", 14))


@dataclass(frozen=True)
class Sent:
    """A sheet that goes out: the file and the address, which is shown this once."""

    unit: str
    name: str
    content: bytes
    address: str
    until: date


def issue_sheets(scope: Scope, wanted: UnitFilter, days: int, address_of: Callable[[str], str]) -> list[Sent]:
    """A workbook for each unit that fits; an older sheet that nobody brought back yet gives way. Raises Refusal.

    `address_of` makes the upload address of a token; 0 `days` give none, and the sheet comes back by hand.
    """
    units = list(db.session.scalars(units_by(scope, wanted)))
    if not units:
        raise Refusal(NOBODY, "region")
    if len(units) > MOST:
        raise Refusal(TOO_MANY.format(len(units)), "region")
    return _issue(scope, units, days, address_of)


def issue_one(scope: Scope, unit: Unit, days: int, address_of: Callable[[str], str]) -> Sent:
    """The workbook of one unit that was seen through the scope."""
    return _issue(scope, [unit], days, address_of)[0]


def _issue(scope: Scope, units: Sequence[Unit], days: int, address_of: Callable[[str], str]) -> list[Sent]:
    ids, now = [unit.id for unit in units], clock.now()
    told, duties = told_now(scope, ids, kinds_for(scope)), duty_lines(ids)
    _replace(ids)
    sent = []
    for place, unit in enumerate(units, 1):
        token = secrets.token_urlsafe(TOKEN_BYTES) if days else ""
        issue = LedgerIssue(
            unit_id=unit.id, serial=secrets.token_hex(SERIAL_BYTES), token_hash=hashed(token) if token else None,
            made_at=now, made_by=scope.name, expires_at=now + timedelta(days=days or LONGEST), told=told[unit.id],
        )  # fmt: skip
        db.session.add(issue)
        address = address_of(token) if token else ""
        content = issued_book(_book(scope, unit, issue, address, duties[unit.id]))
        name = file_name(f"{place:03}-{unit.name}填报表.xlsx" if len(units) > 1 else f"{unit.name}填报表.xlsx")
        sent.append(Sent(unit.name, name, content, address, clock.day_of(issue.expires_at)))
    db.session.flush()
    _record(scope, units, days, now)
    return sent


def _replace(unit_ids: Sequence[int]) -> None:
    came = select(LedgerReturn.issue_id).where(LedgerReturn.state.in_(("waiting", "taken")))
    older = update(LedgerIssue).where(LedgerIssue.unit_id.in_(unit_ids), LedgerIssue.ended == "")
    db.session.execute(
        older.where(LedgerIssue.id.not_in(came)).values(ended="replaced").execution_options(synchronize_session="fetch")
    )


def _record(scope: Scope, units: Sequence[Unit], days: int, now: datetime) -> None:
    names = units[0].name if len(units) == 1 else f"{units[0].name}等 {len(units)} 家单位"
    way = f"上传网址 {days} 天内有效" if days else "没有上传网址"
    after = {"units": [unit.id for unit in units], "days": days, "at": now}
    subject = ("unit", units[0].id) if len(units) == 1 else ("ledger_issue", len(units))
    trail.record(scope, Tag.LEDGER_ISSUE, *subject, f"向{names}发出填报表，{way}。", after=after)


def _book(scope: Scope, unit: Unit, issue: LedgerIssue, address: str, duties: Sequence[DutyLine]) -> Issue:
    open_lines = [line for line in duties if line.light not in SETTLED]
    rows = [
        (line.group_word, line.rule.title, line.subject, line.rule.article, line.due_word, LIGHT_WORDS[line.light])
        for line in [*open_lines, *(line for line in duties if line.light in SETTLED)]
    ]
    hints: dict[str, str] = {}
    for line in open_lines:
        if (plan_id := plan_of(line.row)) is not None:
            key = f"plan:{plan_id}"
            hints[key] = "；".join(filter(None, [hints.get(key, ""), _told(line)]))
    missing = [
        f"应编未编：{line.rule.title}（{line.rule.article}）"
        for line in open_lines
        if line.row.duty_group == Group.PLANS.value and plan_of(line.row) is None
    ]
    until = clock.day_of(issue.expires_at)
    return Issue(
        unit.name, issue.serial, scope.name, clock.day_of(issue.made_at), until, address, issue.told, rows, hints,
        missing, unit.sample,
    )  # fmt: skip


def _told(line: DutyLine) -> str:
    return f"{line.rule.title}：{LIGHT_WORDS[line.light]}（{line.due_word}）"


def revoke(scope: Scope, row: IssueRow) -> None:
    """The address ends. Raises Refusal once the sheet came back."""
    if row.state in ("waiting", "taken"):
        raise Refusal(USED)
    if row.issue.ended == "revoked":
        return
    row.issue.ended = "revoked"
    trail.record(scope, Tag.LEDGER_REVOKE, "unit", row.unit.id, f"撤销发给{row.unit.name}的填报表，上传网址失效。")


def zipped(sent: Sequence[Sent], day: date) -> bytes:
    """All sheets and a list of them with their addresses; the list is for whoever hands them out."""
    output = BytesIO()
    rows: list[list[Cell]] = [
        [place, one.unit, one.name, one.address or "—", str(one.until) if one.address else "—"]
        for place, one in enumerate(sent, 1)
    ]
    with ZipFile(output, "w", ZIP_STORED) as file:
        bundle = Bundle(file, day)
        told = ["上传网址只在这里出现一次，等同于钥匙：分别交给各单位，不要整表转发。"]
        bundle.add("000-发放清单.xlsx", workbook("填报表发放清单", told, INDEX, rows))
        for one in sent:
            bundle.add(one.name, one.content)
    return output.getvalue()


def file_name(name: str) -> str:
    """A name that Windows takes."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name)
