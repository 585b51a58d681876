"""What stands on the desk: the counters and notices of all rooms, and this month's drills."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select

from emergency.base import clock, slots
from emergency.base.access import Permission, Scope
from emergency.base.database import db
from emergency.base.desk import Counter, Notice
from emergency.drills.models import Drill
from emergency.drills.queries import DrillFilters, drills_seen, waiting_drills
from emergency.home.navigation import way_to
from emergency.plans.queries_list import PlanFilter, plans_in, waiting_for
from emergency.units.models import Unit

MOST_DRILLS = 8


@dataclass(frozen=True)
class MonthDrills:
    """The month's next drills with their organisers, and how many the month has in all."""

    month: int
    total: int
    rows: list[tuple[Drill, str]]


@dataclass(frozen=True)
class Waiting:
    """A list of which the desk shows the number."""

    word: str
    url: str
    tone: str
    rank: int
    query: Select[Any]


@dataclass(frozen=True)
class Desk:
    """The top of the desk: what must be said, and the numbers with their ways."""

    notices: list[Notice]
    counters: list[Counter]
    has_samples: bool


def desk(scope: Scope, drills: int) -> Desk:
    """What all rooms and this one have to say to this person; `drills` is the month's number."""
    notices = [notice for given in slots.desk_notice.call(scope) for notice in given]
    counters = [counter for given in slots.desk_counter.call(scope) for counter in given]
    waiting, has_samples = _counted(list(_waiting(scope)))
    counters += waiting
    if scope.may(Permission.DRILL_VIEW):
        counters.append(Counter("本月演练", drills, way_to("drills.month"), rank=60))
    return Desk(notices, sorted(counters, key=lambda counter: counter.rank), has_samples)


def _waiting(scope: Scope) -> Iterator[Waiting]:
    """待核对 for those who check, 被退回 for those who submit."""
    if scope.may(Permission.PLAN_CHECK):
        yield Waiting("待核对预案", way_to("plans.waiting"), "", 40, waiting_for(scope))
    if scope.may(Permission.DRILL_ACCEPT):
        yield Waiting("待核对演练", way_to("drills.waiting"), "", 41, waiting_drills(scope))
    if scope.may(Permission.PLAN_EDIT):
        returned = plans_in(scope, PlanFilter(state="returned"))
        yield Waiting("被退回预案", way_to("plans.ledger", state="returned"), "warn", 50, returned)


def _counted(waiting: list[Waiting]) -> tuple[list[Counter], bool]:
    """All numbers, and whether 示例 data is loaded, from one statement."""
    samples = exists(select(Unit.id).where(Unit.sample.is_(True)))
    *numbers, has_samples = db.session.execute(select(*(_count(one.query) for one in waiting), samples)).one()
    counters = [
        Counter(one.word, number, one.url, one.tone, rank=one.rank)
        for number, one in zip(numbers, waiting, strict=True)
    ]
    return counters, bool(has_samples)


def _count(query: Select[Any]) -> Any:
    rows = query.order_by(None).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()


def month_drills(scope: Scope, on: date) -> MonthDrills:
    """The drills of the month in which the day lies: those still to come first."""
    if not scope.may(Permission.DRILL_VIEW):
        return MonthDrills(on.month, 0, [])
    query = drills_seen(scope, on.year, DrillFilters(month=on.month))
    coming = query.order_by(None).order_by(Drill.starts_at < clock.now(), Drill.starts_at, Drill.id)
    rows = db.session.execute(coming.add_columns(func.count().over()).limit(MOST_DRILLS)).all()
    return MonthDrills(on.month, rows[0][2] if rows else 0, [(row[0], row[1]) for row in rows])
