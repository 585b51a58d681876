"""A small law, unit and plan for tests of the engine, without any file."""

from datetime import date

from emergency.obligations.facts import (
    BodyRole,
    Milestone,
    MilestoneKind,
    PlanHistory,
    PlanKind,
    PlanLine,
)
from emergency.units.facts import FactSpan, UnitHistory, UnitKind

GOVERNMENT, ENTERPRISE = PlanLine.GOVERNMENT, PlanLine.ENTERPRISE
DEMAND_WORDS = {
    "shape", "starts_with", "met_by", "after", "working_days", "credited_to", "acts", "needs_plan", "period", "years",
}  # fmt: skip
LONG_AGO = date(2015, 1, 1)


def rule(**told):
    """One rule of the catalogue as plain data; what belongs to its demand is put there."""
    demand = {word: told.pop(word) for word in DEMAND_WORDS & set(told)}
    plain = {"id": "X", "version": 1, "title": "某事", "group": "drills", "force": "duty", "rank": "law"}
    days = {"article": "某条", "demand_text": "办某事", "valid_from": date(2000, 1, 1)}
    return {**plain, **days, "demand": demand, **told}


def unit(kind=UnitKind.ENTERPRISE, since=LONG_AGO, **facts):
    """Unit 1 with facts that hold from its first day."""
    spans = {name: (FactSpan(value, since),) for name, value in facts.items()}
    return UnitHistory(1, kind, "231102001000", since, facts=spans)


def plan(number, line, issued=date(2020, 1, 1), abolished=None, kinds=(PlanKind.SPECIAL,), **more):
    """A plan that unit 1 leads, in force from a day."""
    acts = [
        Milestone(number * 10, MilestoneKind.ISSUED, issued),
        Milestone(number * 10 + 1, MilestoneKind.ACCEPTED, issued),
    ]
    if abolished:
        acts.append(Milestone(number * 10 + 2, MilestoneKind.ABOLISHED, abolished))
    bodies = {BodyRole.LEAD: (1,)}
    return PlanHistory(number, line, frozenset(kinds), bodies=bodies, milestones=tuple(acts), **more)
