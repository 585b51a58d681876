"""What stands on the desk: the counters and notices of all rooms, and this month's drills."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from emergency.base import clock, slots
from emergency.base.access import Permission, Scope
from emergency.base.database import db
from emergency.base.desk import Counter, Notice
from emergency.drills.models import Drill
from emergency.drills.queries import DrillFilters, drills_seen, waiting_drills
from emergency.home.navigation import way_to
from emergency.plans.queries_list import PlanFilter, plans_in, waiting_for

MOST_DRILLS = 8


@dataclass(frozen=True)
class MonthDrills:
    """The month's next drills with their organisers, and how many the month has in all."""

    month: int
    total: int
    rows: list[tuple[Drill, str]]


def counters(scope: Scope, drills: int) -> list[Counter]:
    """The counters of all rooms that are this person's, in their order; `drills` is the month's number."""
    found = [counter for given in slots.desk_counter.call(scope) for counter in given]
    found += _waiting(scope)
    if scope.may(Permission.DRILL_VIEW):
        found.append(Counter("本月演练", drills, way_to("drills.month"), rank=60))
    return sorted(found, key=lambda counter: counter.rank)


def notices(scope: Scope) -> list[Notice]:
    """What the desk must say before anything else."""
    return [notice for given in slots.desk_notice.call(scope) for notice in given]


def _waiting(scope: Scope) -> list[Counter]:
    """待核对 for those who check, 被退回 for those who submit; one statement for all of them."""
    asked: list[tuple[str, str, str, int, Select[Any]]] = []
    if scope.may(Permission.PLAN_CHECK):
        asked.append(("待核对预案", way_to("plans.waiting"), "", 40, waiting_for(scope)))
    if scope.may(Permission.DRILL_ACCEPT):
        asked.append(("待核对演练", way_to("drills.waiting"), "", 41, waiting_drills(scope)))
    if scope.may(Permission.PLAN_EDIT):
        returned = plans_in(scope, PlanFilter(state="returned"))
        asked.append(("被退回预案", way_to("plans.ledger", state="returned"), "warn", 50, returned))
    if not asked:
        return []
    numbers = db.session.execute(select(*(_count(query) for *_, query in asked))).one()
    return [
        Counter(word, number, url, tone, rank=rank)
        for number, (word, url, tone, rank, _) in zip(numbers, asked, strict=True)
    ]


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
