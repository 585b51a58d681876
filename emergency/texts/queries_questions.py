"""What the scan asks of a plan and whom it is like, with what was said of it; within the viewer's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.plans.models import Plan
from emergency.plans.queries import get_plan, plan_in_scope, title_of
from emergency.texts.facts_remarks import COPIED, Hint, Verdict
from emergency.texts.likeness import Likeness, families
from emergency.texts.models import PlanText
from emergency.texts.models_likeness import PlanLikeness, PlanQuestion, PlanSketch
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.passages import Passage, clauses, shared
from emergency.texts.queries import pages
from emergency.texts.queries_around import own_names
from emergency.texts.queries_remarks import remarks_of
from emergency.texts.queries_templates import counts_in, standing_templates, words_of
from emergency.texts.stale_facts import STALE_WORDS, Stale
from emergency.units.models import Unit

MANY = 4  # So many texts that are alike are more likely a template's users than copies of each other.
KINDS = [f"stale.{kind.value}" for kind in Stale]
ORDER = case({kind.value: at for at, kind in enumerate(Stale)}, value=PlanQuestion.kind)


@dataclass(frozen=True)
class Asked:
    """A question, and what was said of it."""

    question: PlanQuestion
    remark: PlanRemark | None

    @property
    def kind(self) -> str:
        """The kind by which a remark is found again."""
        return f"stale.{self.question.kind}"


@dataclass(frozen=True)
class Alike:
    """Another unit's plan that is like this one; without plan and unit where the viewer may not see it."""

    share: float
    of_other: float
    characters: int
    plan: Plan | None = None
    unit: Unit | None = None
    remark: PlanRemark | None = None


@dataclass(frozen=True)
class Beside:
    """Two plans side by side: their units, and the passages that both have."""

    plan: Plan
    unit: Unit
    other: Plan
    other_unit: Unit
    passages: Sequence[Passage]
    divisions: tuple[str, str]  # whether the pieces of each text are pages


def asked_of(plan: Plan) -> list[Asked]:
    """The questions about the newest text of a plan that was already seen: open ones first, mild ones last."""
    said = remarks_of(plan.id, KINDS)
    query = select(PlanQuestion).where(PlanQuestion.plan_id == plan.id).order_by(PlanQuestion.mild, ORDER)
    found = [
        Asked(row, said.get((f"stale.{row.kind}", row.key)))
        for row in db.session.scalars(query.order_by(PlanQuestion.page, PlanQuestion.id))
    ]
    return sorted(found, key=lambda each: each.remark is not None)


def scanned_text(plan: Plan) -> PlanText | None:
    """The text that was scanned of a plan that was already seen."""
    query = select(PlanText).join(PlanSketch, PlanSketch.text_id == PlanText.id).where(PlanSketch.plan_id == plan.id)
    return db.session.scalar(query)


def alike_of(scope: Scope, plan: Plan) -> list[Alike]:
    """Whom a plan that was already seen is like, the most alike first; of plans out of scope only that there is one."""
    rows = db.session.execute(_pairs(plan.id)).all()
    said = _said_of_pairs(plan.id)
    others = [other.id for _, _, other, _ in rows]
    visible = set(db.session.scalars(select(Plan.id).where(Plan.id.in_(others), plan_in_scope(scope))))
    found = []
    for pair, text, other, unit in rows:
        share, of_other = (pair.of_other, pair.of_one) if text.id == pair.one_id else (pair.of_one, pair.of_other)
        if other.id in visible:
            found.append(Alike(share, of_other, pair.shared, other, unit, said.get(other.id)))
        else:
            found.append(Alike(share, of_other, pair.shared))
    return sorted(found, key=lambda each: (each.plan is None, -each.share))


def _said_of_pairs(plan_id: int) -> dict[int, PlanRemark]:
    """What was said of a plan's likeness to others by the other's number, from its own side first."""
    query = select(PlanRemark).where(PlanRemark.kind == COPIED, PlanRemark.known_until == FAR_MOMENT)
    query = query.where(or_(PlanRemark.plan_id == plan_id, PlanRemark.key == str(plan_id)))
    found = {row.plan_id: row for row in db.session.scalars(query) if row.plan_id != plan_id}
    return found | {int(key): row for (_kind, key), row in remarks_of(plan_id, [COPIED]).items()}


def _pairs(plan_id: int) -> Select[Any]:
    """(likeness, other text, its plan, its unit) of a plan's text."""
    mine = select(PlanSketch.text_id).where(PlanSketch.plan_id == plan_id).scalar_subquery()
    other = or_(
        and_(PlanLikeness.one_id == mine, PlanText.id == PlanLikeness.other_id),
        and_(PlanLikeness.other_id == mine, PlanText.id == PlanLikeness.one_id),
    )
    query: Any = select(PlanLikeness, PlanText, Plan, Unit).select_from(PlanLikeness).join(PlanText, other)
    found: Select[Any] = query.join(Plan, Plan.id == PlanText.plan_id).join(Unit, Unit.id == Plan.unit_id)
    return found


def hint_of(scope: Scope, plan: Plan, kind: str, key: str) -> Hint:
    """What is to be judged, as the scan asks it now. Raises NotFound where it doesn't, or where it can't be seen."""
    if kind == COPIED and key.isascii() and key.isdigit():
        other = next((each.plan for each in alike_of(scope, plan) if each.plan and each.plan.id == int(key)), None)
        if other is not None:
            return Hint(kind, key, f"与《{title_of(other)}》文字相同较多")
        raise NotFound
    found = next((each.question for each in asked_of(plan) if (each.kind, each.question.key) == (kind, key)), None)
    if found is None:
        raise NotFound
    told = f"{found.words}原文：{found.sentence}"
    return Hint(kind, key, f"{STALE_WORDS[Stale(found.kind)]}“{found.key}”", told)


def side_by_side(scope: Scope, plan_id: int, other_id: int) -> Beside:
    """The passages that two plans share, known templates left out. Raises NotFound unless the viewer may see both."""
    plan, other = get_plan(scope, plan_id), get_plan(scope, other_id)
    text, other_text = scanned_text(plan), scanned_text(other)
    if text is None or other_text is None:
        raise NotFound
    known = _template_clauses(plan) | _template_clauses(other)
    mine, theirs = clauses(pages(text), own_names(plan)), clauses(pages(other_text), own_names(other))
    units = (db.session.get_one(Unit, plan.unit_id), db.session.get_one(Unit, other.unit_id))
    return Beside(plan, units[0], other, units[1], shared(mine, theirs, known), (text.division, other_text.division))


def _template_clauses(plan: Plan) -> frozenset[str]:
    templates = [words_of(row) for row in standing_templates() if counts_in(row, plan.region_code)]
    return frozenset(clause.key for words, names in templates for clause in clauses(words, names))


def open_question() -> ColumnElement[bool]:
    """A question of which nobody has said anything yet."""
    said = exists().where(
        PlanRemark.plan_id == PlanQuestion.plan_id, PlanRemark.known_until == FAR_MOMENT,
        PlanRemark.kind == "stale." + PlanQuestion.kind, PlanRemark.key == PlanQuestion.key,
    )  # fmt: skip
    return ~said


def pairs_seen(scope: Scope) -> Select[Any]:
    """(likeness, plan, unit, other plan, other unit) where the viewer may see both, not dismissed, most alike first."""
    one, other, plan, unit = aliased(PlanText), aliased(PlanText), aliased(Plan), aliased(Unit)
    other_plan, other_unit = aliased(Plan), aliased(Unit)
    seen = select(Plan.id).where(plan_in_scope(scope))
    query: Any = select(PlanLikeness, plan, unit, other_plan, other_unit)
    query = query.join(one, one.id == PlanLikeness.one_id).join(plan, plan.id == one.plan_id)
    query = query.join(unit, unit.id == plan.unit_id).join(other, other.id == PlanLikeness.other_id)
    query = query.join(other_plan, other_plan.id == other.plan_id).join(other_unit, other_unit.id == other_plan.unit_id)
    query = query.where(
        plan.id.in_(seen),
        other_plan.id.in_(seen),
        ~judged_pair(plan.id, other_plan.id, PlanRemark.verdict == Verdict.DISMISSED.value),
    )
    found: Select[Any] = query.order_by(PlanLikeness.shared.desc(), PlanLikeness.one_id, PlanLikeness.other_id)
    return found


def kindred(scope: Scope) -> list[frozenset[int]]:
    """Plans of the viewer's scope that hang together by likeness, many at once: most likely one template's."""
    pairs = db.session.execute(pairs_seen(scope)).all()
    alike = [Likeness(plan.id, other.id, pair.shared, pair.of_one, pair.of_other) for pair, plan, _, other, _ in pairs]
    return [group for group in families(alike) if len(group) >= MANY]


def judged_pair(plan_id: Any, other_id: Any, *how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Somebody has judged the likeness of two plans, from whichever side."""
    key = func.cast(other_id, PlanRemark.key.type)
    own_key = func.cast(plan_id, PlanRemark.key.type)
    return exists().where(
        PlanRemark.kind == COPIED, PlanRemark.known_until == FAR_MOMENT, *how,
        or_(and_(PlanRemark.plan_id == plan_id, PlanRemark.key == key),
            and_(PlanRemark.plan_id == other_id, PlanRemark.key == own_key)),
    )  # fmt: skip
