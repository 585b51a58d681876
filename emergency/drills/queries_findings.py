"""Asking for the findings of drills, and for the plans that a major one concerns."""

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_secret import is_secret_drill, secret_among
from emergency.obligations.facts import BodyRole
from emergency.plans.models import Plan, PlanBody
from emergency.units.models import Unit
from emergency.units.within import known_at


def findings_of(drill_id: int) -> list[DrillFinding]:
    """The findings of a drill that was already seen: major ones first, then by number."""
    query = select(DrillFinding).where(DrillFinding.drill_id == drill_id)
    return list(db.session.scalars(query.order_by(DrillFinding.major.desc(), DrillFinding.id)))


def own_finding(scope: Scope, finding_id: int) -> tuple[DrillFinding, Drill, Unit]:
    """A finding to work on, with its drill and organiser. Raises NotFound."""
    finding = db.session.get(DrillFinding, finding_id)
    if finding is None:
        raise NotFound
    return finding, *own_drill(scope, finding.drill_id)


def exercised(drill: Drill) -> list[Plan]:
    """The living plans that a drill exercised: those it names, else the organiser's one plan where it has just one."""
    named = {row.plan_id for row in drill.plans} | {row.plan_id for row in drill.duties if row.plan_id}
    query = select(Plan).where(Plan.in_force.isnot(None), Plan.abolished.is_(False)).order_by(Plan.id)
    if named:
        return list(db.session.scalars(query.where(Plan.id.in_(named))))
    led = select(PlanBody.plan_id).where(
        PlanBody.unit_id == drill.organiser_id, PlanBody.role == BodyRole.LEAD.value, known_at(PlanBody, None)
    )
    only = list(db.session.scalars(query.where(Plan.id.in_(led)).limit(2)))
    return only if len(only) == 1 else []


def speaks_of_secrets(drill: Drill) -> bool:
    """Whether the drill exercised a secret plan, of which nothing is written freely."""
    return is_secret_drill(drill) or bool(secret_among(plan.id for plan in exercised(drill)))
