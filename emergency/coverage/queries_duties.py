"""The list behind every number, and the duties of one unit or one plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.base.paging import PAGE_SIZE, Page, paginate
from emergency.base.workdays import BAND_BEFORE
from emergency.coverage import queries
from emergency.coverage.models import Duty
from emergency.coverage.queries import View, bound, seen_by, tile_in_scope
from emergency.coverage.rules import Light, light_on
from emergency.coverage.witnesses import happening_names
from emergency.obligations.facts import SubjectKind, Tile
from emergency.obligations.queries import load_rules
from emergency.obligations.rules import GROUP_LABELS, Force, Group, Rule
from emergency.obligations.state import missed_periods
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.units.models import Unit
from emergency.units.queries import unit_names_on
from emergency.units.queries_regions import paths_of
from emergency.units.within import known_at as known


@dataclass(frozen=True)
class DutyLine:
    """One duty on a day, as lists and explanations show it."""

    row: Duty
    on: date
    rule: Rule
    unit_name: str
    path: str
    subject: str
    sample: bool = False
    lies_in: str = ""
    known_at: datetime | None = None

    def leads_on(self, scope: Scope) -> bool:
        """Whether the viewer may open the unit itself: it may have moved out of the viewer's regions since."""
        return not scope.regions or scope.covers(self.lies_in or self.row.region_code)

    @property
    def subject_url(self) -> str:
        """The page of what the duty stands on, where it has one."""
        plan_id = plan_of(self.row)
        if plan_id is not None:
            return f"/plans/{plan_id}"
        rooms = {SubjectKind.DRILL: "drills", SubjectKind.INCIDENT: "records"}
        room = rooms.get(SubjectKind(self.row.subject_kind))
        return f"/{room}/{self.row.subject_id}" if room else ""

    @property
    def tile(self) -> Tile:
        """The row as the engine's value."""
        return tile_of(self.row)

    @property
    def overdue(self) -> bool:
        """Whether it is overdue on the day."""
        return self.row.overdue_from is not None and self.on >= self.row.overdue_from

    @property
    def light(self) -> Light:
        """The light on the day."""
        return light_on(self.tile, self.row.duty_group, self.row.backfill_until, self.on)

    @property
    def missed(self) -> int:
        """缺演: how many natural periods ended without a drill since the last one."""
        return len(missed_periods(self.tile, self.on)) if self.overdue else 0

    @property
    def group_word(self) -> str:
        """应编, 备案, 公开, 演练 or 评估."""
        return GROUP_LABELS[Group(self.row.duty_group)]

    @property
    def due_word(self) -> str:
        """The day by which it is due, or why there is none."""
        if self.row.due_on is None:
            return "法规未定期限" if self.row.force == Force.UNDATED.value or self.row.met_until is None else "—"
        ours = "（口径）" if self.row.force == Force.UNDATED.value else ""
        return f"{self.row.due_on.isoformat()}{'（暂定）' if self.row.provisional else ours}"

    @property
    def safe_on(self) -> date | None:
        """Of a provisional term the day that was never too late in any published year; None of a fixed one."""
        waits = self.row.provisional and self.row.due_on and self.light not in (Light.MET, Light.LATE)
        return self.row.due_on - BAND_BEFORE if waits and self.row.due_on else None

    @property
    def days_over(self) -> int:
        """By how many days it is overdue; 0 when it is not."""
        return (self.on - self.row.due_on).days if self.overdue and self.row.due_on else 0


@dataclass(frozen=True)
class Wanted:
    """Which duties of a view: by group, light, unit kind, rule, unit; empty means all. `own`: 本级 alone.

    `after`: overdue on the day, but not yet on this earlier one.
    """

    group: str = ""
    light: str = ""
    kind: str = ""
    rule: str = ""
    unit_id: int | None = None
    own: bool = False
    after: date | None = None


# What a line tells of its unit as it is now.
_NOW = (Unit.id, Unit.sample, Unit.region_code)


def lit(light: str, on: date) -> ColumnElement[bool]:
    """The duties of one light or state on a day."""
    unmet = queries.unmet(on)
    known: Mapping[str, Any] = {
        "owed": queries.counts(),
        "met": and_(queries.counts(), queries.met(on)),
        "late": and_(queries.counts(), queries.late(on)),
        "pending": and_(queries.counts(), unmet),
        "overdue": and_(queries.counts(), queries.overdue(on)),
        "soon": and_(queries.counts(), queries.soon(on)),
        "backfill": and_(queries.counts(), queries.waiting(on)),
        "undated": Duty.force == Force.UNDATED.value,
        "unmet": and_(queries.counts(), or_(unmet, queries.overdue(on))),
        "attention": and_(queries.counts(), or_(queries.overdue(on), queries.soon(on))),
    }
    condition: ColumnElement[bool] = known.get(light, Duty.force != Force.RECOMMENDED.value)
    return condition


def duties(scope: Scope, view: View, wanted: Wanted) -> Select[Any]:
    """The duties that fit, overdue first, then those due soonest."""
    query = seen_by(select(Duty), scope, view.region).where(bound(view), lit(wanted.light, view.on))
    if wanted.group:
        query = query.where(Duty.duty_group == wanted.group)
    if wanted.kind:
        query = query.where(Duty.unit_kind == wanted.kind)
    if wanted.rule:
        query = query.where(Duty.rule_id == wanted.rule)
    if wanted.unit_id is not None:
        query = query.where(Duty.unit_id == wanted.unit_id)
    if wanted.own:
        query = query.where(Duty.region_code == view.region)
    if wanted.after is not None:
        query = query.where(queries.counts(), queries.turned(wanted.after, view.on))
    return query.order_by(
        _rank(view.on), Duty.due_on.is_(None), Duty.due_on, Duty.region_code, Duty.unit_id, Duty.rule_id
    )


def _rank(on: date) -> ColumnElement[int]:
    return case((queries.overdue(on), 0), (queries.soon(on), 1), (queries.unmet(on), 2), else_=3)


def duty_page(scope: Scope, view: View, wanted: Wanted, page: int = 1, size: int = PAGE_SIZE) -> Page[DutyLine]:
    """One page of duties as lines."""
    found = paginate(duties(scope, view, wanted), page, size)
    return Page(lines(found.items, view.on, view.known_at), found.number, found.size, found.total)


def all_lines(scope: Scope, view: View, wanted: Wanted) -> list[DutyLine]:
    """Every duty that fits, for the workbook of exactly this list."""
    return lines(db.session.scalars(duties(scope, view, wanted)).all(), view.on, view.known_at)


def lines(rows: Sequence[Duty], on: date, known_at: datetime | None = None) -> list[DutyLine]:
    """Rows as lines: names of units and places on the day as known then, of plans; a fixed number of queries."""
    ids = {row.unit_id for row in rows}
    names = unit_names_on(ids, on, known_at)
    units = {row.id: row for row in db.session.execute(select(*_NOW).where(Unit.id.in_(ids)))}
    paths = paths_of({row.region_code for row in rows}, own=True, on=on, moment=known_at)
    plans = _plans({plan_id for row in rows if (plan_id := plan_of(row)) is not None})
    happened = happening_names((row.subject_kind, row.subject_id) for row in rows)
    # 示例 duties are told for days before the law came in: they were reckoned under the law of now.
    rules = load_rules(known_at).rules or load_rules().rules
    book = {(rule.id, rule.version): rule for rule in rules}
    return [
        DutyLine(
            row, on, book[row.rule_id, row.rule_version], names.get(row.unit_id, f"单位 {row.unit_id}"),
            paths.get(row.region_code, ""),
            happened.get((row.subject_kind, row.subject_id)) or (title_of(plan) if plan else ""),
            bool((unit and unit.sample) or (plan and plan.sample)), unit.region_code if unit else "", known_at,
        )
        for row in rows
        for plan, unit in [(plans.get(plan_of(row) or 0), units.get(row.unit_id))]
    ]  # fmt: skip


def plan_of(row: Duty) -> int | None:
    """The plan that a duty stands on, itself or through a circumstance for revising it."""
    if row.subject_kind == SubjectKind.TRIGGER:
        return int(row.basis["plan_id"]) if row.basis.get("plan_id") else None
    return row.subject_id if row.subject_kind == SubjectKind.PLAN else None


def _plans(plan_ids: set[int]) -> dict[int, Plan]:
    query = select(Plan).where(Plan.id.in_(plan_ids))
    return {plan.id: plan for plan in db.session.scalars(query)} if plan_ids else {}


def lines_of_unit(unit_id: int, on: date) -> list[DutyLine]:
    """The duties of a unit that the caller has loaded through a scope, overdue first."""
    return _open_lines(Duty.unit_id == unit_id, on)


def tiles_of_unit(unit_id: int, moment: datetime | None = None) -> list[Tile]:
    """Every tile of a unit as known at a moment (None: now), oldest first; the caller saw the unit through a scope."""
    query = select(Duty).where(Duty.unit_id == unit_id, known(Duty, moment))
    rows = db.session.scalars(query.order_by(Duty.duty_group, Duty.rule_id, Duty.subject_id, Duty.starts))
    return [tile_of(row) for row in rows]


def tile_of(row: Duty) -> Tile:
    """The row as the engine's value."""
    return Tile(
        row.unit_id, row.rule_id, row.rule_version, SubjectKind(row.subject_kind), row.subject_id, row.region_code,
        row.starts, row.ends, row.met_until, row.soon_from, row.overdue_from, row.due_on, row.provisional,
        row.evidence_id, row.basis,
    )  # fmt: skip


def lines_of_plan(plan_id: int, on: date) -> list[DutyLine]:
    """The duties that stand on a plan that the caller has loaded through a scope."""
    return _open_lines(and_(Duty.subject_kind == "plan", Duty.subject_id == plan_id), on)


def _open_lines(condition: ColumnElement[bool], on: date) -> list[DutyLine]:
    query = select(Duty).where(condition, Duty.known_until == FAR_MOMENT, Duty.starts <= on, Duty.ends > on)
    return lines(
        db.session.scalars(
            query.order_by(_rank(on), Duty.due_on.is_(None), Duty.due_on, Duty.rule_id, Duty.subject_id)
        ).all(),
        on,
    )


def get_line(scope: Scope, duty_id: int, on: date | None = None, known_at: datetime | None = None) -> DutyLine:
    """One duty, through the scope, with what was known at a moment (None: now).

    Raises NotFound. The day is brought within the tile; a tile that was not known at the moment is told as of now.
    """
    row = db.session.scalar(select(Duty).where(Duty.id == duty_id, tile_in_scope(scope)))
    if row is None:
        raise NotFound
    day = max(row.starts, min(on or row.starts, row.ends - timedelta(days=1)))
    if known_at is not None and not row.known_from <= known_at < row.known_until:
        known_at = None
    return lines([row], day, known_at)[0]


def past_of(row: Duty, moment: datetime | None = None) -> list[Duty]:
    """All tiles of the same rule and subject as known at a moment (None: now), oldest first."""
    query = select(Duty).where(
        Duty.unit_id == row.unit_id, Duty.rule_id == row.rule_id, Duty.subject_kind == row.subject_kind,
        Duty.subject_id == row.subject_id, known(Duty, moment),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Duty.starts)))
