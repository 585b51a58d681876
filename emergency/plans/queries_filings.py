"""Asking for filings: who may file and with whom, what was handed over, and how each stands today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.workdays import WorkdayTable
from emergency.obligations.counting import CountingSpan
from emergency.obligations.facts import BodyRole, Cover, PlanLine
from emergency.obligations.lawbook import LawBook
from emergency.obligations.queries import load_counting, load_rules, load_workdays
from emergency.plans.models import Milestone, Plan
from emergency.plans.queries import bodies_of, owns
from emergency.plans.receiving import Standing, Term, answer_of, rule_for, standing, term_of
from emergency.plans.words import Act
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.rules import path_codes
from emergency.units.within import unit_in_scope

RECEIVING_KINDS = (UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWNSHIP, UnitKind.DEPARTMENT)


class Law:
    """What a receiving office's term is reckoned by, loaded once and only when asked for."""

    @cached_property
    def book(self) -> LawBook:
        """The rules."""
        return load_rules()

    @cached_property
    def workdays(self) -> WorkdayTable:
        """The working days."""
        return load_workdays()

    @cached_property
    def counting(self) -> tuple[CountingSpan, ...]:
        """The counting rules."""
        return load_counting()


@dataclass(frozen=True)
class Party:
    """One of those who must file a 联合预案 for themselves: what it has filed, and whether the viewer may enter it."""

    unit: Unit
    filings: Sequence[Milestone]
    may_enter: bool


def receivers_for(unit: Unit) -> list[Unit]:
    """The governments and departments of the unit's region and of those above it, nearest first: names are public."""
    codes = path_codes(unit.region_code)
    query = select(Unit).where(Unit.region_code.in_(codes), Unit.kind.in_([kind.value for kind in RECEIVING_KINDS]))
    query = query.where(Unit.active_to > clock.today(), Unit.id != unit.id)
    return list(db.session.scalars(query.order_by(Unit.region_code.desc(), Unit.represents.desc(), Unit.id)))


def parties_of(scope: Scope, plan: Plan) -> list[Party]:
    """Of a joint plan, every 编制单位 with what it filed (国办发〔2024〕5号 art. 26(四)); empty for any other plan."""
    leads = bodies_of([plan.id])[plan.id][BodyRole.LEAD] if plan.joint else []
    rows = filings_of([plan.id]) if leads else []
    return [
        Party(unit, [row for row in rows if row.details.get("unit_id") in (None, unit.id)], may_file(scope, plan, unit))
        for unit in leads
    ]


def may_file(scope: Scope, plan: Plan, unit: Unit) -> bool:
    """Whether the viewer may enter a filing of this unit: the own ones, and those that the viewer looks after."""
    return scope.may(Permission.PLAN_EDIT) and not plan.abolished and sees_unit(scope, unit.id)


def sees_unit(scope: Scope, unit_id: int | None) -> bool:
    """Whether a unit lies within the viewer's scope."""
    query = select(Unit.id).where(unit_in_scope(scope), Unit.id == unit_id)
    return unit_id is not None and db.session.scalar(query) is not None


def may_answer(scope: Scope, plan: Plan, row: Milestone) -> bool:
    """Whether the viewer may enter what became of a filing: who keeps the plan, the party, the receiving office."""
    if not scope.may(Permission.PLAN_EDIT):
        return False
    return owns(scope, plan) or any(sees_unit(scope, one) for one in (row.receiver_id, row.details.get("unit_id")))


def filings_of(plan_ids: Iterable[int]) -> list[Milestone]:
    """The filings of plans that were already seen, as known now, in the order of their days."""
    query = select(Milestone).where(Milestone.plan_id.in_(set(plan_ids)), Milestone.kind == Act.FILED.value)
    query = query.where(Milestone.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.order_by(Milestone.day, Milestone.id)))


def standings(rows: Iterable[Milestone], plans: Mapping[int, Plan]) -> dict[int, Standing]:
    """How each of these filings stands today; the law is read only where an answer is still awaited."""
    found, law, today = list(rows), Law(), clock.today()
    lines = _lines_of(found)
    return {row.id: standing(row.details, _term(row, plans[row.plan_id], lines, law), today) for row in found}


def term_for(plan: Plan, row: Milestone) -> Term | None:
    """The receiving office's term for one filing, whether or not it was answered."""
    return _reckoned(row, plan, _lines_of([row]), Law())


def remarks_on(plans: Sequence[Plan]) -> dict[int, Standing]:
    """How the newest filing of each plan stands, for a list; plans without one have none."""
    newest = {row.plan_id: row for row in filings_of(plan.id for plan in plans)}
    by_id = {plan.id: plan for plan in plans}
    standing_by = standings(newest.values(), by_id)
    return {plan_id: standing_by[row.id] for plan_id, row in newest.items()}


def _term(row: Milestone, plan: Plan, lines: Mapping[int, str], law: Law) -> Term | None:
    return None if answer_of(row.details)[0] else _reckoned(row, plan, lines, law)


def _reckoned(row: Milestone, plan: Plan, lines: Mapping[int, str], law: Law) -> Term | None:
    rule_id = rule_for(PlanLine(plan.line), {Cover(cover) for cover in plan.covers}, lines.get(row.receiver_id or 0))
    return term_of(rule_id, row.day, law.book, law.workdays, law.counting) if rule_id else None


def _lines_of(rows: Iterable[Milestone]) -> dict[int, str]:
    ids = {row.receiver_id for row in rows if row.receiver_id is not None}
    found = db.session.execute(select(Unit.id, Unit.line).where(Unit.id.in_(ids))) if ids else ()
    return {row.id: row.line for row in found}
