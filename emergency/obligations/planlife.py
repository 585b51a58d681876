"""When a plan is in force, which plans a rule speaks of, and whose they are (pure)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from emergency.obligations.facts import FAR_DAY, Milestone, MilestoneKind, PlanHistory
from emergency.obligations.predicates import ALWAYS, holds
from emergency.obligations.rules import ROLE_OF_HOLDER, STARTING_ACTS, Holder, Rule


class Life(NamedTuple):
    """The days [starts, ends) on which one accepted revision of a plan is in force."""

    starts: date
    ends: date
    plan_id: int
    milestone_id: int
    revision_no: int


def first_act(plan: PlanHistory, revision_no: int, kinds: Iterable[MilestoneKind]) -> Milestone | None:
    """The act of a revision that is of the earliest named kind present (印发 before 公布, say)."""
    for kind in kinds:
        acts = [m for m in plan.milestones if m.kind is kind and m.revision_no == revision_no]
        if acts:
            return min(acts, key=lambda act: (act.on, act.id))
    return None


def starting_act(plan: PlanHistory, revision_no: int) -> Milestone | None:
    """The first of 印发, 公布 and 签署发布 by day: a later one never takes back the days before it."""
    acts = [act for act in plan.milestones if act.kind in STARTING_ACTS and act.revision_no == revision_no]
    return min(acts, key=lambda act: (act.on, act.id), default=None)


def accepted_revisions(plan: PlanHistory) -> tuple[int, ...]:
    """The revisions that were accepted. The day of acceptance does not matter: it counts for the day it states."""
    return tuple(sorted({m.revision_no for m in plan.milestones if m.kind is MilestoneKind.ACCEPTED}))


def abolished_on(plan: PlanHistory) -> date:
    """The day the plan was abolished, or the open end."""
    days = (m.on for m in plan.milestones if m.kind is MilestoneKind.ABOLISHED)
    return min(days, default=FAR_DAY)


def lives(plan: PlanHistory) -> tuple[Life, ...]:
    """The stretches on which the plan is in force, oldest first."""
    end = abolished_on(plan)
    found = []
    for number in accepted_revisions(plan):
        start = starting_act(plan, number)
        if start is None:
            continue
        superseded = first_act(plan, number, (MilestoneKind.SUPERSEDED,))
        until = min(end, superseded.on) if superseded else end
        if start.on < until:
            found.append(Life(start.on, until, plan.plan_id, start.id, number))
    return tuple(sorted(found, key=lambda life: (life.starts, life.milestone_id)))


def runs(plans: Iterable[PlanHistory]) -> tuple[Life, ...]:
    """The stretches on which at least one of the plans is in force; a run is named by its first revision."""
    return joined(life for plan in plans for life in lives(plan))


def joined(lives: Iterable[Life]) -> tuple[Life, ...]:
    """Lives that touch or overlap, as one."""
    found: list[Life] = []
    for life in sorted(lives, key=lambda life: life.starts):
        last = found[-1] if found else None
        if last and life.starts <= last.ends:
            longest = max(last.ends, life.ends)
            found[-1] = Life(last.starts, longest, last.plan_id, last.milestone_id, last.revision_no)
        else:
            found.append(life)
    return tuple(found)


def speaks_of(rule: Rule, plan: PlanHistory, unit_id: int, facts: Mapping[str, object]) -> bool:
    """Whether the rule lays a duty about this plan on this unit, whose facts are given."""
    if not may_speak_of(rule, plan, unit_id):
        return False
    return rule.plans is ALWAYS or holds(rule.plans, described(plan, facts))


def may_speak_of(rule: Rule, plan: PlanHistory, unit_id: int) -> bool:
    """Whether the rule lays duties about such a plan on this unit, as far as the plan's secrecy and bodies tell."""
    return not (rule.spares_classified and plan.classified) and unit_id in bodies(rule.holders, plan)


def described(plan: PlanHistory, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts of a unit with those of the plan, as predicates about plans ask for them."""
    return {
        **facts,
        "plan.line": plan.line,
        "plan.kinds": plan.kinds,
        "plan.covers": plan.covers,
        "plan.hazard": plan.hazard,
        "plan.joint": plan.joint,
    }


def bodies(holders: Iterable[Holder], plan: PlanHistory) -> Collection[int]:
    """The units that hold the duty: those of the first named role that is filled in."""
    for holder in holders:
        if holder is Holder.UNIT:
            return plan.units
        found = plan.bodies.get(ROLE_OF_HOLDER[holder], ())
        if found:
            return found
    return ()
