"""程序要求: how a plan is drafted, reviewed, approved, signed and handed in, as the catalogue has it (pure)."""

from collections.abc import Mapping
from datetime import date

from emergency.obligations.binding import facts_on
from emergency.obligations.facts import PlanHistory
from emergency.obligations.lawbook import LawBook
from emergency.obligations.planlife import speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.rules import Force, Group, Rule
from emergency.units.facts import UnitHistory

# What only stands in the catalogue and is no time of a report and no fine.
SPOKEN = frozenset({Force.PROCEDURE, Force.UNDATED})


def procedures_of(plan: PlanHistory, book: LawBook, units: Mapping[int, UnitHistory], on: date) -> list[Rule]:
    """The listed rules of procedure in force that speak of this plan to one of its bodies."""
    rules = (book.in_force(rule_id, on) for rule_id in book.ids())
    listed = [rule for rule in rules if rule and rule.is_listed and rule.force in SPOKEN]
    about_plans = [rule for rule in listed if rule.group in (Group.PLANS, Group.FILING)]
    return [rule for rule in about_plans if book.enabled(rule.id, on) and _speaks(rule, plan, units, on)]


def _speaks(rule: Rule, plan: PlanHistory, units: Mapping[int, UnitHistory], on: date) -> bool:
    told = ((unit_id, facts_on(unit, on)) for unit_id, unit in units.items())
    return any(holds(rule.binds, facts) and speaks_of(rule, plan, unit_id, facts) for unit_id, facts in told)
