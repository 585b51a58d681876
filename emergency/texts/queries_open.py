"""The plans whose text has hints that wait for a reviewer: the list, and what the desk counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import and_, case, func, literal, select, tuple_, union, union_all
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
    waits = _waiting(scope, wanted).subquery()
    numbers = [func.sum(case((waits.c.what == key, 1), else_=0)).label(f"n_{key}") for key in WORDS]
    query: Any = select(Plan, Unit, *numbers).join(waits, waits.c.plan_id == Plan.id)
    query = query.join(Unit, Unit.id == Plan.unit_id).group_by(Plan.id, Unit.id)
    if wanted.what:
        query = query.having(numbers[list(WORDS).index(wanted.what)] > 0)
    return query.order_by(*(number.desc() for number in numbers), Plan.id)


def hint_counter(scope: Scope) -> list[Tally]:
    """How many plans have hints that wait, for those who may judge them; nothing when there are none."""
    if not scope.may(Permission.PLAN_CHECK):
        return []
    waits = union(*(rows.with_only_columns(rows.selected_columns[0]) for rows in _rows(scope, OpenFilter())))
    number, url = rows_of(select(waits.subquery())), url_for("texts.open_questions")
    return [Tally("文本提示待处理", number, url, tone="quiet", note="只是提示，不是结论", rank=36, shows_zero=False)]


def _waiting(scope: Scope, wanted: OpenFilter) -> Any:
    """(plan, key of WORDS), a row for each hint that waits."""
    return union_all(*_rows(scope, wanted))


def _rows(scope: Scope, wanted: OpenFilter) -> list[Any]:
    """The same apart: elements, questions, and both sides of the pairs."""
    mine = _judged_here(scope, wanted)
    newest: Any = select(PlanText.id).join(Revision, Revision.id == PlanText.revision_id)
    newest = newest.join(Plan, and_(Plan.id == PlanText.plan_id, Plan.latest == Revision.number)).where(
        Plan.id.in_(mine)
    )
    said = select(PlanRemark.plan_id, PlanRemark.key).where(
        PlanRemark.kind == ELEMENT, PlanRemark.known_until == FAR_MOMENT
    )
    hints: Any = select(PlanHint.plan_id, PlanHint.grade.label("what")).where(
        PlanHint.text_id.in_(newest), tuple_(PlanHint.plan_id, PlanHint.element).not_in(said)
    )
    kind = case((PlanQuestion.mild, literal(MILD)), else_=literal(ASKED))
    asked: Any = select(PlanQuestion.plan_id, kind.label("what")).where(open_question(), PlanQuestion.plan_id.in_(mine))
    return [hints, asked, _copies(scope, mine, first=True), _copies(scope, mine, first=False)]


def _judged_here(scope: Scope, wanted: OpenFilter) -> Any:
    """The numbers of the plans whose text is this viewer's to judge."""
    query: Any = select(Plan.id).join(Unit, Unit.id == Plan.unit_id)
    query = query.where(unit_in_scope(scope), Plan.abolished.is_(False))
    query = query.where(Plan.secrecy.not_in([one.value for one in SECRET]))
    return query.where(lies_in(Plan.region_code, wanted.region)) if wanted.region else query


def _copies(scope: Scope, judged_here: Any, *, first: bool) -> Any:
    """(plan, COPIED) for one side of the pairs of which nobody has said anything and whose other plan is seen."""
    one, other = aliased(PlanText), aliased(PlanText)
    ends = (PlanLikeness.one_id, PlanLikeness.other_id)
    mine, theirs = ends if first else ends[::-1]
    query: Any = select(one.plan_id, literal(COPIED).label("what")).select_from(PlanLikeness)
    query = query.join(one, one.id == mine).join(other, other.id == theirs)
    seen = select(Plan.id).where(plan_in_scope(scope))
    query = query.where(one.plan_id.in_(judged_here), other.plan_id.in_(seen))
    return query.where(~judged_pair(one.plan_id, other.plan_id))
