"""Asking for drills: always within the viewer's scope; the credits for the engine."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, false, func, or_, select

from emergency.base import clock
from emergency.base.access import Permission, Role, Scope
from emergency.base.clock import SHANGHAI, day_of
from emergency.base.database import db, plain_rows
from emergency.base.errors import NotFound, Refusal
from emergency.drills.lateness import entered_late
from emergency.drills.models import NO_DUTY, Drill, DrillCredit, DrillUnit
from emergency.drills.rules import OPEN
from emergency.drills.words import Acceptance, Mark, Part, State
from emergency.obligations import facts
from emergency.plans.checking import RECORDING
from emergency.plans.queries_list import at_desk
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_regions import may_self_check
from emergency.units.within import is_among, lies_in, lies_in_any, unit_in_scope
from emergency.units.within import known_at as was_known

BLOCK = 500  # rows that are held at a time


@dataclass(frozen=True, slots=True)
class DrillFilters:
    """What the address of a list asks for; empty words ask for everything."""

    text: str = ""
    state: str = ""
    acceptance: str = ""
    form: str = ""
    month: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Taker:
    """A unit that takes part, by name and part."""

    unit_id: int
    name: str
    part: str


def visible_drills(scope: Scope) -> Select[Drill]:
    """The drills that the viewer may see: a unit in scope organises, takes part or looks on.

    One that was never published is seen only by those who may edit it: the organiser's keepers and the offices above.
    """
    mine = select(DrillUnit.drill_id).join(Unit, Unit.id == DrillUnit.unit_id).where(unit_in_scope(scope))
    published: ColumnElement[bool] = Drill.unpublished.is_(None)
    if scope.may(Permission.DRILL_EDIT):
        published = or_(published, _organised_within(scope))
    return select(Drill).where(Drill.id.in_(mine), published)


def get_drill(scope: Scope, drill_id: int) -> Drill:
    """One drill. Raises NotFound for an unknown one and for a stranger alike."""
    drill = db.session.scalar(visible_drills(scope).where(Drill.id == drill_id))
    if drill is None:
        raise NotFound
    return drill


def opens_papers(scope: Scope, drill_id: int) -> bool:
    """Whether the viewer sees the drill and therefore may open its papers."""
    return db.session.scalar(visible_drills(scope).where(Drill.id == drill_id)) is not None


def titles_of(drill_ids: Iterable[int]) -> dict[int, str]:
    """The titles of drills whose papers the caller has already seen through a scope."""
    query = select(Drill.id, Drill.title).where(Drill.id.in_(set(drill_ids)))
    return {row.id: row.title for row in db.session.execute(query)}


def drills_in(scope: Scope, region_code: str, year: int, filters: DrillFilters | None = None) -> Select[Any]:
    """(Drill, name of the organiser) of a region and year, by date; for `paginate(…, scalars=False)`."""
    return _named(scope, visible_drills(scope).where(lies_in(Drill.region_code, region_code)), year, filters)


def drills_of(scope: Scope, unit_id: int, year: int, filters: DrillFilters | None = None) -> Select[Any]:
    """(Drill, name of the organiser) that a unit organises or takes part in, in a year."""
    with_unit = select(DrillUnit.drill_id).where(DrillUnit.unit_id == unit_id)
    return _named(scope, visible_drills(scope).where(Drill.id.in_(with_unit)), year, filters)


def drills_seen(scope: Scope, year: int, filters: DrillFilters | None = None) -> Select[Any]:
    """(Drill, name of the organiser) of all that the viewer may see, in a year."""
    return _named(scope, visible_drills(scope), year, filters)


def stream(query: Select[Any]) -> Iterator[tuple[Drill, str]]:
    """All rows of (Drill, name of the organiser), a block at a time: a year of a province never stands in memory."""
    for block in blocks(query):
        yield from block


def every_row(query: Select[Any]) -> list[Any]:
    """All rows of a query whose number the caller knows to be small."""
    return list(db.session.execute(query))


def row_count(query: Select[Any], most: int, advice: str) -> int:
    """How many rows there are. Raises Refusal above `most`, with the advice."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    if total > most:
        raise Refusal(f"共 {total} 行，超过一次导出的 {most} 行。{advice}")
    return total


def blocks(query: Select[Any]) -> Iterator[list[tuple[Drill, str]]]:
    """The same rows by the block."""
    for block in db.session.execute(query.execution_options(yield_per=BLOCK)).partitions():
        yield [(drill, organiser) for drill, organiser in block]


def days_of(query: Select[Any]) -> Iterator[tuple[date, Any]]:
    """The Shanghai day of each drill with what a cell of the month shows of it: id, title, state and late entry."""
    light = query.with_only_columns(Drill.starts_at, Drill.id, Drill.title, Drill.state, entered_late().label("late"))
    for row in db.session.execute(light.execution_options(yield_per=BLOCK)):
        yield day_of(row.starts_at), row


def tally_of(query: Select[Any], most: int, advice: str) -> tuple[int, bool]:
    """How many rows there are and whether a 示例 is among them; never does a paper hold fewer than were asked for.

    Raises Refusal above `most`, with the advice.
    """
    found = query.with_only_columns(Drill.sample).order_by(None).subquery()
    counted = select(func.count(), func.max(cast(found.c.sample, Integer))).select_from(found)
    total, samples = db.session.execute(counted).one()
    if total > most:
        raise Refusal(f"共 {total} 次演练，超过一次导出的 {most} 次。{advice}")
    return total, bool(samples)


def waiting_drills(scope: Scope) -> Select[Any]:
    """(Drill, name of the organiser) whose records wait for a check, oldest first: the office's queue."""
    query = select(Drill).where(waits_here(scope))
    return query.add_columns(_organiser_name()).order_by(Drill.recorded_at, Drill.id)


def waits_here(scope: Scope) -> ColumnElement[bool]:
    """The record waits and this viewer may check it: at the right desk (`checking`), and not the one who recorded."""
    here = at_desk(scope)
    if scope.role.value in RECORDING:
        here = or_(here, Unit.kind == UnitKind.VILLAGE.value)
    mine = select(Unit.id).where(unit_in_scope(scope), here)
    found = and_(Drill.acceptance == Acceptance.PENDING, Drill.organiser_id.in_(mine))
    if scope.person_id is None:
        return found
    return and_(found, or_(Drill.recorder_id.is_(None), Drill.recorder_id != scope.person_id, _checks_own(scope)))


def _checks_own(scope: Scope) -> ColumnElement[bool]:
    """`checking.checks_own` for the query: the villages of a township that may 自录自核."""
    allowed = tuple(code for code in scope.regions if scope.role is Role.TOWNSHIP and may_self_check(code))
    villages = select(Unit.id).where(Unit.kind == UnitKind.VILLAGE.value, lies_in_any(Unit.region_code, allowed))
    return Drill.organiser_id.in_(villages) if allowed else false()


def rows_without_year(query: Select[Drill], most: int) -> list[tuple[Drill, str]]:
    """The newest drills of a query with the names of their organisers."""
    newest = query.add_columns(_organiser_name()).order_by(Drill.starts_at.desc(), Drill.id.desc())
    return [(drill, organiser) for drill, organiser in db.session.execute(newest.limit(most))]


def takers_of(drill_ids: Iterable[int]) -> dict[int, list[Taker]]:
    """Who takes part in drills that the caller loaded through scope: the organiser first."""
    query = (
        select(DrillUnit.drill_id, DrillUnit.unit_id, Unit.name, DrillUnit.part)
        .join(Unit, Unit.id == DrillUnit.unit_id)
        .where(DrillUnit.drill_id.in_(list(drill_ids)))
        .order_by(DrillUnit.part != Part.ORGANISER, DrillUnit.id)
    )
    found: dict[int, list[Taker]] = defaultdict(list)
    for drill_id, unit_id, name, part in db.session.execute(query):
        found[drill_id].append(Taker(unit_id, name, part))
    return dict(found)


def counts_by_state(scope: Scope, region_code: str, year: int) -> dict[str, int]:
    """How many drills stand in each state, in a region and year."""
    drills = visible_drills(scope).where(lies_in(Drill.region_code, region_code), in_year(year)).subquery()
    query = select(drills.c.state, func.count().label("number")).group_by(drills.c.state)
    counted: dict[str, int] = {row.state: row.number for row in db.session.execute(query)}
    return {state.value: counted.get(state.value, 0) for state in State}


def credits_of(unit_ids: Sequence[int], known_at: datetime | None = None) -> list[facts.DrillCredit]:
    """What the engine reads: the drills that count for these units' duties, as known at a moment (None: now)."""
    credit = DrillCredit
    query = select(credit.drill_id, credit.unit_id, credit.rule_id, credit.plan_id, credit.held_on)
    query = query.where(is_among(credit.unit_id, unit_ids), was_known(credit, known_at), credit.rule_id != NO_DUTY)
    return [facts.DrillCredit(*row) for row in plain_rows(query.order_by(credit.held_on, credit.id))]


def unrecorded() -> ColumnElement[bool]:
    """The planned end went by, and the drill is neither held, moved on nor cancelled."""
    return and_(Drill.state.in_(sorted(OPEN)), Drill.ends_at < clock.now())


def in_year(year: int) -> ColumnElement[bool]:
    """The drill stands in this Shanghai year."""
    return and_(Drill.starts_at >= _midnight(year, 1), Drill.starts_at < _midnight(year + 1, 1))


def _midnight(year: int, month: int) -> datetime:
    return datetime.combine(date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1), time.min, SHANGHAI)


def _organiser_name() -> Any:
    return select(Unit.name).where(Unit.id == Drill.organiser_id).scalar_subquery().label("organiser")


def unrecorded_of(scope: Scope) -> ColumnElement[bool]:
    """Nothing was recorded of a drill whose organiser lies in the viewer's scope, in whatever year."""
    return and_(unrecorded(), _organised_within(scope))


def own_in_state(scope: Scope, state: State) -> ColumnElement[bool]:
    """The drill stands in a state and its organiser lies in the viewer's scope, in whatever year."""
    return and_(Drill.state == state.value, _organised_within(scope))


def _organised_within(scope: Scope) -> ColumnElement[bool]:
    return Drill.organiser_id.in_(select(Unit.id).where(unit_in_scope(scope)))


def _when(scope: Scope, mark: str, year: int) -> ColumnElement[bool]:
    """What is still to be done is asked for until it is, everything else in its year."""
    if mark == Mark.UNRECORDED:
        return unrecorded_of(scope)
    if mark == Mark.UNPUBLISHED:
        return own_in_state(scope, State.DRAFT)
    return own_in_state(scope, State.POSTPONED) if mark == Mark.DATELESS else in_year(year)


def _named(scope: Scope, query: Select[Drill], year: int, filters: DrillFilters | None) -> Select[Any]:
    filters = filters or DrillFilters()
    when = _when(scope, filters.mark, year)
    for condition in _conditions(filters, year):
        query = query.where(condition)
    organiser = _organiser_name()
    return query.where(when).add_columns(organiser).order_by(Drill.starts_at, Drill.id)


def _conditions(filters: DrillFilters, year: int) -> Iterable[ColumnElement[bool]]:
    if filters.text:
        named = select(Unit.id).where(Unit.name.contains(filters.text, autoescape=True))
        yield or_(Drill.title.contains(filters.text, autoescape=True), Drill.organiser_id.in_(named))
    for name in ("state", "acceptance", "form"):
        if getattr(filters, name):
            yield getattr(Drill, name) == getattr(filters, name)
    if filters.mark == Mark.LATE:
        yield entered_late()
    if filters.mark == Mark.MOVED:
        yield Drill.planned_for != Drill.starts_at
    if filters.month:
        yield Drill.starts_at >= _midnight(year, filters.month)
        yield Drill.starts_at < _midnight(year, filters.month + 1)
