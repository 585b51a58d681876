"""备案 and 公开: a term of working days from an act of the plan, then met (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from emergency.base.workdays import add_working_days
from emergency.obligations.duty import Duty, Proof, Term
from emergency.obligations.facts import FAR_DAY, Milestone, MilestoneKind, PlanHistory, Tile
from emergency.obligations.planlife import accepted_revisions, first_act
from emergency.obligations.rules import Evidence

ACT_OF = {
    Evidence.FILED: MilestoneKind.FILED,
    Evidence.DISCLOSED: MilestoneKind.DISCLOSED,
    Evidence.EVALUATED: MilestoneKind.EVALUATED,
    Evidence.REVIEWED: MilestoneKind.REVIEWED,
}


class Event(NamedTuple):
    """An act that starts a term anew; it holds until the next such act of the plan."""

    act: Milestone
    until: date
    revisions: range


def events(plan: PlanHistory, starts_with: Iterable[MilestoneKind]) -> tuple[Event, ...]:
    """The first accepted revision and each with 重要内容 changed start a term (5号文 第36条, 令88号 第37条)."""
    kinds = tuple(starts_with)
    acts = [act for number in accepted_revisions(plan) if (act := first_act(plan, number, kinds))]
    starting = [act for index, act in enumerate(acts) if index == 0 or act.important_change]
    followers = [*starting[1:], None]
    return tuple(_event(act, follower) for act, follower in zip(starting, followers, strict=False))


def _event(act: Milestone, follower: Milestone | None) -> Event:
    if follower is None:
        return Event(act, FAR_DAY, range(act.revision_no, 10**9))
    return Event(act, follower.on, range(act.revision_no, follower.revision_no))


def proof_of(plan: PlanHistory, event: Event, met_by: Evidence, unit_id: int, rule_id: str) -> Proof | None:
    """The first act that met the term: of the event's revisions, not before it, by or for this unit and rule."""
    acts = [
        act
        for act in plan.milestones
        if act.kind is ACT_OF[met_by]
        and act.revision_no in event.revisions
        and act.on >= event.act.on
        and meant_for(act, unit_id, rule_id)
    ]
    first = min(acts, key=lambda act: (act.on, act.id), default=None)
    return Proof(first.on, first.id) if first else None


def meant_for(act: Milestone, unit_id: int, rule_id: str) -> bool:
    """Whether an act counts for this unit and rule; an act that names neither counts for all."""
    named = act.details.get("rule_id")
    return act.details.get("unit_id") in (None, unit_id) and (named is None or names(act, rule_id))


def names(act: Milestone, rule_id: str) -> bool:
    """Whether an act says that it was done for this rule; it may name several, parted by commas."""
    return rule_id in str(act.details.get("rule_id") or "").split(",")


def tiles(duty: Duty, event: Event, proof: Proof | None) -> tuple[Tile, ...]:
    """Unmet from the event, met from the proof on; a proof after the term is met with ``late`` (days)."""
    term = term_of(duty, event.act.on)
    met_from = proof.on if proof else FAR_DAY
    unmet = duty.tile(duty.starts, met_from, term=term, event_id=event.act.id)
    if proof is None:
        return unmet
    late = (proof.on - term.due_on).days if proof.on >= term.overdue_from else None
    due_on, event_id = term.due_on, event.act.id
    met = duty.tile(proof.on, duty.ends, proof=proof, met_until=FAR_DAY, due_on=due_on, event_id=event_id, late=late)
    return unmet + met


def term_of(duty: Duty, event_day: date) -> Term:
    """The term from the event, or from the day the unit came under the rule if that was later."""
    days = duty.segment.demand.working_days
    assert days is not None
    start = max(event_day, duty.segment.bound_since)
    deadline = add_working_days(start, days, duty.workdays, duty.segment.counting.soon_days)
    return Term(deadline.due_on, deadline.soon_from, deadline.overdue_from, deadline.waits_for)
