"""The list of plans by filter, and the plans that wait for this viewer's 核对."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, false, func, or_, select, type_coerce

from emergency.base.access import Permission, Role, Scope
from emergency.base.characters import written_forms
from emergency.base.database import db
from emergency.base.paging import Page, paginate
from emergency.plans.checking import ABOVE_ITS_LIKE, DESKS, OTHERS, Checker, Desk, may_check, may_reclassify
from emergency.plans.models import Plan, Revision
from emergency.plans.numbers import number_asked
from emergency.plans.queries import holder_of, plan_in_scope
from emergency.plans.queries_expiry import EXPIRING, expires_soon
from emergency.plans.queries_filings import remarks_on
from emergency.plans.receiving import Standing
from emergency.plans.rules import badge_of
from emergency.plans.words import RevisionState
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.within import lies_in, unit_in_scope

CHUNK = 500
STATES = {
    "in_force": "现行",
    "submitted": "待核对",
    "returned": "已退回",
    "draft": "草稿",
    "revising": "新版办理中",
    "without_text": "未见文本",
    "expiring": "有效期将满或已满",
    "abolished": "已废止",
}


@dataclass(frozen=True)
class PlanFilter:
    """What a list of plans asks for; an empty part asks nothing."""

    region: str = ""
    unit_id: int | None = None
    line: str = ""
    kind: str = ""
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class PlanRow:
    """One line of a list: the plan, its newest version and its unit."""

    plan: Plan
    revision: Revision
    unit: Unit
    filing: Standing | None = None

    @property
    def badge(self) -> str:
        """The word beside the newest version."""
        plan, revision = self.plan, self.revision
        return badge_of(
            revision.number, revision.state, plan.in_force, abolished=plan.abolished, recorded=revision.recorded
        )


def plans_in(scope: Scope, wanted: PlanFilter) -> Any:
    """(Plan, its newest Revision, its Unit) that the viewer may see and the filter asks for."""
    query = select(Plan, Revision, Unit).join(Unit, Unit.id == Plan.unit_id)
    query = query.join(Revision, and_(Revision.plan_id == Plan.id, Revision.number == Plan.latest))
    query = query.where(plan_in_scope(scope), *_conditions(wanted))
    return query.order_by(Plan.region_code, Plan.unit_id, Plan.id)


def list_plans(scope: Scope, wanted: PlanFilter, page: int = 1) -> Page[PlanRow]:
    """One page of the plans that fit, with how the newest 备案 of each stands; few queries however many there are."""
    found = paginate(plans_in(scope, wanted), page, scalars=False)
    return Page(with_filings(rows_of(found.items)), found.number, found.size, found.total)


def all_plans(scope: Scope, wanted: PlanFilter) -> list[PlanRow]:
    """Every plan that fits, for the Excel."""
    return with_filings(rows_of(db.session.execute(plans_in(scope, wanted)).all()))


def with_filings(rows: list[PlanRow]) -> list[PlanRow]:
    """The same rows, each with how its newest 备案 stands today."""
    found: list[PlanRow] = []
    for start in range(0, len(rows), CHUNK):
        block = rows[start : start + CHUNK]
        stand = remarks_on([row.plan for row in block])
        found += [replace(row, filing=stand.get(row.plan.id)) for row in block]
    return found


def rows_of(found: Sequence[Any]) -> list[PlanRow]:
    """Rows of the query as values with names."""
    return [PlanRow(row.Plan, row.Revision, row.Unit) for row in found]


def checker_of(scope: Scope) -> Checker:
    """What the rules of 核对 ask of a viewer."""
    return Checker(scope.person_id, scope.role.value, scope.regions, scope.lines)


def waiting_for(scope: Scope) -> Any:
    """The submitted versions that this viewer may 核对, the longest waiting first."""
    query = select(Plan, Revision, Unit).join(Unit, Unit.id == Plan.unit_id)
    query = query.join(Revision, and_(Revision.plan_id == Plan.id, Revision.number == Plan.latest))
    query = query.where(Revision.state == RevisionState.SUBMITTED.value, unit_in_scope(scope), at_desk(scope))
    if scope.person_id is not None:
        query = query.where(or_(Revision.submitted_by.is_(None), Revision.submitted_by != scope.person_id))
    return query.order_by(Revision.submitted_at, Revision.id)


def next_waiting(scope: Scope, after: int | None = None) -> PlanRow | None:
    """The next version to 核对, another than the plan at hand."""
    query = waiting_for(scope)
    if after is not None:
        query = query.where(Plan.id != after)
    row = db.session.execute(query.limit(1)).first()
    return PlanRow(row.Plan, row.Revision, row.Unit) if row else None


def first_waiting(scope: Scope, number: int) -> list[tuple[int, int]]:
    """(plan, version) of the first that wait for this viewer's 核对, so many at most."""
    found = db.session.execute(waiting_for(scope).limit(number)).all()
    return [(row.Plan.id, row.Revision.number) for row in found]


def can_check(scope: Scope, unit: Unit, revision: Revision) -> bool:
    """Whether this viewer may pass or return this version now."""
    if revision.state != RevisionState.SUBMITTED:
        return False
    return may_check(holder_of(unit), checker_of(scope), revision.submitted_by)


def can_reopen(scope: Scope, unit: Unit) -> bool:
    """Whether this viewer may withdraw the acceptance of a version: the desk that 核对s the unit or records for it."""
    return scope.may(Permission.PLAN_CHECK) and may_reclassify(holder_of(unit), checker_of(scope))


def at_desk(scope: Scope) -> ColumnElement[bool]:
    """`checking.is_at_desk` for the query: the kinds of unit that the viewer's role 核对s."""
    if scope.person_id is None:
        return Unit.id.isnot(None)
    if scope.role.value not in set(Desk):
        return false()
    role = Desk(scope.role.value)
    kinds = {kind.value for kind in UnitKind if role in DESKS.get(kind, OTHERS)}
    fits = Unit.kind.in_(kinds)
    if role is Desk.CITY:
        own = and_(Unit.kind.not_in([kind.value for kind in DESKS]), Unit.region_code.in_(scope.regions))
        return or_(fits, own)
    if scope.role is Role.LINE:
        like = [kind.value for kind in ABOVE_ITS_LIKE]
        return and_(fits, or_(Unit.kind.not_in(like), Unit.region_code.not_in(scope.regions)))
    return fits


def _conditions(wanted: PlanFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.region:
        found.append(lies_in(Plan.region_code, wanted.region))
    if wanted.unit_id is not None:
        found.append(Plan.unit_id == wanted.unit_id)
    if wanted.line:
        found.append(Plan.line == wanted.line)
    if wanted.kind:
        # Kinds are kept as canonical JSON, a list of quoted words.
        found.append(type_coerce(Plan.kinds, Text).contains(f'"{wanted.kind}"', autoescape=True))
    if wanted.state:
        found.append(_in_state(wanted.state))
    if wanted.text:
        found.append(_named(wanted.text.strip()))
    return found


def _named(words: str) -> ColumnElement[bool]:
    """The title, code, 文号 or unit's name holds the words, in any form that they may have been typed in."""
    columns = (Plan.title, Plan.code, Revision.document_number, Unit.name)
    forms = written_forms(words)
    asked = [(column, form) for column in columns for form in forms]
    asked += [(Revision.document_number, number) for number in dict.fromkeys(map(number_asked, forms))]
    # Case is left out by ourselves, for SQLite would leave it out and PostgreSQL would not.
    return or_(*(func.lower(column).contains(form.lower(), autoescape=True) for column, form in asked))


def _in_state(state: str) -> ColumnElement[bool]:
    if state == "abolished":
        return Plan.abolished.is_(True)
    if state == "in_force":
        return and_(Plan.in_force.isnot(None), Plan.abolished.is_(False))
    if state == "revising":
        return and_(Plan.in_force.isnot(None), Plan.in_force < Plan.latest, Plan.abolished.is_(False))
    if state == EXPIRING:
        return expires_soon()
    if state == "without_text":
        return and_(Revision.without_text.is_(True), Plan.abolished.is_(False))
    return and_(Plan.state == state, Plan.abolished.is_(False))


def count_waiting(scope: Scope) -> int:
    """How many versions wait for this viewer's 核对."""
    return (
        db.session.scalar(
            select(func.count()).select_from(waiting_for(scope).order_by(None).with_only_columns(Plan.id).subquery())
        )
        or 0
    )


def count_plans(scope: Scope, wanted: PlanFilter) -> int:
    """How many visible plans fit the filter."""
    query = plans_in(scope, wanted).order_by(None).with_only_columns(Plan.id)
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
