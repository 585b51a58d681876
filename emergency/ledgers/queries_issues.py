"""Issued sheets and what came back: what stands in them, whose they are, where they stand."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.canonical import canonical
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound, Refusal
from emergency.base.paging import Page, paginate
from emergency.coverage.models import Duty
from emergency.coverage.queries_duties import DutyLine, lines
from emergency.ledgers.facts import Kind, SheetMap
from emergency.ledgers.issued import Told, told_of
from emergency.ledgers.merging import Comparison, compared, rows_of
from emergency.ledgers.models_issues import LedgerIssue, LedgerReturn
from emergency.ledgers.names import Bodies, Body, Places
from emergency.ledgers.queries import sheets_from
from emergency.ledgers.queries_world import known_contacts, load_bodies, load_drills, load_places, load_plans
from emergency.ledgers.reading import Unclear
from emergency.obligations.rules import Force
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.models import Unit
from emergency.units.queries_regions import paths_of
from emergency.units.within import lies_in, unit_in_scope

CHUNK = 500
STATES = {
    "open": "已发出", "waiting": "已交，待采用", "taken": "已采用", "late": "链接已过期", "revoked": "已撤销",
    "replaced": "已有新表",
}  # fmt: skip
STRANGE_LINK = "这个上传网址不存在。请核对网址是否完整，或向发表的机构重新要一份。"


@dataclass(frozen=True)
class IssueRow:
    """An issued sheet as a list shows it; `returned` is the newest that came back."""

    issue: LedgerIssue
    unit: Unit
    returned: LedgerReturn | None

    @property
    def state(self) -> str:
        """One of STATES."""
        if self.returned is not None and self.returned.state in ("waiting", "taken"):
            return self.returned.state
        if self.issue.ended:
            return self.issue.ended
        return "late" if self.issue.expires_at <= clock.now() else "open"


def hashed(token: str) -> str:
    """What is kept of an upload address."""
    return hashlib.sha256(token.encode()).hexdigest()


def issues_in(scope: Scope, region: str = "", state: str = "") -> Any:
    """Issued sheets of units that the viewer may see, those that wait for the office first."""
    waiting = exists().where(LedgerReturn.issue_id == LedgerIssue.id, LedgerReturn.state == "waiting")
    taken = exists().where(LedgerReturn.issue_id == LedgerIssue.id, LedgerReturn.state == "taken")
    open_now = and_(LedgerIssue.ended == "", ~waiting, ~taken)
    known: dict[str, Any] = {
        "waiting": waiting, "taken": taken, "open": and_(open_now, LedgerIssue.expires_at > clock.now()),
        "late": and_(open_now, LedgerIssue.expires_at <= clock.now()),
        "revoked": and_(LedgerIssue.ended == "revoked", ~waiting, ~taken),
        "replaced": and_(LedgerIssue.ended == "replaced", ~waiting, ~taken),
    }  # fmt: skip
    query = select(LedgerIssue, Unit).join(Unit, Unit.id == LedgerIssue.unit_id).where(unit_in_scope(scope))
    if region:
        query = query.where(lies_in(Unit.region_code, region))
    if state in known:
        query = query.where(known[state])
    return query.order_by(waiting.desc(), LedgerIssue.made_at.desc(), Unit.region_code, LedgerIssue.id.desc())


def list_issues(scope: Scope, region: str, state: str, page: int) -> Page[IssueRow]:
    """One page of them."""
    found = paginate(issues_in(scope, region, state), page, scalars=False)
    return Page(issue_rows(found.items), found.number, found.size, found.total)


def all_issues(scope: Scope, region: str, state: str) -> list[IssueRow]:
    """All of them, for the workbook of exactly this list."""
    return issue_rows(db.session.execute(issues_in(scope, region, state)).all())


def issue_rows(found: Sequence[Any]) -> list[IssueRow]:
    """Pairs of sheet and unit with the newest that came back."""
    newest: dict[int, LedgerReturn] = {}
    ids = [issue.id for issue, _unit in found]
    for start in range(0, len(ids), CHUNK):
        query = select(LedgerReturn).where(LedgerReturn.issue_id.in_(ids[start : start + CHUNK]))
        newest |= {row.issue_id: row for row in db.session.scalars(query.order_by(LedgerReturn.id))}
    return [IssueRow(issue, unit, newest.get(issue.id)) for issue, unit in found]


def get_issue(scope: Scope, issue_id: int) -> IssueRow:
    """One issued sheet. Raises NotFound for a stranger's."""
    found = db.session.execute(issues_in(scope).where(LedgerIssue.id == issue_id)).all()
    if not found:
        raise NotFound
    return issue_rows(found)[0]


def issue_by_serial(scope: Scope, serial: str) -> IssueRow | None:
    """The issued sheet with this number on it, None for an unknown one and a stranger's."""
    found = db.session.execute(issues_in(scope).where(LedgerIssue.serial == serial)).all()
    return issue_rows(found)[0] if found else None


def issue_by_token(token: str) -> IssueRow:
    """The issued sheet to which an address belongs, whatever its state. Raises NotFound."""
    query = select(LedgerIssue, Unit).join(Unit, Unit.id == LedgerIssue.unit_id)
    found = db.session.execute(query.where(LedgerIssue.token_hash == hashed(token))).all()
    if not found:
        raise NotFound(STRANGE_LINK)
    return issue_rows(found)[0]


def get_return(scope: Scope, return_id: int) -> tuple[LedgerReturn, IssueRow]:
    """What came back, with the sheet that was issued. Raises NotFound."""
    found = db.session.get(LedgerReturn, return_id)
    if found is None:
        raise NotFound
    return found, get_issue(scope, found.issue_id)


def newer_than(issue: LedgerIssue) -> datetime | None:
    """When the unit was sent a newer sheet."""
    query = select(LedgerIssue.made_at).where(LedgerIssue.unit_id == issue.unit_id, LedgerIssue.id > issue.id)
    return db.session.scalar(query.order_by(LedgerIssue.id.desc()).limit(1))


def region_meant(scope: Scope, text: str) -> str:
    """The code of a region by its way, name or code, as people write it. Raises Refusal at `region`."""
    try:
        return load_places(scope).find(text).code
    except Unclear as unclear:
        raise Refusal(str(unclear), "region") from unclear


def wanted_words(wanted: Mapping[str, str]) -> str:
    """Which units were chosen for issuing, as people say it."""
    ways = paths_of([wanted["region"]], own=True) if wanted["region"] else {}
    kind = UNIT_KIND_LABELS[UnitKind(wanted["kind"])] if wanted["kind"] else ""
    text = f"名称有“{wanted['text']}”" if wanted["text"] else ""
    return "，".join(filter(None, (ways.get(wanted["region"], ""), kind, wanted["line"], text)))


@dataclass(frozen=True)
class Ground:
    """Every unit and region that a viewer may see: read once for many sheets."""

    bodies: Bodies
    places: Places


def ground_of(scope: Scope) -> Ground:
    """The units and regions of a viewer."""
    return Ground(load_bodies(scope, {}), load_places(scope))


def told_now(
    scope: Scope, unit_ids: Iterable[int], kinds: Iterable[Kind], ground: Ground | None = None
) -> dict[int, dict[str, Any]]:
    """What the register says of these units, as their sheets show it."""
    wanted, ground = sorted({*unit_ids}), ground or ground_of(scope)
    bodies, places = ground.bodies, ground.places
    by_unit: dict[int, tuple[list[Any], list[Any], list[Any]]] = defaultdict(lambda: ([], [], []))
    for plan in load_plans(scope, wanted, ()).by_code.values():
        by_unit[plan.unit_id][0].append(plan)
    for contact in known_contacts(wanted):
        by_unit[contact.unit_id][1].append(contact)
    for drills in load_drills(scope, wanted).by_title.values():
        for drill in drills:
            by_unit[drill.unit_id][2].append(drill)
    chosen = list(kinds)
    return {
        unit_id: told_of(bodies.known[unit_id], _way(bodies.known[unit_id], places.by_code), *by_unit[unit_id], chosen)
        for unit_id in wanted
        if unit_id in bodies.known
    }


def _way(body: Body, places: dict[str, Any]) -> str:
    place = places.get(body.region_code)
    return str(place.way) if place else body.region_code


def digest_of(told: Told) -> str:
    """One word for what the register says."""
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def duty_lines(unit_ids: Iterable[int]) -> dict[int, list[DutyLine]]:
    """The duties of units that were seen through a scope, as they stand today; what is recommended is left out."""
    today, wanted, found = clock.today(), sorted({*unit_ids}), defaultdict[int, list[DutyLine]](list)
    for start in range(0, len(wanted), CHUNK):
        query = select(Duty).where(
            Duty.unit_id.in_(wanted[start : start + CHUNK]), Duty.known_until == FAR_MOMENT, Duty.starts <= today,
            Duty.ends > today, Duty.force != Force.RECOMMENDED.value,
        )  # fmt: skip
        query = query.order_by(Duty.unit_id, Duty.duty_group, Duty.due_on.is_(None), Duty.due_on, Duty.rule_id)
        for line in lines(db.session.scalars(query).all(), today):
            found[line.row.unit_id].append(line)
    return found


def compare_return(scope: Scope, returned: LedgerReturn, issue: LedgerIssue) -> tuple[Comparison, dict[str, Any]]:
    """Cell by cell what the unit changed, and what the register says now. Raises Unclear, NotFound."""
    kinds = [Kind(kind) for kind in issue.told]
    now = told_now(scope, [issue.unit_id], kinds).get(issue.unit_id)
    if now is None:
        raise NotFound
    return compared(issue.told, now, rows_of(sheets_from(returned.sheets), kinds)), now


def maps_plain(maps: Iterable[SheetMap]) -> list[dict[str, Any]]:
    """How sheets are read, as it is kept."""
    return [mapped.as_plain() for mapped in maps]
