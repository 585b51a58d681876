"""The plans whose text has hints that wait for a reviewer: the list, and what the desk counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, case, exists, func, literal, select, union_all
from sqlalchemy.orm import aliased

from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT
from emergency.base.desk import Tally, rows_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import plan_in_scope
from emergency.plans.rules import SECRET
from emergency.texts.facts_remarks import COPIED, ELEMENT
from emergency.texts.models import PlanText
from emergency.texts.models_hints import PlanHint
from emergency.texts.models_likeness import PlanLikeness, PlanQuestion
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.queries_questions import judged_pair, open_question
from emergency.units.models import Unit
from emergency.units.within import lies_in, unit_in_scope

MILD, ASKED = "mild", "asked"
# What a plan can be listed for, in the order of its columns: the classes of elements, then questions and copies.
WORDS: Mapping[str, str] = {
    "A": "法定内容未见", "B": "办法列举未见", "C": "推荐标准未见", ASKED: "提问", MILD: "仅供留意", COPIED: "文字相同",
}  # fmt: skip


@dataclass(frozen=True)
class OpenFilter:
    """What the list asks for; an empty part asks nothing."""

    region: str = ""
    what: str = ""


def plans_open(scope: Scope, wanted: OpenFilter) -> Any:
    """(plan, unit, and for each of WORDS how many hints wait), of the units that the viewer may judge."""
    waits = _waiting(scope).subquery()
    numbers = [func.sum(case((waits.c.what == key, 1), else_=0)).label(f"n_{key}") for key in WORDS]
    query: Any = select(Plan, Unit, *numbers).join(waits, waits.c.plan_id == Plan.id)
    query = query.join(Unit, Unit.id == Plan.unit_id).where(unit_in_scope(scope), Plan.abolished.is_(False))
    query = query.where(Plan.secrecy.not_in([one.value for one in SECRET])).group_by(Plan.id, Unit.id)
    if wanted.region:
        query = query.where(lies_in(Plan.region_code, wanted.region))
    if wanted.what:
        query = query.having(numbers[list(WORDS).index(wanted.what)] > 0)
    return query.order_by(*(number.desc() for number in numbers), Plan.id)


def hint_counter(scope: Scope) -> list[Tally]:
    """How many plans have hints that wait, for those who may judge them; nothing when there are none."""
    if not scope.may(Permission.PLAN_CHECK):
        return []
    number, url = rows_of(plans_open(scope, OpenFilter()).with_only_columns(Plan.id)), url_for("texts.open_questions")
    return [Tally("文本提示待处理", number, url, tone="quiet", note="只是提示，不是结论", rank=36, shows_zero=False)]


def _waiting(scope: Scope) -> Any:
    """(plan, key of WORDS), a row for each hint that waits."""
    newest = select(PlanHint.plan_id, PlanHint.grade.label("what")).join(PlanText, PlanText.id == PlanHint.text_id)
    newest = newest.join(Revision, Revision.id == PlanText.revision_id).join(Plan, Plan.id == PlanHint.plan_id)
    hints = newest.where(Revision.number == Plan.latest, ~_said(PlanHint))
    kind = case((PlanQuestion.mild, literal(MILD)), else_=literal(ASKED))
    asked = select(PlanQuestion.plan_id, kind.label("what")).where(open_question())
    return union_all(hints, asked, _copies(scope, first=True), _copies(scope, first=False))


def _said(hint: Any) -> ColumnElement[bool]:
    """Somebody has judged this element of the plan."""
    return exists().where(
        PlanRemark.plan_id == hint.plan_id, PlanRemark.kind == ELEMENT, PlanRemark.known_until == FAR_MOMENT,
        PlanRemark.key == hint.element,
    )  # fmt: skip


def _copies(scope: Scope, *, first: bool) -> Any:
    """(plan, COPIED) for one side of the pairs of which nobody has said anything and whose other plan is seen."""
    one, other = aliased(PlanText), aliased(PlanText)
    ends = (PlanLikeness.one_id, PlanLikeness.other_id)
    mine, theirs = ends if first else ends[::-1]
    query: Any = select(one.plan_id, literal(COPIED).label("what")).select_from(PlanLikeness)
    query = query.join(one, one.id == mine).join(other, other.id == theirs)
    seen = select(Plan.id).where(plan_in_scope(scope))
    return query.where(other.plan_id.in_(seen), ~judged_pair(one.plan_id, other.plan_id))
