"""Which living plans something that happened concerns, and since when their version in force holds."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, select, true

from emergency.base.circumstances import Circumstance
from emergency.base.database import FAR_MOMENT, db
from emergency.obligations.binding import facts_on
from emergency.obligations.facts import BodyRole
from emergency.obligations.planlife import speaks_of
from emergency.obligations.predicates import holds
from emergency.obligations.queries import load_rules
from emergency.plans.dates import STARTING
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.queries_history import histories as plan_histories
from emergency.plans.queries_triggers import is_open
from emergency.plans.rules_triggers import TriggerAct
from emergency.units.queries_histories import histories as unit_histories

CHUNK = 500
LIVING = and_(Plan.in_force.isnot(None), Plan.abolished.is_(False))


def concerned(told: Circumstance) -> Iterator[list[int]]:
    """The living plans that a circumstance concerns, some hundred at a time."""
    if told.rule_id:
        yield from _spoken_of(told.rule_id, told.day)
        return
    bound = select(PlanBody.plan_id).where(
        PlanBody.unit_id.in_(told.unit_ids), PlanBody.role == BodyRole.LEAD.value, PlanBody.known_until == FAR_MOMENT
    )
    query = select(Plan.id).where(LIVING, Plan.id.in_(bound) | Plan.id.in_(told.plan_ids))
    yield from _pieces(db.session.scalars(query.order_by(Plan.id)))


def count_living() -> int:
    """How many plans a change of law could concern at most."""
    return db.session.scalar(select(func.count(Plan.id)).where(LIVING)) or 0


def below(plan_id: int) -> tuple[int, ...]:
    """The living plans that name this one as their 上位预案."""
    return tuple(db.session.scalars(select(Plan.id).where(LIVING, Plan.superior_plan_id == plan_id)))


def in_force_since(plan_ids: Iterable[int]) -> dict[int, date]:
    """The first day of the version in force, by plan."""
    return _starts(plan_ids, Revision.number == Plan.in_force)


def first_issued(plan_ids: Iterable[int]) -> dict[int, date]:
    """The first day of each plan's first version that states one, accepted or not; none for a plan still drafted."""
    return _starts(plan_ids, true())


def began(plan: Plan) -> date | None:
    """The first day of a plan's first accepted version; None while it has none."""
    return _starts([plan.id], Revision.number <= (plan.in_force or 0)).get(plan.id)


def citing(plan_ids: Iterable[int], told: Circumstance) -> set[int]:
    """The plans that cite this very fact already, whatever became of it: it is not raised again."""
    query = select(ReviewTrigger.plan_id).join(TriggerRow, TriggerRow.trigger_id == ReviewTrigger.id)
    query = query.where(
        ReviewTrigger.plan_id.in_(list(plan_ids)), ReviewTrigger.kind == told.kind.value,
        TriggerRow.act == TriggerAct.CITED.value, TriggerRow.fact == told.fact.value,
        TriggerRow.fact_id == told.fact_id, TriggerRow.ref == told.ref, TriggerRow.day == told.day,
        TriggerRow.known_until == FAR_MOMENT,
    )  # fmt: skip
    return set(db.session.scalars(query))


def open_of_kind(plan_ids: Iterable[int], kind: str) -> dict[int, ReviewTrigger]:
    """The circumstance of this kind that is open on each plan; there is at most one, for a second merges into it."""
    query = select(ReviewTrigger).where(ReviewTrigger.plan_id.in_(list(plan_ids)), ReviewTrigger.kind == kind)
    query = query.where(is_open(), ReviewTrigger.revision_id.is_(None)).order_by(ReviewTrigger.id.desc())
    return {trigger.plan_id: trigger for trigger in db.session.scalars(query)}


def _starts(plan_ids: Iterable[int], which: ColumnElement[bool]) -> dict[int, date]:
    query = select(Plan.id, func.min(Milestone.day).label("day")).join(Revision, Revision.plan_id == Plan.id)
    query = query.join(Milestone, Milestone.revision_id == Revision.id).group_by(Plan.id)
    query = query.where(
        Plan.id.in_(list(plan_ids)), which, Milestone.kind.in_([act.value for act in STARTING]),
        Milestone.known_until == FAR_MOMENT,
    )  # fmt: skip
    return {row.id: row.day for row in db.session.execute(query)}


def _spoken_of(rule_id: str, day: date) -> Iterator[list[int]]:
    """The living plans about which the rule lays a duty on some unit, on that day or as it last did."""
    book = load_rules()
    rule = book.in_force(rule_id, day) or book.versions(rule_id)[-1]
    query = select(PlanBody.unit_id).join(Plan, Plan.id == PlanBody.plan_id)
    query = query.where(LIVING, PlanBody.known_until == FAR_MOMENT).distinct().order_by(PlanBody.unit_id)
    for unit_ids in _pieces(db.session.scalars(query)):
        units = unit_histories(unit_ids)
        facts = {unit_id: facts_on(unit, day) for unit_id, unit in units.items()}
        bound = {unit_id: said for unit_id, said in facts.items() if holds(rule.binds, said)}
        found = {
            plan.plan_id
            for plan in plan_histories(list(bound))
            if any(speaks_of(rule, plan, unit_id, said) for unit_id, said in bound.items())
        }
        living = select(Plan.id).where(LIVING, Plan.id.in_(found))
        yield list(db.session.scalars(living.order_by(Plan.id)))


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(list(ids))
    while piece := list(islice(rest, CHUNK)):
        yield piece
