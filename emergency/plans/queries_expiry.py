"""Whose 有效期 ends soon or has ended, and the counter of it on the desk."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask import url_for
from sqlalchemy import ColumnElement, and_, select

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.desk import Tally, rows_of
from emergency.plans.expiry import REMIND_DAYS
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.queries import visible_plans
from emergency.plans.words import Act

EXPIRING = "expiring"


def expires_soon() -> ColumnElement[bool]:
    """The plan is in force and the term of its version in force ends within the days of the reminder, or ended."""
    last = clock.today() + timedelta(days=REMIND_DAYS)
    ending = select(Milestone.id).join(Revision, Revision.id == Milestone.revision_id)
    ending = ending.where(_term(), Milestone.plan_id == Plan.id, Milestone.day <= last)
    ending = ending.where(Revision.number == Plan.in_force)
    return and_(Plan.in_force.isnot(None), Plan.abolished.is_(False), ending.exists())


def expiries_of(plan_ids: Iterable[int]) -> dict[int, date]:
    """The last days of the terms of these plans' versions in force, where they have one. One question."""
    query = select(Plan.id, Milestone.day).join(Milestone, Milestone.plan_id == Plan.id)
    query = query.join(Revision, and_(Revision.id == Milestone.revision_id, Revision.number == Plan.in_force))
    query = query.where(_term(), Plan.id.in_(list(plan_ids)), Plan.abolished.is_(False))
    return {row[0]: row[1] for row in db.session.execute(query)}


def expiry_counter(scope: Scope) -> list[Tally]:
    """How many visible plans' terms end soon or have ended; nothing when none does."""
    if not scope.may(Permission.PLAN_VIEW):
        return []
    number = rows_of(visible_plans(scope).where(expires_soon()).with_only_columns(Plan.id))
    url, note = url_for("plans.ledger", state=EXPIRING), "提醒，不是法定义务"
    return [Tally("有效期将满或已满", number, url, tone="quiet", note=note, rank=70, shows_zero=False)]


def _term() -> ColumnElement[bool]:
    return and_(Milestone.kind == Act.EXPIRES.value, Milestone.known_until == FAR_MOMENT)
