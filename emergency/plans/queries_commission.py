"""The commissions of a plan: those known now, those that were corrected or withdrawn."""

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.plans.models import Plan
from emergency.plans.models_commission import PlanCommission
from emergency.plans.queries import get_own_plan
from emergency.plans.rules_commission import Client, CommissionDetails, Expert, Purpose
from emergency.units.models import Unit


def commissions_of(plan_id: int) -> tuple[list[PlanCommission], list[PlanCommission]]:
    """(known now, closed) of a plan that was already seen, the newest contract first. One question."""
    query = select(PlanCommission).where(PlanCommission.plan_id == plan_id)
    rows = list(db.session.scalars(query.order_by(PlanCommission.starts_on.desc(), PlanCommission.id.desc())))
    return [row for row in rows if row.known_until == FAR_MOMENT], [row for row in rows if row.known_until < FAR_MOMENT]


def get_commission(scope: Scope, plan_id: int, commission_id: int) -> tuple[Plan, Unit, PlanCommission]:
    """A commission as known now, to work on. Raises NotFound, also for one corrected meanwhile; Forbidden."""
    plan, unit = get_own_plan(scope, plan_id)
    row = db.session.get(PlanCommission, commission_id)
    if row is None or row.plan_id != plan.id or row.known_until != FAR_MOMENT:
        raise NotFound
    return plan, unit, row


def client_of(unit: Unit) -> Client:
    """What the rules ask of a unit."""
    return Client(unit.name, unit.active_from, unit.active_to)


def details_of(row: PlanCommission) -> CommissionDetails:
    """What a row tells, as the rules take it."""
    experts = tuple(Expert(**expert) for expert in row.experts)
    return CommissionDetails(
        Purpose(row.purpose), row.body, row.starts_on, row.ends_on, row.contract, row.note, experts
    )
