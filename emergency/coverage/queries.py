"""Roll-ups: how many duties are met, pending and overdue in a region, by child, group and kind, on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Executable,
    Select,
    Text,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    union_all,
)

from emergency.base.access import Scope, prefix_of
from emergency.base.clock import SHANGHAI, day_of
from emergency.base.database import UtcDateTime, db
from emergency.coverage.models import CLOSED, OPEN, Duty
from emergency.coverage.rules import COUNTED_FORCES, Figures
from emergency.obligations.rules import Force, Group
from emergency.units.models import Unit
from emergency.units.within import bounds, lies_in, lies_in_any, unit_in_scope

CITY = "231100000000"
CHILD_LENGTH = {2: 4, 4: 6, 6: 9, 9: 12, 12: 12}
Day = date | ColumnElement[date]
# What a prepared statement leaves open; `given` gives it.
ON, KNOWN_AT = bindparam("on", type_=Date()), bindparam("known_at", type_=UtcDateTime())
LOW, HIGH = bindparam("low", type_=Text()), bindparam("high", type_=Text())


@dataclass(frozen=True)
class View:
    """Which duties are asked for: a region, a day, what was known when, one block or both."""

    region: str
    on: date
    known_at: datetime | None = None
    counted: bool | None = True

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge is asked for; None for all that is known now."""
        return day_of(self.known_at) if self.known_at else None

    @property
    def word(self) -> str:
        """Which of the two times the view goes by, in words."""
        if self.known_at is None:
            return "按实际发生：以各项办理的实际日期为准，后来补录的也计入"
        until = f"{self.known_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        return f"按当时已知：只计系统到 {until} 已收到的登记，后来补录的不计"


@dataclass(frozen=True)
class Sum:
    """The figures of one child code, group and unit kind."""

    child: str
    group: str
    kind: str
    figures: Figures


def field_of(scope: Scope) -> str:
    """The region that a viewer's whole field lies in: the own one, or of several the city, narrowed by `seen_by`."""
    return scope.regions[0] if len(scope.regions) == 1 else CITY


def bound(view: View) -> ColumnElement[bool]:
    """The tiles that hold on the view's day within its region and block, as known at its moment."""
    return or_(*(and_(half, Duty.starts <= view.on, Duty.ends > view.on) for half in halves(view)))


def halves(view: View) -> list[ColumnElement[bool]]:
    """The tiles of the view's region and block as known at its moment, on any day.

    What was known then lies in two partial indexes, tiles that are known still and tiles that are not; a condition
    that asks for both at once would use neither.
    """
    return _halves(lies_in(Duty.region_code, view.region), view.counted, view.known_at)


def _halves(inside: ColumnElement[bool], counted: bool | None, known_at: Any) -> list[ColumnElement[bool]]:
    place = [inside] if counted is None else [inside, Duty.counted.is_(counted)]
    if known_at is None:
        return [and_(OPEN, *place)]
    then = Duty.known_from <= known_at
    return [and_(OPEN, *place, then), and_(CLOSED, *place, then, Duty.known_until > known_at)]


def overdue(on: Day) -> ColumnElement[bool]:
    """Overdue on a day."""
    return and_(Duty.overdue_from.isnot(None), Duty.overdue_from <= on)


def turned(after: date, on: date) -> ColumnElement[bool]:
    """Overdue on a day, but not yet on an earlier one."""
    return and_(Duty.overdue_from > after, Duty.overdue_from <= on)


def met(on: Day) -> ColumnElement[bool]:
    """Met on a day and not overdue."""
    return and_(~overdue(on), Duty.met_until.isnot(None), Duty.met_until > on)


def unmet(on: Day) -> ColumnElement[bool]:
    """Pending on a day."""
    return and_(~overdue(on), or_(Duty.met_until.is_(None), Duty.met_until <= on))


def soon(on: Day) -> ColumnElement[bool]:
    """Due soon: a mark on met or pending; a principle past its day reads 应评估 instead."""
    ahead = or_(Duty.overdue_from.isnot(None), Duty.due_on >= on)
    return and_(~overdue(on), Duty.soon_from.isnot(None), Duty.soon_from <= on, ~waiting(on), ahead)


def late(on: Day) -> ColumnElement[bool]:
    """Met after its day."""
    return and_(met(on), Duty.late.is_(True))


def waiting(on: Day) -> ColumnElement[bool]:
    """待补录: unmet, due or 应编, and the region still enters its past."""
    due = or_(and_(Duty.late_from.isnot(None), Duty.late_from <= on), Duty.duty_group == Group.PLANS.value)
    return and_(unmet(on), Duty.backfill_until.isnot(None), Duty.backfill_until > on, due)


def counts() -> ColumnElement[bool]:
    """Duties that stand in the figures; undated ones are counted apart, recommended ones not at all."""
    return Duty.force.in_(COUNTED_FORCES)


def sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def figure_columns(on: Day) -> list[ColumnElement[int]]:
    """The seven sums in the order of Figures."""
    counted = (met(on), unmet(on), overdue(on), late(on), soon(on), waiting(on))
    return [*(sum_of(and_(counts(), condition)) for condition in counted), sum_of(Duty.force == Force.UNDATED.value)]


def roll_up(scope: Scope, view: View) -> list[Sum]:
    """The figures of a region by child code, group and unit kind; one query, whatever the number of units.

    As known at a moment, what is known still and what is not come as two sums of one key.
    """
    rows = db.session.execute(sums_of(scope, view), given(view))
    return [Sum(child.ljust(12, "0"), group, kind, Figures(*sums)) for child, group, kind, *sums in rows]


def roll_up_units(scope: Scope, view: View) -> list[Sum]:
    """The figures of a region by unit (its id stands as `child`); one query. For a township, not for a city."""
    rows = db.session.execute(_grouped(scope, view, 0), given(view))
    return [Sum(str(unit_id), group, kind, Figures(*sums)) for unit_id, group, kind, *sums in rows]


def sums_of(scope: Scope, view: View) -> Executable:
    """The one statement of a roll-up; its days and its region are given with it (`given`)."""
    return _grouped(scope, view, _length(view.region))


def given(view: View) -> dict[str, object]:
    """What the statements of a view leave open."""
    low, high = bounds(view.region)
    return {"on": view.on, "low": low, "high": high, "known_at": view.known_at}


def child_of(region: str) -> ColumnElement[str]:
    """The code of the child region in which a tile lies, as long as its level is."""
    return _child(_length(region))


def _length(region: str) -> int:
    return CHILD_LENGTH[len(prefix_of(region))]


def _child(length: int) -> ColumnElement[str]:
    return (func.substr(Duty.region_code, 1, length) if length < 12 else Duty.region_code).label("child")


def _grouped(scope: Scope, view: View, length: int) -> Executable:
    """The sums by child of so many characters, or by unit (0): of whoever sees everything they are made once."""
    shape = (length, view.counted, view.known_at is not None)
    if sees_all(scope, view.region):
        return _sums(*shape)
    return _together([seen_by(part, scope, view.region) for part in _parts(*shape)])


@lru_cache(maxsize=64)
def _sums(length: int, counted: bool | None, once: bool) -> Executable:
    return _together(_parts(length, counted, once))


@lru_cache(maxsize=64)
def _parts(length: int, counted: bool | None, once: bool) -> Sequence[Select[Any]]:
    """The sums over each half of what was known, for any day and region: building them took longer than asking."""
    keys = [_child(length) if length else Duty.unit_id, Duty.duty_group, Duty.unit_kind]
    columns: list[Any] = [*keys, *figure_columns(ON)]
    sums = select(*columns).where(Duty.starts <= ON, Duty.ends > ON).group_by(*keys)
    inside = and_(Duty.region_code >= LOW, Duty.region_code < HIGH)
    return [sums.where(half) for half in _halves(inside, counted, KNOWN_AT if once else None)]


def _together(parts: Sequence[Select[Any]]) -> Executable:
    return parts[0] if len(parts) == 1 else union_all(*parts)


def in_halves(sums: Select[Any], scope: Scope, view: View) -> Executable:
    """The sums over each half of what was known, one statement; whoever reads them adds up what has the same key."""
    return _together([seen_by(sums.where(half), scope, view.region) for half in halves(view)])


def seen_by(query: Select[Any], scope: Scope, region: str) -> Select[Any]:
    """The query, narrowed to the viewer's units; a viewer whose regions hold the whole region needs no join."""
    if sees_all(scope, region):
        return query
    if _holds(scope, region):
        hidden = select(Unit.id).where(Unit.restricted.is_(True), lies_in(Unit.region_code, region))
        return query.where(Duty.unit_id.notin_(hidden))
    return query.where(Duty.unit_id.in_(select(Unit.id).where(unit_in_scope(scope))))


def sees_all(scope: Scope, region: str) -> bool:
    """Whether the viewer sees every unit of a region, the restricted ones too."""
    return scope.role == "city" and _holds(scope, region)


def _holds(scope: Scope, region: str) -> bool:
    return scope.covers(region) and not scope.lines and not scope.unit_ids and scope.is_office


def tile_in_scope(scope: Scope) -> ColumnElement[bool]:
    """The tiles that the viewer may open: of own units, and for an office those from when a unit lay in its region."""
    own = Duty.unit_id.in_(select(Unit.id).where(unit_in_scope(scope)))
    if not scope.is_office or scope.lines:
        return own
    hidden = select(Unit.id).where(Unit.restricted.is_(True))
    return or_(own, and_(lies_in_any(Duty.region_code, scope.regions), Duty.unit_id.notin_(hidden)))


def total(sums: Sequence[Sum]) -> Figures:
    """The sum of sums."""
    figures = Figures()
    for one in sums:
        figures += one.figures
    return figures
