"""What came in late or still waits for a check, of the acts and drills of the assessment year."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from emergency.assessment.facts import Late, Subject
from emergency.assessment.measures import Year
from emergency.base.access import Scope
from emergency.base.clock import day_of
from emergency.base.database import FAR_MOMENT, db
from emergency.drills.models import Drill
from emergency.drills.queries import visible_drills
from emergency.drills.rules import is_late_entry
from emergency.drills.words import Acceptance, State
from emergency.obligations.facts import MILESTONE_LABELS, MilestoneKind
from emergency.plans.models import Milestone, Plan
from emergency.plans.queries import plan_in_scope, title_of
from emergency.units.within import lies_in

ACTS = (MilestoneKind.FILED, MilestoneKind.DISCLOSED, MilestoneKind.EVALUATED)


def late_drills(scope: Scope, subject: Subject, on: date) -> tuple[Late, ...]:
    """Accepted drills of the year whose record came more than a week after them, the latest entry first."""
    held = _held(scope, subject, on).where(Drill.acceptance == Acceptance.ACCEPTED.value)
    rows = [(drill.title, drill.held_on, drill.recorded_at) for drill in db.session.scalars(held)]
    return _late([(title, happened, day_of(at)) for title, happened, at in rows if happened and at])


def unchecked_drills(scope: Scope, subject: Subject, on: date) -> int:
    """Held drills of the year whose record the office has not checked yet: they count nowhere."""
    waiting = _held(scope, subject, on).where(Drill.acceptance == Acceptance.PENDING.value)
    return db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def late_acts(scope: Scope, subject: Subject, on: date) -> tuple[Late, ...]:
    """Filings, disclosures and evaluations of the year that we learnt of more than a week after them."""
    year = Year(on)
    query: Any = (
        select(Plan, Milestone.kind, Milestone.day, Milestone.known_from)
        .join(Milestone, Milestone.plan_id == Plan.id)
        .where(
            plan_in_scope(scope),
            Milestone.kind.in_([kind.value for kind in ACTS]),
            Milestone.known_until == FAR_MOMENT,
            Milestone.day.between(year.first, on),
        )
    )
    rows = db.session.execute(_whose(query, subject, Plan.region_code, Plan.unit_id)).all()
    named = [(f"{title_of(plan)}{MILESTONE_LABELS[MilestoneKind(kind)]}", day, at) for plan, kind, day, at in rows]
    return _late([(what, happened, day_of(at)) for what, happened, at in named])


def _held(scope: Scope, subject: Subject, on: date) -> Select[Any]:
    query = visible_drills(scope).where(Drill.state == State.HELD.value, Drill.held_on.between(Year(on).first, on))
    return _whose(query, subject, Drill.region_code, Drill.organiser_id)


def _whose(query: Select[Any], subject: Subject, region: Any, unit: Any) -> Select[Any]:
    if subject.unit_id is not None:
        return query.where(unit == subject.unit_id)
    return query.where(lies_in(region, subject.region_code))


def _late(rows: list[tuple[str, date, date]]) -> tuple[Late, ...]:
    found = [Late(what, happened, received) for what, happened, received in rows if is_late_entry(happened, received)]
    return tuple(sorted(found, key=lambda late: (late.happened - late.received, late.what)))
