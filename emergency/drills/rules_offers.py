"""Which duties a drill of a unit may be held for on a day, and whether a choice among them stands. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from emergency.drills.facts import DutyChoice
from emergency.drills.rules import too_many_regimes, why_not_counted
from emergency.drills.words import Content, Form
from emergency.obligations.binding import facts_on
from emergency.obligations.facts import PlanHistory, SubjectKind
from emergency.obligations.lawbook import LawBook
from emergency.obligations.planlife import speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.rules import Accepts, Evidence, Rule
from emergency.units.facts import UnitHistory

ANY_DRILL = Accepts()
WITHOUT_PLAN = "本单位尚无对应的现行预案，预案登记后才开始计算"


@dataclass(frozen=True, slots=True)
class Offer:
    """A duty that a drill may be held for; `note` warns of what is still missing."""

    rule: Rule
    plan_id: int | None = None
    note: str = ""

    @property
    def choice(self) -> DutyChoice:
        """The duty as a person chooses it."""
        return DutyChoice(self.rule.id, self.plan_id)

    @property
    def accepts(self) -> Accepts:
        """Which contents and forms qualify."""
        return self.rule.accepts or ANY_DRILL


def offers(unit: UnitHistory, plans: Sequence[PlanHistory], book: LawBook, day: date) -> tuple[Offer, ...]:
    """The drill duties that bind the unit on that day: one a plan where the rule speaks of plans, else one."""
    facts = facts_on(unit, day)
    found: list[Offer] = []
    for rule in _drill_rules(book, day):
        if not holds(rule.binds, facts):
            continue
        mine = [plan for plan in plans if speaks_of(rule, plan, unit.unit_id, facts)]
        if rule.subject is SubjectKind.PLAN:
            found += [Offer(rule, plan.plan_id) for plan in mine]
        else:
            waits = not mine and all(demand.needs_plan for _, demand in rule.demands)
            found.append(Offer(rule, None, WITHOUT_PLAN if waits else ""))
    return tuple(found)


def why_not_chosen(
    chosen: Iterable[DutyChoice], offered: Iterable[Offer], content: Content, form: Form, *, may_share: bool
) -> str | None:
    """None where the chosen duties can be met by such a drill, else the sentence for the form."""
    by_choice = {offer.choice: offer for offer in offered}
    chosen = tuple(chosen)
    for choice in chosen:
        if choice not in by_choice:
            return f"{choice.rule_id} 在演练当日不适用于本单位或所选预案，请重新选择。"
        refused = why_not_counted(content, form, by_choice[choice].accepts)
        if refused:
            return f"{choice.rule_id} {by_choice[choice].rule.title}：{refused}"
    return too_many_regimes([choice.rule_id for choice in chosen], may_share=may_share)


def _drill_rules(book: LawBook, day: date) -> Iterable[Rule]:
    for rule_id in book.ids():
        rule = book.in_force(rule_id, day)
        if rule and book.enabled(rule_id, day) and any(d.met_by is Evidence.DRILL for _, d in rule.demands):
            yield rule
