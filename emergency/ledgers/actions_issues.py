"""Issuing sheets to units: one workbook each with an upload address of its own, and taking the address back."""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from sqlalchemy import func, insert, select, update

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
from emergency.ledgers.queries_issues import Ground, IssueRow, duty_lines, ground_of, hashed, told_now
from emergency.obligations.rules import Group
from emergency.units.models import Unit
from emergency.units.queries import UnitFilter, units_by
from emergency.units.queries_regions import paths_of

TOKEN_BYTES = 32
SERIAL_BYTES = 9
LONGEST = 90
# More are made by the worker: a page waits for a few seconds at most.
AT_ONCE = 20
CHUNK = 200
NOBODY = "没有符合条件的单位，请换一个地区、行业或类别。"
USED = "这份填报表已经交来，撤销不再有意义；不采用的请在交来的表里办理。"
SETTLED = (Light.MET, Light.LATE)
INDEX = (
    Column("序号", 8), Column("单位", 34), Column("所在地区", 40), Column("文件", 60), Column("上传网址", 80),
    Column("有效期至", 14),
)  # fmt: skip
INDEX_NAME = "000-发放清单.xlsx"


@dataclass(frozen=True)
class Sent:
    """A sheet that goes out: the file and the address, which is shown this once."""

    unit: str
    name: str
    content: bytes
    address: str
    until: date
    way: str = ""


@dataclass(frozen=True)
class Terms:
    """On which terms sheets go out: how many days an address is good (0: none), how one is made, since when."""

    days: int
    address_of: Callable[[str], str]
    now: datetime

    @property
    def until(self) -> datetime:
        """When it is too late; a sheet without an address may come back by hand at any time."""
        return self.now + timedelta(days=self.days or LONGEST)


def how_many(scope: Scope, wanted: UnitFilter) -> int:
    """The number of units that fit. Raises Refusal at `region` where there is none."""
    found = db.session.scalar(select(func.count()).select_from(units_by(scope, wanted).order_by(None).subquery())) or 0
    if not found:
        raise Refusal(NOBODY, "region")
    return found


def issue_sheets(scope: Scope, wanted: UnitFilter, days: int, address_of: Callable[[str], str]) -> list[Sent]:
    """A workbook for each unit that fits, at once; an older sheet that nobody brought back yet gives way.

    `address_of` makes the upload address of a token; 0 `days` give none, and the sheet comes back by hand. For few
    units only. Raises Refusal.
    """
    how_many(scope, wanted)
    return _issue(scope, list(db.session.scalars(units_by(scope, wanted))), Terms(days, address_of, clock.now()))


def issue_one(scope: Scope, unit: Unit, days: int, address_of: Callable[[str], str]) -> Sent:
    """The workbook of one unit that was seen through the scope."""
    return _issue(scope, [unit], Terms(days, address_of, clock.now()))[0]


def _issue(scope: Scope, units: Sequence[Unit], terms: Terms) -> list[Sent]:
    made = list(sheets_for(scope, units, terms, ground_of(scope)))
    keep_issues(row for row, _sent in made)
    sent = [one for _row, one in made]
    for place, one in enumerate(sent, 1) if len(sent) > 1 else ():
        sent[place - 1] = replace(one, name=f"{place:03}-{one.name}")
    record_issue(scope, units[0].name, [unit.id for unit in units], terms)
    return sent


def sheets_for(
    scope: Scope, units: Sequence[Unit], terms: Terms, ground: Ground
) -> Iterator[tuple[dict[str, Any], Sent]]:
    """Each unit's sheet, and what is to be kept of it; nothing is written yet."""
    ids = [unit.id for unit in units]
    told, duties = told_now(scope, ids, kinds_for(scope), ground), duty_lines(ids)
    ways = paths_of({unit.region_code for unit in units}, own=True)
    for unit in units:
        token = secrets.token_urlsafe(TOKEN_BYTES) if terms.days else ""
        row = {
            "unit_id": unit.id, "serial": secrets.token_hex(SERIAL_BYTES),
            "token_hash": hashed(token) if token else None, "made_at": terms.now, "made_by": scope.name,
            "expires_at": terms.until, "ended": "", "told": told[unit.id],
        }  # fmt: skip
        address = terms.address_of(token) if token else ""
        content = issued_book(_book(unit, row, address, duties[unit.id]))
        name = file_name(f"{unit.name}填报表.xlsx")
        yield row, Sent(unit.name, name, content, address, clock.day_of(terms.until), ways.get(unit.region_code, ""))


def keep_issues(rows: Iterable[dict[str, Any]]) -> None:
    """Note what went out, inside the present transaction; older sheets that nobody brought back give way."""
    waiting = iter(rows)
    while block := list(islice(waiting, CHUNK)):
        _replace([row["unit_id"] for row in block])
        db.session.execute(insert(LedgerIssue), block)


def _replace(unit_ids: Sequence[int]) -> None:
    came = select(LedgerReturn.issue_id).where(LedgerReturn.state.in_(("waiting", "taken")))
    older = update(LedgerIssue).where(LedgerIssue.unit_id.in_(unit_ids), LedgerIssue.ended == "")
    db.session.execute(
        older.where(LedgerIssue.id.not_in(came)).values(ended="replaced").execution_options(synchronize_session="fetch")
    )


def record_issue(scope: Scope, first: str, unit_ids: Sequence[int], terms: Terms) -> None:
    """The one act on the trail for all sheets that went out together."""
    names = first if len(unit_ids) == 1 else f"{first}等 {len(unit_ids)} 家单位"
    way = f"上传网址 {terms.days} 天内有效" if terms.days else "没有上传网址"
    after = {"units": list(unit_ids), "days": terms.days, "at": terms.now}
    subject = ("unit", unit_ids[0]) if len(unit_ids) == 1 else ("ledger_issue", len(unit_ids))
    trail.record(scope, Tag.LEDGER_ISSUE, *subject, f"向{names}发出填报表，{way}。", after=after)


def _book(unit: Unit, row: Mapping[str, Any], address: str, duties: Sequence[DutyLine]) -> Issue:
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
    return Issue(
        unit.name, row["serial"], row["made_by"], clock.day_of(row["made_at"]), clock.day_of(row["expires_at"]),
        address, row["told"], rows, hints, missing, unit.sample,
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
    with ZipFile(output, "w", ZIP_STORED) as file:
        bundle = Bundle(file, day)
        bundle.add(INDEX_NAME, index_book(index_row(place, one) for place, one in enumerate(sent, 1)))
        for one in sent:
            bundle.add(one.name, one.content)
    return output.getvalue()


def index_row(place: int, one: Sent) -> list[Cell]:
    """A sheet as the list names it."""
    return [place, one.unit, one.way, one.name, one.address or "—", str(one.until) if one.address else "—"]


def index_book(rows: Iterable[Sequence[Cell]]) -> bytes:
    """发放清单: every sheet with its address."""
    told = ["上传网址只在这里出现一次，等同于钥匙：分别交给各单位，不要整表转发。"]
    return workbook("填报表发放清单", told, INDEX, rows)


def file_name(name: str) -> str:
    """A name that Windows takes."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name)
