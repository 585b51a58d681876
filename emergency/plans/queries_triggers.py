"""Circumstances for revision: those of one plan, the list by filter, what the desk counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, and_, or_, select

from emergency.base.access import Permission, Scope
from emergency.base.circumstances import CircumstanceKind
from emergency.base.database import FAR_MOMENT, db
from emergency.base.desk import Tally, rows_of
from emergency.base.errors import NotFound
from emergency.base.paging import Page, paginate
from emergency.plans.models import Plan, Revision
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.queries import get_plan, owns
from emergency.plans.rules_triggers import WAITING, Shown, TriggerAct, TriggerState, shown_state
from emergency.plans.words import RevisionState
from emergency.units.models import Unit
from emergency.units.within import lies_in, unit_in_scope

CONFIRMED = ReviewTrigger.state == TriggerState.CONFIRMED.value
PASSED = Revision.state == RevisionState.PASSED.value


@dataclass(frozen=True)
class TriggerFilter:
    """What a list of circumstances asks for; an empty part asks nothing."""

    region: str = ""
    unit_id: int | None = None
    kind: str = ""
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class TriggerLine:
    """One circumstance as pages show it: on which plan, where it stands, what it rests on."""

    trigger: ReviewTrigger
    plan: Plan
    unit: Unit
    revision: Revision | None
    rows: Sequence[TriggerRow]

    @property
    def shown(self) -> Shown:
        """Where it stands."""
        return shown_state(self.trigger.state, self.revision.state if self.revision else None)

    @property
    def kind(self) -> CircumstanceKind:
        """Which of the six it is."""
        return CircumstanceKind(self.trigger.kind)

    @property
    def facts(self) -> list[TriggerRow]:
        """The facts that it cites, in the order of their entry."""
        return [row for row in self.rows if row.act == TriggerAct.CITED]


def triggers_in(scope: Scope, wanted: TriggerFilter) -> Any:
    """(ReviewTrigger, Plan, Unit, Revision or None) of living plans of units in scope, the newest first."""
    query = select(ReviewTrigger, Plan, Unit, Revision).join(Plan, Plan.id == ReviewTrigger.plan_id)
    query = query.join(Unit, Unit.id == Plan.unit_id).outerjoin(Revision, Revision.id == ReviewTrigger.revision_id)
    query = query.where(unit_in_scope(scope), Plan.abolished.is_(False), *_conditions(wanted))
    return query.order_by(ReviewTrigger.day.desc(), ReviewTrigger.id.desc())


def list_triggers(scope: Scope, wanted: TriggerFilter, page: int = 1) -> Page[TriggerLine]:
    """One page of the circumstances that fit; three questions however many there are."""
    found = paginate(triggers_in(scope, wanted), page, scalars=False)
    return Page(lines_of(found.items), found.number, found.size, found.total)


def all_triggers(scope: Scope, wanted: TriggerFilter) -> list[TriggerLine]:
    """Every circumstance that fits, for the Excel."""
    return lines_of(db.session.execute(triggers_in(scope, wanted)).all())


def lines_of(found: Sequence[Any]) -> list[TriggerLine]:
    """Rows of the query as lines, with the facts of all in one question."""
    rows = open_rows(row.ReviewTrigger.id for row in found)
    return [TriggerLine(r.ReviewTrigger, r.Plan, r.Unit, r.Revision, rows[r.ReviewTrigger.id]) for r in found]


def lines_of_plan(plan: Plan) -> list[TriggerLine]:
    """The circumstances of a plan that was already seen, those that wait first, then the newest first."""
    query = select(ReviewTrigger, Plan, Unit, Revision).join(Plan, Plan.id == ReviewTrigger.plan_id)
    query = query.join(Unit, Unit.id == Plan.unit_id).outerjoin(Revision, Revision.id == ReviewTrigger.revision_id)
    query = query.where(ReviewTrigger.plan_id == plan.id).order_by(ReviewTrigger.day.desc(), ReviewTrigger.id.desc())
    order = list(Shown)
    return sorted(lines_of(db.session.execute(query).all()), key=lambda line: order.index(line.shown))


def get_line(scope: Scope, trigger_id: int) -> TriggerLine:
    """One circumstance of a visible plan. Raises NotFound."""
    trigger = db.session.get(ReviewTrigger, trigger_id)
    if trigger is None:
        raise NotFound
    plan = get_plan(scope, trigger.plan_id)
    revision = db.session.get(Revision, trigger.revision_id) if trigger.revision_id else None
    unit = db.session.get_one(Unit, plan.unit_id)
    return TriggerLine(trigger, plan, unit, revision, open_rows([trigger_id])[trigger_id])


def works_on(scope: Scope, line: TriggerLine) -> bool:
    """Whether the viewer may confirm, dismiss and answer this circumstance."""
    return not line.plan.abolished and owns(scope, line.plan)


def open_rows(trigger_ids: Iterable[int]) -> dict[int, list[TriggerRow]]:
    """The dated rows of circumstances as known now, in the order of their entry."""
    query = select(TriggerRow).where(TriggerRow.trigger_id.in_(set(trigger_ids)), TriggerRow.known_until == FAR_MOMENT)
    found: dict[int, list[TriggerRow]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(TriggerRow.id)):
        found[row.trigger_id].append(row)
    return found


def answerable(plan: Plan) -> list[ReviewTrigger]:
    """The circumstances of a plan that a version may still answer: raised or confirmed, and not answered yet."""
    query = select(ReviewTrigger).where(ReviewTrigger.plan_id == plan.id, is_open()).order_by(ReviewTrigger.day)
    return list(db.session.scalars(query))


def answered_by(revision: Revision) -> list[ReviewTrigger]:
    """The circumstances that name this version as their answer."""
    query = select(ReviewTrigger).where(ReviewTrigger.revision_id == revision.id).order_by(ReviewTrigger.day)
    return list(db.session.scalars(query))


def is_open() -> ColumnElement[bool]:
    """Raised or confirmed, and neither dismissed nor answered by an accepted version or a signed decision."""
    accepted = select(Revision.id).where(PASSED)
    unanswered = or_(ReviewTrigger.revision_id.is_(None), ReviewTrigger.revision_id.not_in(accepted))
    return and_(ReviewTrigger.state.in_([TriggerState.DRAFT.value, TriggerState.CONFIRMED.value]), unanswered)


def trigger_counters(scope: Scope) -> list[Tally]:
    """What waits to be confirmed, and what was confirmed and is not being revised; for unit and office alike."""
    if not scope.may(Permission.PLAN_EDIT):
        return []
    asked = {
        Shown.DRAFT: ("修订情形待确认", "台账发现的变化", 32),
        Shown.OPEN: ("已确认，待修订", "修订或签署不修订", 33),
    }
    return [
        Tally(
            word, rows_of(triggers_in(scope, TriggerFilter(state=state)).with_only_columns(ReviewTrigger.id)),
            url_for("plans.triggers", state=state.value), tone="warn", note=note, rank=rank, shows_zero=False,
        )
        for state, (word, note, rank) in asked.items()
    ]  # fmt: skip


def count_triggers(scope: Scope, wanted: TriggerFilter) -> int:
    """How many circumstances fit the filter."""
    query = triggers_in(scope, wanted).with_only_columns(ReviewTrigger.id)
    return db.session.scalar(select(rows_of(query))) or 0


def _conditions(wanted: TriggerFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.region:
        found.append(lies_in(Plan.region_code, wanted.region))
    if wanted.unit_id is not None:
        found.append(Plan.unit_id == wanted.unit_id)
    if wanted.kind:
        found.append(ReviewTrigger.kind == wanted.kind)
    if wanted.state:
        found.append(is_open() if wanted.state == WAITING else _in_state(Shown(wanted.state)))
    if wanted.text:
        columns = (Plan.title, Plan.code, Unit.name)
        found.append(or_(*(column.contains(wanted.text.strip(), autoescape=True) for column in columns)))
    return found


def _in_state(state: Shown) -> ColumnElement[bool]:
    if state is Shown.OPEN:
        return and_(CONFIRMED, ReviewTrigger.revision_id.is_(None))
    if state is Shown.UNDER_WAY:
        return and_(CONFIRMED, Revision.id.isnot(None), ~PASSED)
    if state is Shown.REVISED:
        return and_(CONFIRMED, PASSED)
    return ReviewTrigger.state == state.value
