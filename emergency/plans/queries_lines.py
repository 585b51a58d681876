"""Which lines of filing speak of a plan: where several do, each filing says which it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from emergency.base import clock
from emergency.obligations.binding import facts_on
from emergency.obligations.facts import BodyRole, Cover, PlanHistory, PlanKind, PlanLine
from emergency.obligations.lawbook import LawBook
from emergency.obligations.planlife import speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.queries import load_rules
from emergency.obligations.rules import Demand, Evidence, Group, Rule, Shape
from emergency.plans.dates import started_on
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import bodies_of
from emergency.plans.rules import is_secret
from emergency.units.facts import UnitHistory
from emergency.units.queries_histories import histories


@dataclass(frozen=True)
class FilingLine:
    """One rule by which a version is to be filed: 政府线, 企业线, 食品安全, 地震 and others run beside each other."""

    rule: Rule

    @property
    def word(self) -> str:
        """The line as a person chooses it."""
        return f"{self.rule.article}：{self.rule.demand_text}"


def filing_lines(plan: Plan, revision: Revision) -> list[FilingLine]:
    """The lines by which a version that was already seen is to be filed, in the order of the catalogue."""
    book, today = load_rules(), clock.today()
    began = started_on(dates_of(revision)) or today
    history = described(plan)
    units = histories({unit for units in history.bodies.values() for unit in units})
    return [FilingLine(rule) for rule in _rules(book, began, today) if _speaks(rule, history, units, today)]


def _rules(book: LawBook, began: date, today: date) -> Iterator[Rule]:
    """The filing rules about plans: a term by the law of its start, what has no term by the law of today."""
    for rule_id in book.ids():
        first = book.in_force(rule_id, began)
        term = first if first and _shapes(first) == {Shape.DEADLINE} else None
        rule = term or book.in_force(rule_id, today)
        lasting = rule is not None and Shape.ONCE in _shapes(rule)
        if rule and (term or lasting) and rule.group is Group.FILING and book.enabled(rule_id, today):
            yield rule


def _shapes(rule: Rule) -> set[Shape]:
    return {demand.shape for _, demand in rule.demands}


def _speaks(rule: Rule, plan: PlanHistory, units: dict[int, UnitHistory], day: date) -> bool:
    """Whether the rule lays a filing about this plan on one of its bodies."""
    for unit in units.values():
        facts = facts_on(unit, day)
        demand = _demand(rule, facts) if holds(rule.binds, facts) else None
        if demand and demand.met_by is Evidence.FILED and speaks_of(rule, plan, unit.unit_id, facts):
            return True
    return False


def _demand(rule: Rule, facts: dict[str, object]) -> Demand | None:
    return next((demand for condition, demand in rule.demands if holds(condition, facts)), None)


def described(plan: Plan) -> PlanHistory:
    """The plan as the rules ask about it, whether or not a version was accepted."""
    bodies = {role: tuple(unit.id for unit in units) for role, units in bodies_of([plan.id])[plan.id].items() if units}
    return PlanHistory(
        plan.id, PlanLine(plan.line), frozenset(PlanKind(kind) for kind in plan.kinds),
        frozenset(Cover(cover) for cover in plan.covers), plan.hazard or None, is_secret(plan.secrecy), plan.joint,
        {BodyRole(role): ids for role, ids in bodies.items()},
    )  # fmt: skip
