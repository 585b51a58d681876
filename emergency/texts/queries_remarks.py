"""What was said of the hints about a plan's text, as known now."""

from collections.abc import Iterable

from sqlalchemy import select

from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.plans.models import Plan
from emergency.plans.queries import get_plan, owns
from emergency.texts.models_remarks import PlanRemark


def remarks_of(plan_id: int, kinds: Iterable[str]) -> dict[tuple[str, str], PlanRemark]:
    """The standing judgements of a plan that was already seen, by kind and key of the hint."""
    query = select(PlanRemark).where(
        PlanRemark.plan_id == plan_id, PlanRemark.kind.in_(list(kinds)), PlanRemark.known_until == FAR_MOMENT
    )
    return {(row.kind, row.key): row for row in db.session.scalars(query)}


def standing_number(plan_id: int, kind: str, key: str) -> int:
    """The number of the judgement that stands on a hint, 0 where none does."""
    row = remarks_of(plan_id, [kind]).get((kind, key))
    return row.id if row is not None else 0


def get_remark(scope: Scope, remark_id: int) -> tuple[Plan, PlanRemark]:
    """One judgement, standing or not, with its plan. Raises NotFound for an unknown one and a stranger's alike."""
    row = db.session.get(PlanRemark, remark_id)
    if row is None:
        raise NotFound
    return get_plan(scope, row.plan_id), row


def judges(scope: Scope, plan: Plan) -> bool:
    """Whether the viewer may confirm and dismiss the hints of a plan that was already seen."""
    return scope.may(Permission.PLAN_CHECK) and owns(scope, plan)
