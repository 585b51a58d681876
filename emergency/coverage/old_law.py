"""Plans from before the law in the catalogue: what they owed then is not judged (pure)."""

from collections.abc import Mapping

from emergency.obligations.binding import facts_on
from emergency.obligations.facts import PlanHistory
from emergency.obligations.lawbook import LawBook
from emergency.obligations.planlife import first_act, speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.rules import STARTING_ACTS, Group, Rule, Shape
from emergency.units.facts import UnitHistory


def is_older(plan: PlanHistory, group: Group, book: LawBook, units: Mapping[int, UnitHistory]) -> bool:
    """Whether the plan came out before the first version of a rule of this group that now speaks of such plans.

    Then it reads 旧办法，未核 and nothing is owed: the text of the 办法 of 2013 was never at hand.
    """
    started = first_act(plan, 1, STARTING_ACTS)
    if started is None:
        return False
    first = [book.versions(rule_id)[0] for rule_id in book.ids()]
    return any(
        holds(rule.binds, facts) and speaks_of(rule, plan, unit_id, facts)
        for rule in first
        if rule.group is group and started.on < rule.valid_from and _has_term(rule)
        for unit_id, facts in ((unit_id, facts_on(unit, started.on)) for unit_id, unit in units.items())
    )


def _has_term(rule: Rule) -> bool:
    """Only a term runs from the day a plan came out; what has none may be younger than the plan."""
    return any(demand.shape is Shape.DEADLINE for _, demand in rule.demands)
