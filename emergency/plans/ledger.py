"""Writing the table of dated acts and the bodies of a plan: rows are added and closed, never changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.obligations.facts import BodyRole
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.queries import bound_unit_ids
from emergency.plans.words import Act

Plain = Mapping[str, Any]


def add_act(
    scope: Scope, plan: Plan, revision: Revision, act: Act, day: date, details: Plain | None = None, *,
    on_behalf: bool = False, replaces: Milestone | None = None, reason: str = "", receiver_id: int | None = None,
) -> Milestone:  # fmt: skip
    """Put a dated act into the table, known from now; `replaces` closes the row that it corrects.

    A filing with a unit of the register opens that unit's own term, so it is announced as well.
    """
    moment = clock.now()
    if replaces is not None:
        replaces.known_until = moment
    row = Milestone(
        plan_id=plan.id, revision_id=revision.id, kind=act.value, day=day, details=dict(details or {}), reason=reason,
        replaces_id=replaces.id if replaces else None, on_behalf=on_behalf, recorded_by=scope.name,
        known_from=moment, known_until=FAR_MOMENT,
        receiver_id=receiver_id or (replaces.receiver_id if replaces else None),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    if row.receiver_id is not None:
        slots.facts_changed.send({row.receiver_id})
    return row


def open_acts(revision: Revision, *acts: Act) -> list[Milestone]:
    """The acts of a version as known now, of these kinds."""
    query = select(Milestone).where(Milestone.revision_id == revision.id, Milestone.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.where(Milestone.kind.in_([act.value for act in acts])).order_by(Milestone.id)))


def dates_of(revision: Revision) -> dict[Act, date]:
    """The stated days of a version as known now, by kind; of several the newest entry."""
    query = select(Milestone).where(Milestone.revision_id == revision.id, Milestone.known_until == FAR_MOMENT)
    return {Act(row.kind): row.day for row in db.session.scalars(query.order_by(Milestone.id))}


def set_dates(scope: Scope, plan: Plan, revision: Revision, dates: Mapping[Act, date], among: Iterable[Act]) -> None:
    """Make the stated days of these kinds what is told: close what differs, add what is new."""
    moment = clock.now()
    for act in among:
        known, wanted = next(iter(open_acts(revision, act)), None), dates.get(act)
        if known is not None and known.day == wanted:
            continue
        if wanted is None:
            if known is not None:
                known.known_until = moment
            continue
        add_act(scope, plan, revision, act, wanted, on_behalf=revision.on_behalf, replaces=known)


def describe(scope: Scope, plan: Plan, revision: Revision) -> None:
    """Keep what duties read of the plan itself, with its two times; an unchanged description adds nothing."""
    details = {
        "line": plan.line, "kinds": plan.kinds, "covers": plan.covers, "hazard": plan.hazard, "secrecy": plan.secrecy,
        "joint": plan.joint,
    }  # fmt: skip
    query = select(Milestone).where(
        Milestone.plan_id == plan.id, Milestone.kind == Act.DESCRIBED.value, Milestone.known_until == FAR_MOMENT
    )
    known = db.session.scalars(query).first()
    if known is None or known.details != details:
        add_act(scope, plan, revision, Act.DESCRIBED, clock.today(), details, replaces=known)


def bind(scope: Scope, plan: Plan, bodies: Iterable[tuple[BodyRole, int]]) -> None:
    """Make the bodies of the plan what is told; both those that go and those that come are announced."""
    announce(plan)
    moment, wanted = clock.now(), list(dict.fromkeys(bodies))
    query = select(PlanBody).where(PlanBody.plan_id == plan.id, PlanBody.known_until == FAR_MOMENT)
    known = {(BodyRole(row.role), row.unit_id): row for row in db.session.scalars(query)}
    for key, row in known.items():
        if key not in wanted:
            row.known_until = moment
    db.session.add_all(
        PlanBody(
            plan_id=plan.id, unit_id=unit_id, role=role.value, recorded_by=scope.name, known_from=moment,
            known_until=FAR_MOMENT,
        )
        for role, unit_id in wanted
        if (role, unit_id) not in known
    )  # fmt: skip
    db.session.flush()
    announce(plan)


def announce(plan: Plan) -> None:
    """Say that what the bodies of the plan owe may have changed."""
    slots.facts_changed.send(bound_unit_ids(plan.id))
