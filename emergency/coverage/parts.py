"""What coverage says on the pages of units and plans, and on the desk; fills the slots of base."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.acting import part
from emergency.base.database import db
from emergency.base.desk import Counter, Notice
from emergency.coverage.actions import is_recomputing, recomputing_word
from emergency.coverage.old_law import is_older
from emergency.coverage.overview import by_group
from emergency.coverage.procedures import procedures_of
from emergency.coverage.queries import View, field_of, roll_up, total
from emergency.coverage.queries_duties import DutyLine, lines_of_plan, lines_of_unit
from emergency.coverage.waiting import Waiting, waiting_terms, why_none
from emergency.obligations.queries import load_rules
from emergency.obligations.rules import GROUP_LABELS, Group, Rule
from emergency.plans.models import Plan
from emergency.plans.queries import bound_unit_ids, owns_plan
from emergency.plans.queries_history import histories as plan_histories
from emergency.plans.queries_lines import described
from emergency.units.queries_details import seen_names
from emergency.units.queries_histories import histories as unit_histories

TERMS = (
    ("备案时限", Group.FILING),
    ("公开时限", Group.DISCLOSURE),
    ("下次评估日期", Group.EVALUATION),
    ("下次演练日期", Group.DRILLS),
)

# 备案 and 公开 where a plan came out before the first version of its rules read 旧办法，未核.
LAW_BEFORE = (Group.FILING, Group.DISCLOSURE)


@dataclass(frozen=True)
class Term:
    """One term of a plan: its duties, else the days that it waits for, else why there is none."""

    word: str
    lines: Sequence[DutyLine]
    waits: Sequence[Waiting]
    why: str


def unit_part(scope: Scope, unit_id: int) -> Markup:
    """The duties of a unit that the page has loaded through the scope."""
    if not scope.may(Permission.COVERAGE_VIEW):
        return Markup()
    lines, region = lines_of_unit(unit_id, clock.today()), field_of(scope)
    told = {"lines": lines, "unit_id": unit_id, "region": region}
    return part("coverage/part_unit.html", recomputing=is_recomputing(), **told)


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """The terms of a plan that the page has loaded through the scope, each with its article."""
    lines = lines_of_plan(plan_id, clock.today())
    seen = seen_names(scope, [line.row.unit_id for line in lines])
    owns = owns_plan(scope, plan_id)
    return part(
        "coverage/part_plan.html", terms=terms_of(plan_id, lines), seen=seen, plan_id=plan_id, owns=owns,
        reviews=of_group(lines, Group.PLANS), procedures=procedures_about(plan_id), recomputing=is_recomputing(),
    )  # fmt: skip


def procedures_about(plan_id: int) -> list[Rule]:
    """The listed rules of procedure that speak of a plan, accepted or not."""
    plan = db.session.get_one(Plan, plan_id)
    return procedures_of(described(plan), load_rules(), unit_histories(bound_unit_ids(plan_id)), clock.today())


def terms_of(plan_id: int, lines: Sequence[DutyLine]) -> list[Term]:
    """备案时限, 公开时限, 下次评估日期 and 下次演练日期 of a plan; where there is none, what is missing or why."""
    bound, book, today = bound_unit_ids(plan_id), load_rules(), clock.today()
    units = unit_histories(bound)
    plan = next((plan for plan in plan_histories(bound) if plan.plan_id == plan_id), None)
    older = {group for group in LAW_BEFORE if plan and is_older(plan, group, book, units)}
    found = []
    for word, group in TERMS:
        waits = waiting_terms(plan, group, book, units, today) if plan and group not in older else []
        found.append(Term(word, of_group(lines, group), waits, why_none(plan, group, older, today)))
    return found


def person_part(holder: Scope) -> Markup:
    """What lies open in the scope of somebody who hands over: figures by group, no names of units."""
    if not holder.may(Permission.COVERAGE_VIEW):
        return Markup()
    groups = by_group(roll_up(holder, View(field_of(holder), clock.today(), None, None)))
    return part("coverage/part_person.html", groups=groups, words=GROUP_LABELS, recomputing=is_recomputing())


def of_group(lines: Sequence[DutyLine], group: Group) -> list[DutyLine]:
    """The lines of one group."""
    return [line for line in lines if line.row.duty_group == group.value]


def desk_counters(scope: Scope) -> list[Counter]:
    """逾期, 30 天内到期, 应编未编 and 待补录 of the viewer's regions or units; one query."""
    if not scope.may(Permission.COVERAGE_VIEW):
        return []
    sums = roll_up(scope, View(field_of(scope), clock.today(), None, True if scope.regions else None))
    figures, plans = total(sums), total([one for one in sums if one.group == Group.PLANS.value])
    missing = url_for("coverage.duties", light="pending", group=Group.PLANS.value)
    return [
        Counter("逾期", figures.overdue, _url("overdue"), "danger", rank=10),
        Counter("30 天内到期", figures.soon, _url("soon"), "warn", rank=11),
        Counter("应编未编", plans.pending, missing, "warn", _waiting_word(plans.backfill), rank=12),
        Counter("待补录", figures.backfill, _url("backfill"), "quiet", rank=15),
    ]


def recomputing_notice(scope: Scope) -> list[Notice]:
    """While many duties are recomputed, for those who read figures. Fills `desk_notice`."""
    word = recomputing_word() if scope.may(Permission.COVERAGE_VIEW) else ""
    return [Notice(f"{word}，下面的数字可能还会变化，请稍后刷新。", tone="info")] if word else []


def _waiting_word(number: int) -> str:
    return f"其中待补录 {number}" if number else ""


def _url(light: str) -> str:
    return url_for("coverage.duties", light=light)
