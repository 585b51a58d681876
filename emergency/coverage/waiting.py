"""Why a plan has no term: a day that would start it is not stated, or none is owed (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from emergency.obligations.binding import facts_on
from emergency.obligations.deadlines import events
from emergency.obligations.facts import MILESTONE_LABELS, MilestoneKind, PlanHistory
from emergency.obligations.lawbook import LawBook
from emergency.obligations.planlife import abolished_on, accepted_revisions, first_act, speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.rules import Demand, Group, Rule, Shape
from emergency.units.facts import UnitHistory

NOT_ACCEPTED = "还没有核对通过（收存）的版本，通过后才判断"
ABOLISHED = "预案已废止，不再判断"
NEVER_PUBLIC = "涉密、工作秘密预案不公开，没有公开义务"
OLD_LAW = "旧办法，未核（印发、公布早于现行规则施行，不判应办）"
UNDATED = "法规未定期限（规则目录里没有对这份预案定期限的条文）"


@dataclass(frozen=True)
class Waiting:
    """A term that does not run, for a version states none of the days that start it."""

    rule: Rule
    revision_no: int
    kinds: tuple[MilestoneKind, ...]
    working_days: int

    @property
    def sentence(self) -> str:
        """What is missing, and what it would start."""
        day = "或".join(f"{MILESTONE_LABELS[kind]}日期" for kind in self.kinds)
        return (
            f"缺{day}，期限尚未起算：第{self.revision_no}版填写{day}后，"
            f"应在 {self.working_days} 个工作日内办理（{self.rule.title}）"
        )


def waiting_terms(
    plan: PlanHistory, group: Group, book: LawBook, units: Mapping[int, UnitHistory], on: date
) -> list[Waiting]:
    """The terms of a group that a rule in force sets for this plan and that no stated day has started."""
    found = []
    for rule, demand in _terms(plan, group, book, units, on):
        number = _lacking(plan, demand.starts_with)
        if number is not None and demand.working_days is not None:
            found.append(Waiting(rule, number, demand.starts_with, demand.working_days))
    return found


def why_none(plan: PlanHistory | None, group: Group, older: Iterable[Group], on: date) -> str:
    """Why nothing of a group is owed for a plan, where no day is missing."""
    if plan is None:
        return NOT_ACCEPTED
    if abolished_on(plan) <= on:
        return ABOLISHED
    if group is Group.DISCLOSURE and plan.classified:
        return NEVER_PUBLIC
    return OLD_LAW if group in older else UNDATED


def _terms(
    plan: PlanHistory, group: Group, book: LawBook, units: Mapping[int, UnitHistory], on: date
) -> Iterable[tuple[Rule, Demand]]:
    rules = [rule for rule_id in book.ids() if (rule := book.in_force(rule_id, on)) and book.enabled(rule_id, on)]
    for rule in (rule for rule in rules if rule.group is group):
        for unit_id, unit in units.items():
            facts = facts_on(unit, on)
            demand = next((demand for condition, demand in rule.demands if holds(condition, facts)), None)
            if demand and demand.shape is Shape.DEADLINE and _bound(rule, plan, unit_id, facts):
                yield rule, demand
                break


def _bound(rule: Rule, plan: PlanHistory, unit_id: int, facts: Mapping[str, object]) -> bool:
    return holds(rule.binds, facts) and speaks_of(rule, plan, unit_id, facts)


def _lacking(plan: PlanHistory, kinds: Sequence[MilestoneKind]) -> int | None:
    """The accepted version that ought to state one of these days: the newest, or the newest with 重要内容 changed."""
    accepted = accepted_revisions(plan)
    if not accepted:
        return None
    if not events(plan, kinds):
        return accepted[-1]
    changed = {act.revision_no for act in plan.milestones if act.important_change} & set(accepted)
    newest = max(changed, default=None)
    return newest if newest is not None and first_act(plan, newest, kinds) is None else None
