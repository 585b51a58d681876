"""The ways to the facts that circumstances cite, as far as the viewer may open them."""

from collections.abc import Iterable

from flask import url_for

from emergency.base import slots
from emergency.base.access import Permission, Scope
from emergency.base.circumstances import FactKind
from emergency.base.database import db
from emergency.plans.models import Plan
from emergency.plans.models_triggers import TriggerRow
from emergency.plans.queries import visible_plans
from emergency.plans.rules_triggers import TriggerAct
from emergency.units.queries_details import seen_names

WORDS = {FactKind.RULE: "规则", FactKind.UNIT: "单位登记", FactKind.PLAN: "上位预案", FactKind.DRILL: "演练"}


def ways(scope: Scope, rows: Iterable[TriggerRow]) -> dict[int, tuple[str, str]]:
    """(word, address) by row for the facts that lie in the register and are open to this viewer."""
    cited = [row for row in rows if row.act == TriggerAct.CITED and row.fact_id]
    units = seen_names(scope, [int(row.fact_id) for row in cited if row.fact == FactKind.UNIT])
    plans = _seen_plans(scope, [int(row.fact_id) for row in cited if row.fact == FactKind.PLAN])
    found = {}
    for row in cited:
        fact = FactKind(row.fact)
        url = ""
        if fact is FactKind.RULE and scope.may(Permission.LAW_VIEW):
            url = url_for("obligations.rule", rule_id=row.fact_id)
        elif fact is FactKind.UNIT and int(row.fact_id) in units:
            url = url_for("units.page", unit_id=int(row.fact_id))
        elif fact is FactKind.PLAN and int(row.fact_id) in plans:
            url = url_for("plans.page", plan_id=int(row.fact_id))
        elif fact is FactKind.DRILL and any(slots.paper_open("drill").call(scope, int(row.fact_id))):
            url = url_for("drills.drill", drill_id=int(row.fact_id))
        if url:
            found[row.id] = (WORDS[fact], url)
    return found


def _seen_plans(scope: Scope, plan_ids: list[int]) -> set[int]:
    return set(db.session.scalars(visible_plans(scope).where(Plan.id.in_(plan_ids)).with_only_columns(Plan.id)))
