"""What the trail keeps of a plan and of its versions, before and after an act."""

from typing import Any

from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import bodies_of


def state_word(revision: Revision) -> dict[str, Any]:
    """What the trail keeps of a version whose record only goes on."""
    return {"number": revision.number, "state": revision.state}


def state_of(plan: Plan) -> dict[str, Any]:
    """What the trail keeps of a plan: what it is and whom it binds."""
    bodies = [[role.value, unit.id] for role, units in bodies_of([plan.id])[plan.id].items() for unit in units]
    names = ("code", "title", "line", "kinds", "covers", "event_class", "hazard", "secrecy", "filing_target")
    kept = {name: getattr(plan, name) for name in (*names, "superior_plan_id", "unit_id", "on_behalf")}
    return {**kept, "bodies": bodies}


def version_state(revision: Revision) -> dict[str, Any]:
    """What the trail keeps of a version."""
    days = {act.value: day for act, day in dates_of(revision).items()}
    names = ("number", "state", "document_number", "issuing_name", "signed_by", "important_change", "without_text")
    return {**{name: getattr(revision, name) for name in names}, "dates": days}
