"""The duties that the rules offer for a drill, from which a person chooses what the drill is held for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills.facts import DutyChoice
from emergency.drills.models import Drill
from emergency.drills.rules_offers import Offer, offers, why_not_chosen
from emergency.drills.words import Content, Form
from emergency.obligations.counting import counting_on
from emergency.obligations.queries import load_counting, load_rules
from emergency.plans.models import Plan
from emergency.plans.queries import title_of, visible_plans
from emergency.plans.queries_history import histories as plan_histories
from emergency.units.models import Unit
from emergency.units.queries_histories import histories as unit_histories

SHARING = {
    True: "计算口径：一次演练经确认可抵多项义务。",
    False: "计算口径：一次演练只抵所确认的一项义务。",
}


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as a page shows it."""

    choice: DutyChoice
    title: str
    article: str
    note: str = ""


def offered_duties(unit: Unit, on: date) -> tuple[Offer, ...]:
    """The duties that a drill of this unit, already seen through a scope, may be held for on a day."""
    history = unit_histories([unit.id]).get(unit.id)
    return offers(history, plan_histories([unit.id]), load_rules(), on) if history else ()


def offered_plans(scope: Scope, unit: Unit) -> list[tuple[int, str]]:
    """The plans of a unit that a drill may exercise, by number and title; of a secret one only its code."""
    bound = [plan.plan_id for plan in plan_histories([unit.id])]
    query = visible_plans(scope).where(Plan.id.in_(bound), Plan.abolished.is_(False)).order_by(Plan.id)
    return [(plan.id, title_of(plan)) for plan in db.session.scalars(query)]


def require_duties(unit: Unit, on: date, chosen: Sequence[DutyChoice], content: Content, form: Form) -> None:
    """Refuse duties that the rules do not offer, that such a drill can't meet, or too many of them."""
    if not chosen:
        return
    may_share = may_serve_many(on)
    refused = why_not_chosen(chosen, offered_duties(unit, on), content, form, may_share=may_share)
    if refused:
        raise Refusal(refused, "duties")


def may_serve_many(on: date) -> bool:
    """The counting rule of a day: whether one drill may meet several duties once a person confirms them."""
    return counting_on(load_counting(), on).one_drill_many_duties


def offer_lines(found: Iterable[Offer], plans: dict[int, str]) -> list[DutyLine]:
    """Offers in words, with the plan where the duty speaks of one."""
    return [
        DutyLine(
            offer.choice, _title(offer.rule.title, offer.plan_id, plans), offer.rule.article,
            "；".join(word for word in (offer.rule.demand_text, offer.note) if word),
        )
        for offer in found
    ]  # fmt: skip


def duty_lines(drill: Drill) -> list[DutyLine]:
    """The duties that a drill is held for, as its page shows them."""
    book, day = load_rules(), clock.day_of(drill.starts_at)
    plans = {plan.id: title_of(plan) for plan in _plans_of(drill)}
    lines = []
    for row in drill.duties:
        rule = book.in_force(row.rule_id, day)
        title = _title(rule.title if rule else "（当日未施行的规则）", row.plan_id, plans)
        lines.append(DutyLine(DutyChoice(row.rule_id, row.plan_id), title, rule.article if rule else ""))
    return lines


def plan_lines(drill: Drill) -> list[tuple[int, str]]:
    """The plans that a drill, already seen through a scope, exercises."""
    return [(plan.id, title_of(plan)) for plan in _plans_of(drill)]


def counting_words(drill: Drill) -> str:
    """The counting rule that stands under the duties."""
    return SHARING[may_serve_many(clock.day_of(drill.starts_at))]


def _plans_of(drill: Drill) -> Iterable[Plan]:
    wanted = {row.plan_id for row in drill.plans} | {row.plan_id for row in drill.duties if row.plan_id}
    return db.session.scalars(select(Plan).where(Plan.id.in_(wanted)).order_by(Plan.id)) if wanted else []


def _title(title: str, plan_id: int | None, plans: dict[int, str]) -> str:
    return f"{title}（《{plans.get(plan_id, '预案')}》）" if plan_id else title
