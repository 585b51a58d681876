"""Asking which drills exercise a 涉密 or 工作秘密 plan, of which only code and dates are kept."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills.facts import DrillDetails, DutyChoice, HeldDetails
from emergency.drills.models import Drill, DrillDuty, DrillPlan
from emergency.drills.secret_words import NO_CROSSING, check_silence, title_of
from emergency.evidence.facts import Secrecy
from emergency.plans.models import Plan
from emergency.plans.rules import SECRET


def secret_among(plan_ids: Iterable[int | None]) -> list[Plan]:
    """Those of the plans that are secret, by number."""
    wanted = {plan_id for plan_id in plan_ids if plan_id is not None}
    query = select(Plan).where(Plan.id.in_(wanted), Plan.secrecy.in_([secrecy.value for secrecy in SECRET]))
    return list(db.session.scalars(query.order_by(Plan.id))) if wanted else []


def is_secret_drill(drill: Drill) -> bool:
    """Whether the drill names a secret plan, itself or through a duty."""
    return bool(secret_among([*(row.plan_id for row in drill.plans), *(row.plan_id for row in drill.duties)]))


def secret_drills(drill_ids: Sequence[int]) -> set[int]:
    """Those of the drills that are of a secret plan. Two queries."""
    found: set[int] = set()
    for table in (DrillPlan, DrillDuty):
        query = select(table.drill_id).join(Plan, Plan.id == table.plan_id)
        secret = Plan.secrecy.in_([secrecy.value for secrecy in SECRET])
        found |= set(db.session.scalars(query.where(table.drill_id.in_(drill_ids), secret)))
    return found


def secret_title(plan_ids: Iterable[int], duties: Iterable[DutyChoice]) -> str:
    """The fixed title where one of the plans is secret, else nothing."""
    plans = secret_among([*plan_ids, *(duty.plan_id for duty in duties)])
    classified = any(plan.secrecy == Secrecy.CLASSIFIED.value for plan in plans)
    return title_of([plan.code for plan in plans], classified=classified) if plans else ""


def check_secrecy(told: DrillDetails | HeldDetails, drill: Drill | None = None) -> str:
    """The fixed title of what is told, or nothing. Raises Refusal for own words and for a change of the kind."""
    title = secret_title(told.plan_ids, told.duties)
    if drill is not None and is_secret_drill(drill) is not bool(title):
        raise Refusal(NO_CROSSING, "plans")
    if title:
        check_silence(told)
    return title
