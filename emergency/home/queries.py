"""What stands on the desk: the counters and notices of all rooms, and this month's drills."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for
from sqlalchemy import case, exists, func, select

from emergency.base import clock, slots
from emergency.base.access import Permission, Scope
from emergency.base.database import db
from emergency.base.desk import Counter, Notice, Tally, counted, rows_of
from emergency.drills.models import Drill
from emergency.drills.queries import DrillFilters, drills_seen
from emergency.plans.models import Plan
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
class Desk:
    """The top of the desk: what must be said, and the numbers with their ways."""

    notices: list[Notice]
    counters: list[Counter]
    has_samples: bool
    is_new: bool = False


def desk(scope: Scope, drills: int) -> Desk:
    """What all rooms and this one have to say to this person; `drills` is the month's number."""
    notices = [notice for given in slots.desk_notice.call(scope) for notice in given]
    found = [counter for given in slots.desk_counter.call(scope) for counter in given]
    found += _plan_tallies(scope)
    if scope.may(Permission.DRILL_VIEW):
        found.append(Counter("本月演练", drills, url_for("drills.month"), rank=60))
    has_samples, has_plans = db.session.execute(
        select(exists(select(Unit.id).where(Unit.sample.is_(True))), exists(select(Plan.id)))
    ).one()
    return Desk(notices, counted(found), bool(has_samples), bool(scope.regions) and not has_plans)


def _plan_tallies(scope: Scope) -> Iterator[Tally]:
    """What waits for this person's 核对, and what came back."""
    if scope.may(Permission.PLAN_CHECK):
        waiting = rows_of(waiting_for(scope).with_only_columns(Plan.id))
        yield Tally("预案待核对", waiting, url_for("plans.waiting"), tone="warn", rank=20)
    if scope.may(Permission.PLAN_EDIT):
        returned = rows_of(plans_in(scope, PlanFilter(state="returned")).with_only_columns(Plan.id))
        yield Tally("预案被退回", returned, url_for("plans.ledger", state="returned"), tone="warn", rank=21)


def month_drills(scope: Scope, on: date) -> MonthDrills:
    """The drills of the month in which the day lies: those still to come first."""
    if not scope.may(Permission.DRILL_VIEW):
        return MonthDrills(on.month, 0, [])
    query = drills_seen(scope, on.year, DrillFilters(month=on.month))
    past = Drill.starts_at < clock.now()
    # Those to come stand soonest first; behind them the past ones, the latest first.
    coming = query.order_by(None).order_by(past, case((past, None), else_=Drill.starts_at), Drill.starts_at.desc())
    rows = db.session.execute(coming.add_columns(func.count().over()).limit(MOST_DRILLS)).all()
    return MonthDrills(on.month, rows[0][2] if rows else 0, [(row[0], row[1]) for row in rows])
