"""Asking for programmes and their lines: always within the viewer's scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, false, func, or_, select

from emergency.base.access import Permission, Role, Scope
from emergency.base.database import db
from emergency.base.errors import Forbidden, NotFound
from emergency.base.jobs import Job
from emergency.coverage.queries import sum_of
from emergency.programme.models import Programme, ProgrammeLine, ProgrammeRun
from emergency.programme.sums import Sums
from emergency.programme.words import CALLED_OFF, LineKind, Making, Proposal
from emergency.units.models import Unit
from emergency.units.queries import visible_units
from emergency.units.rules import path_codes
from emergency.units.within import lies_in, lies_in_any

JOB = "programme"
REFUSED = "refused"
WEEK = timedelta(days=7)
IN_USE = (Making.WAITING, Making.READY, Making.STOPPED)


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the address of a list asks for; an empty part asks for everything."""

    text: str = ""
    region: str = ""
    rule: str = ""
    month: int = 0
    state: str = ""
    week: date | None = None
    day: date | None = None


def visible_programmes(scope: Scope) -> Select[Programme]:
    """Programmes that hold drills of the viewer: of own regions, of those around them, of own units."""
    return select(Programme).where(_seen(scope))


def _seen(scope: Scope) -> ColumnElement[bool]:
    if scope.role is Role.UNIT:
        mine = select(ProgrammeLine.programme_id).where(ProgrammeLine.unit_id.in_(scope.unit_ids))
        return Programme.id.in_(mine) if scope.unit_ids else false()
    around = {code for region in scope.regions for code in path_codes(region)}
    return or_(lies_in_any(Programme.region_code, scope.regions), Programme.region_code.in_(sorted(around)))


def programmes_of(scope: Scope) -> list[Programme]:
    """The programmes in use that the viewer may open, the latest year first."""
    query = visible_programmes(scope).where(Programme.state.in_(IN_USE))
    return list(db.session.scalars(query.order_by(Programme.year.desc(), Programme.region_code, Programme.id.desc())))


def get_programme(scope: Scope, programme_id: int) -> Programme:
    """One programme. Raises NotFound for an unknown one and for a stranger alike."""
    found = db.session.scalar(visible_programmes(scope).where(Programme.id == programme_id))
    if found is None:
        raise NotFound
    return found


def own_programme(scope: Scope, programme_id: int) -> Programme:
    """One that the viewer may change: of a region of its own. Raises NotFound, Forbidden for one of a wider region."""
    found = get_programme(scope, programme_id)
    if not may_change(scope, found):
        raise Forbidden("这份计划由上级编制，您可以查看本地区的部分；需要调整请与编制机构联系。")
    return found


def may_change(scope: Scope, programme: Programme) -> bool:
    """Whether the viewer made it or could have: an office of the region or above."""
    return scope.may(Permission.PROGRAMME_EDIT) and scope.covers(programme.region_code)


def in_use(region_code: str, year: int) -> Programme | None:
    """The programme of a region's year that is in use, already seen through a scope."""
    query = select(Programme).where(
        Programme.region_code == region_code, Programme.year == year, Programme.state.in_(IN_USE)
    )
    return db.session.scalar(query.order_by(Programme.id.desc()).limit(1))


def run_of(programme_id: int) -> ProgrammeRun | None:
    """How far the making is."""
    return db.session.get(ProgrammeRun, programme_id)


def is_checking(programme_id: int) -> bool:
    """Whether the job that looks for changes of a programme waits or runs."""
    state = db.session.scalar(select(Job.state).where(Job.key == check_key(programme_id)))
    return state in ("waiting", "running")


def check_key(programme_id: int) -> str:
    """The name of the job that looks for changes of a programme."""
    return f"{JOB}:{programme_id}:check"


def gave_up(programme_id: int) -> bool:
    """Whether the job that makes a programme was given up after its last try, or is not there any more."""
    state = db.session.scalar(select(Job.state).where(Job.key == f"{JOB}:{programme_id}"))
    return state not in ("waiting", "running")


def get_line(scope: Scope, line_id: int) -> ProgrammeLine:
    """One line of a visible programme about a visible unit. Raises NotFound."""
    query = select(ProgrammeLine).join(Programme, Programme.id == ProgrammeLine.programme_id)
    query = query.where(ProgrammeLine.id == line_id, _seen(scope), ProgrammeLine.unit_id.in_(_units(scope)))
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def own_line(scope: Scope, line_id: int) -> tuple[ProgrammeLine, Programme]:
    """One line that the viewer may change, with its programme. Raises NotFound and Forbidden."""
    line = get_line(scope, line_id)
    return line, own_programme(scope, line.programme_id)


def _units(scope: Scope) -> Any:
    return visible_units(scope).with_only_columns(Unit.id)


def lines_of(scope: Scope, programme: Programme) -> Select[Any]:
    """The lines of a programme about units that the viewer may see."""
    query = select(ProgrammeLine).where(ProgrammeLine.programme_id == programme.id)
    whole = scope.role is Role.CITY or (
        scope.role is Role.COUNTY and not scope.lines and scope.covers(programme.region_code)
    )
    return query if whole else query.where(ProgrammeLine.unit_id.in_(_units(scope)))


def listed(scope: Scope, programme: Programme, wanted: LineFilter) -> Select[Any]:
    """(line, name of the unit) that fit the filter, by day; for `paginate(…, scalars=False)`."""
    query = lines_of(scope, programme).join(Unit, Unit.id == ProgrammeLine.unit_id)
    for condition in conditions(wanted):
        query = query.where(condition)
    ordered = query.order_by(ProgrammeLine.day.is_(None), ProgrammeLine.day, Unit.region_code, ProgrammeLine.id)
    return ordered.add_columns(Unit.name, Unit.sample)


def conditions(wanted: LineFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on lines."""
    found: list[ColumnElement[bool]] = []
    if wanted.text:
        found.append(Unit.name.contains(wanted.text, autoescape=True))
    if wanted.region:
        found.append(lies_in(ProgrammeLine.region_code, wanted.region))
    if wanted.rule:
        found.append(ProgrammeLine.rule_id == wanted.rule)
    if wanted.week:
        found += [ProgrammeLine.day >= wanted.week, ProgrammeLine.day < wanted.week + WEEK]
    if wanted.day:
        found.append(ProgrammeLine.day == wanted.day)
    if wanted.month:
        found.append(extract("month", ProgrammeLine.day) == wanted.month)
    return [*found, *STATES.get(wanted.state, ())]


def _called_off(lines: Any) -> ColumnElement[bool]:
    """A line whose drill was cancelled or postponed."""
    return func.coalesce(lines.drill_state, "").in_(CALLED_OFF)


def _offered(lines: Any) -> ColumnElement[bool]:
    """A line that a re-plan merely proposes; it has said nothing yet."""
    return and_(lines.day.is_(None), ~_called_off(lines), lines.proposal == Proposal.ADD, lines.sentence == "")


def _without_day(lines: Any) -> ColumnElement[bool]:
    """A line that found no day."""
    return and_(lines.day.is_(None), ~_called_off(lines), ~_offered(lines))


DUTY = ProgrammeLine.kind == LineKind.DUTY
STATES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "": (),
    "placed": (DUTY, ProgrammeLine.day.is_not(None), ProgrammeLine.drill_id.is_(None)),
    "accepted": (DUTY, ProgrammeLine.drill_id.is_not(None), ProgrammeLine.day.is_not(None)),
    "locked": (DUTY, ProgrammeLine.locked.is_(True), ProgrammeLine.drill_id.is_(None)),
    "unplaced": (_without_day(ProgrammeLine.__table__.c),),
    "called_off": (_called_off(ProgrammeLine.__table__.c),),
    "known": (ProgrammeLine.kind == LineKind.KNOWN, ProgrammeLine.day.is_not(None)),
    "proposed": (ProgrammeLine.proposal != Proposal.NONE,),
}
STATE_WORDS = {
    "": "全部", "placed": "已排，未转为演练", "accepted": "已转为演练", "locked": "已锁定", "unplaced": "排不下",
    "called_off": "演练已取消、推迟", "known": "台账已有的演练",
}  # fmt: skip


def counts_of(scope: Scope, programme: Programme, region: str = "") -> dict[str, int]:
    """How many lines stand in each state, of the whole or of a region in it. One query."""
    query = lines_of(scope, programme)
    lines = (query.where(lies_in(ProgrammeLine.region_code, region)) if region else query).subquery()
    duty = lines.c.kind == LineKind.DUTY
    sums = {
        "owed": duty,
        "placed": and_(duty, lines.c.day.is_not(None)),
        "accepted": and_(duty, lines.c.day.is_not(None), lines.c.drill_id.is_not(None)),
        "locked": and_(duty, lines.c.locked.is_(True), lines.c.drill_id.is_(None)),
        "unplaced": _without_day(lines.c),
        "offered": _offered(lines.c),
        "called_off": _called_off(lines.c),
        "owed_again": and_(duty, _called_off(lines.c)),
        "unknown": lines.c.kind == LineKind.UNKNOWN,
        "known": and_(lines.c.kind == LineKind.KNOWN, lines.c.day.is_not(None)),
        "proposed": lines.c.proposal != Proposal.NONE,
    }
    row = db.session.execute(select(*(sum_of(condition).label(name) for name, condition in sums.items()))).one()
    found = {name: int(getattr(row, name)) for name in sums}
    return found | {"whole": Sums.of(found).whole}


def loads_of(scope: Scope, programme: Programme) -> list[tuple[str, date, int]]:
    """(place, day, drills) of the whole programme that the viewer may see. One query, whatever the number of units."""
    lines = lines_of(scope, programme).where(ProgrammeLine.day.is_not(None))
    keys = (ProgrammeLine.place_code, ProgrammeLine.day)
    query = lines.with_only_columns(*keys, func.count()).group_by(*keys)
    return [(place, day, number) for place, day, number in db.session.execute(query) if day is not None]


def peaks_of(programme_ids: Iterable[int]) -> dict[int, int]:
    """How many drills the busiest day of each programme has as it stands; the caller saw them through a scope."""
    number = func.count().label("number")
    days = select(ProgrammeLine.programme_id, number).group_by(ProgrammeLine.programme_id, ProgrammeLine.day)
    mine = ProgrammeLine.programme_id.in_(sorted(programme_ids))
    loads = days.where(mine, ProgrammeLine.day.is_not(None)).subquery()
    query = select(loads.c.programme_id, func.max(loads.c.number)).group_by(loads.c.programme_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def reasons_of(scope: Scope, programme: Programme) -> list[tuple[str, int]]:
    """How many lines have no day, by reason, the most first."""
    lines = lines_of(scope, programme).where(*STATES["unplaced"])
    query = lines.with_only_columns(ProgrammeLine.reason, func.count()).group_by(ProgrammeLine.reason)
    found = [(reason, number) for reason, number in db.session.execute(query)]
    return sorted(found, key=lambda each: (-each[1], each[0]))


def beside_all(programme_id: int, lines: Sequence[ProgrammeLine]) -> list[ProgrammeLine]:
    """These lines and all with a day that they must stand beside: of their units, or on their days."""
    return beside_days(programme_id, lines, (line.day for line in lines if line.day))


def beside_days(programme_id: int, lines: Iterable[ProgrammeLine], days: Iterable[date]) -> list[ProgrammeLine]:
    """All lines with a day that are of the units of these, or stand on such days. One query."""
    query = select(ProgrammeLine).where(
        ProgrammeLine.programme_id == programme_id, ProgrammeLine.day.is_not(None),
        or_(ProgrammeLine.unit_id.in_({line.unit_id for line in lines}), ProgrammeLine.day.in_(set(days))),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(ProgrammeLine.day, ProgrammeLine.id)))


def tied_to(line: ProgrammeLine) -> list[ProgrammeLine]:
    """The other lines with a day that bear on any day of this one: of its unit, of its place, or with observers too."""
    ties = [ProgrammeLine.unit_id == line.unit_id, ProgrammeLine.place_code == line.place_code]
    ties += [ProgrammeLine.crews != []] if line.crews else []
    query = select(ProgrammeLine).where(
        ProgrammeLine.programme_id == line.programme_id, ProgrammeLine.id != line.id, ProgrammeLine.day.is_not(None),
        or_(*ties),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(ProgrammeLine.day, ProgrammeLine.id)))


def lines_by_key(programme_id: int) -> dict[str, ProgrammeLine]:
    """All lines of a programme by key, for a proposal; the caller saw the programme through a scope."""
    query = select(ProgrammeLine).where(ProgrammeLine.programme_id == programme_id)
    return {row.task_key: row for row in db.session.scalars(query)}


def lines_to_accept(programme_id: int, today: date, most: int) -> list[ProgrammeLine]:
    """Lines with a day that are no drills yet and were not refused as such, oldest first; the caller saw the whole."""
    query = select(ProgrammeLine).where(
        ProgrammeLine.programme_id == programme_id,
        *STATES["placed"],
        ProgrammeLine.reason != REFUSED,
        ProgrammeLine.day >= today,
    )
    return list(db.session.scalars(query.order_by(ProgrammeLine.day, ProgrammeLine.id).limit(most)))
