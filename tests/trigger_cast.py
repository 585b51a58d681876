"""Circumstances for tests: a town's plan in force, and how one comes upon it."""

from datetime import date

from places import COUNTY
from plan_cast import passed, town_plan

from emergency.base.access import Scope
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.database import committed, db
from emergency.plans import actions_raise, actions_triggers
from emergency.plans.actions_triggers import Told
from emergency.plans.models import Plan
from emergency.plans.models_triggers import ReviewTrigger
from emergency.plans.queries_triggers import TriggerLine, get_line

RISK = Told(CircumstanceKind.RISK, date(2026, 8, 3), "区水务局〔2026〕7号文：新增两处山洪隐患点")
NAMED = Circumstance(
    CircumstanceKind.BODIES, date(2026, 9, 1), "单位更名为“某某乡人民政府”。", FactKind.UNIT, "1", "renamed"
)


def plan_in_force() -> Plan:
    """The plan of 幸福乡, passed, issued on 2 March 2026."""
    return passed(town_plan())


def recorded(plan: Plan, told: Told = RISK, scope: Scope = COUNTY) -> ReviewTrigger:
    """A circumstance that a person recorded."""
    with committed():
        return actions_triggers.record_trigger(scope, plan.id, told)[0]


def raised(plan: Plan, told: Circumstance = NAMED) -> list[ReviewTrigger]:
    """What stands on the plan after the register saw something happen."""
    with committed():
        actions_raise.raise_for(COUNTY, Circumstance(**{**vars(told), "plan_ids": (plan.id,)}))
    return triggers_of(plan)


def triggers_of(plan: Plan) -> list[ReviewTrigger]:
    """The circumstances of a plan, in the order of their entry."""
    db.session.expire_all()
    query = db.select(ReviewTrigger).where(ReviewTrigger.plan_id == plan.id).order_by(ReviewTrigger.id)
    return list(db.session.scalars(query))


def line_of(trigger: ReviewTrigger) -> TriggerLine:
    """One as pages show it."""
    db.session.expire_all()
    return get_line(COUNTY, trigger.id)
