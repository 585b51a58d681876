"""Asking for the findings of drills, and for the plans that a major one concerns."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_secret import is_secret_drill, secret_among
from emergency.drills.words import Finding
from emergency.obligations.facts import BodyRole
from emergency.plans.models import Plan, PlanBody, Revision
from emergency.plans.queries import revisions_of
from emergency.units.models import Unit
from emergency.units.within import known_at, lies_in, unit_in_scope


def traced_findings(drill_id: int) -> list[Any]:
    """(DrillFinding, Plan, Revision) of a drill that was already seen, in the same order."""
    query: Select[Any] = select(DrillFinding).where(DrillFinding.drill_id == drill_id)
    query = query.outerjoin(Plan, Plan.id == DrillFinding.plan_id)
    query = query.outerjoin(Revision, Revision.id == DrillFinding.revision_id).add_columns(Plan, Revision)
    return list(db.session.execute(query.order_by(DrillFinding.major.desc(), DrillFinding.id)))


def findings_of(drill_id: int) -> list[DrillFinding]:
    """The findings of a drill that was already seen: major ones first, then by number."""
    query = select(DrillFinding).where(DrillFinding.drill_id == drill_id)
    return list(db.session.scalars(query.order_by(DrillFinding.major.desc(), DrillFinding.id)))


def finding_rows(scope: Scope, wanted: str, on: date, region: str = "") -> Select[Any]:
    """(DrillFinding, Drill, organiser, Plan, Revision) of units in scope, the most urgent first."""
    query: Select[Any] = select(DrillFinding).join(Drill, Drill.id == DrillFinding.drill_id)
    query = query.join(Unit, Unit.id == Drill.organiser_id).where(unit_in_scope(scope), _wanted(wanted, on))
    if region:
        query = query.where(lies_in(Drill.region_code, region))
    query = query.outerjoin(Plan, Plan.id == DrillFinding.plan_id)
    query = query.outerjoin(Revision, Revision.id == DrillFinding.revision_id)
    query = query.add_columns(Drill, Unit.name.label("organiser"), Plan, Revision)
    return query.order_by(DrillFinding.closed_on.isnot(None), DrillFinding.due_on.is_(None), DrillFinding.due_on,
                          DrillFinding.id)  # fmt: skip


def _wanted(wanted: str, on: date) -> ColumnElement[bool]:
    open_now = DrillFinding.closed_on.is_(None)
    if wanted == Finding.OVERDUE:
        return and_(open_now, DrillFinding.due_on < on)
    if wanted == Finding.MENDED:
        return DrillFinding.closed_on.isnot(None)
    return open_now if wanted == Finding.OPEN else true()


def own_finding(scope: Scope, finding_id: int) -> tuple[DrillFinding, Drill, Unit]:
    """A finding to work on, with its drill and organiser. Raises NotFound."""
    finding = db.session.get(DrillFinding, finding_id)
    if finding is None:
        raise NotFound
    return finding, *own_drill(scope, finding.drill_id)


def versions_for(finding: DrillFinding) -> list[Revision]:
    """The versions of the plan that a finding concerns, the newest first."""
    plan = db.session.get(Plan, finding.plan_id)
    return revisions_of(plan) if plan is not None else []


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
