"""What is owed, for the desk: overdue first, then due soon, then the rest that has a day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, select

from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.coverage.models import Duty
from emergency.coverage.queries import View, field_of
from emergency.coverage.queries_duties import DutyLine, Wanted, duties
from emergency.obligations.catalogue import rule_of
from emergency.obligations.models import RuleVersion
from emergency.obligations.rules import Rule
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.units.models import Unit
from emergency.units.queries_regions import STEP, paths_of

SHOWN = 15


def view_of(scope: Scope, on: date) -> View:
    """The viewer's whole field on a day: the counted block of an office, all that a unit owes."""
    return View(field_of(scope), on, None, True if scope.regions else None)


def owed_first(scope: Scope, on: date) -> list[DutyLine]:
    """The first few unmet duties of the viewer, overdue first; three queries whatever the number."""
    if not scope.may(Permission.COVERAGE_VIEW):
        return []
    query = duties(scope, view_of(scope, on), Wanted(light="unmet")).join(Unit, Unit.id == Duty.unit_id)
    query = query.outerjoin(Plan, and_(Duty.subject_kind == "plan", Plan.id == Duty.subject_id))
    rows = db.session.execute(query.add_columns(Unit, Plan).limit(SHOWN)).all()
    ways = paths_of({duty.region_code for duty, _, _ in rows}, own=True)
    rules = _rules({duty.rule_id for duty, _, _ in rows})
    return [
        DutyLine(
            duty,
            on,
            rules[duty.rule_id, duty.rule_version],
            unit.name,
            _way(ways.get(duty.region_code, ""), unit),
            title_of(plan) if plan else "",
            unit.sample or bool(plan and plan.sample),
        )
        for duty, unit, plan in rows
    ]


def _way(way: str, unit: Unit) -> str:
    """Where a unit lies; the unit that answers for a region says the region's name already."""
    return way.rpartition(STEP)[0] if unit.represents else way


def _rules(rule_ids: set[str]) -> Mapping[tuple[str, int], Rule]:
    """All versions of a few rules, by id and version; the desk has no need of the whole book."""
    query = select(RuleVersion.content).where(RuleVersion.rule_id.in_(rule_ids), RuleVersion.known_until == FAR_MOMENT)
    found = [rule_of(content) for content in db.session.scalars(query)]
    return {(rule.id, rule.version): rule for rule in found}
