"""A small drill year: a town, a school with terms, a works, all with plans, in the district that plans for them."""

from datetime import UTC, date, datetime
from typing import Any

from places import AIHUI, CITY, COUNTY, TOWNSHIP, XINGFU, keeper
from plan_cast import EVERYTHING, SECOND_COUNTY, unit_at

from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, committed, db
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans import actions, actions_check
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act
from emergency.programme.actions_make import ask_programme, make_programme
from emergency.programme.models import Programme, ProgrammeLine
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import record_fact
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_regions import get_region
from emergency.units.timeline import Stretch

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
BEGAN = date(2020, 1, 1)
TERMS = ("2026-03-02/2026-07-10", "2026-08-24/2027-01-08", "2027-03-01/2027-07-09", "2027-08-23/2028-01-07")
YEAR = 2027


def cast() -> dict[str, Unit]:
    """The units with their facts and plans."""
    with committed():
        school = _unit("幸福中心小学", UnitKind.SCHOOL, "教育", school_kind=("primary",), school_terms=TERMS)
        works = _unit("幸福粮库", UnitKind.ENTERPRISE, "工信", producer=True)
    town = unit_at(XINGFU)
    _plan(town, PlanKind.TOWNSHIP, PlanLine.GOVERNMENT)
    _plan(school, PlanKind.UNIT, PlanLine.GOVERNMENT)
    _plan(works, PlanKind.COMPREHENSIVE, PlanLine.ENTERPRISE)
    return {"town": town, "school": school, "works": works}


def _unit(name: str, kind: UnitKind, line: str, **facts: Any) -> Unit:
    unit = add_unit(EVERYTHING, UnitDetails(kind, name, XINGFU, line), Entry(BEGAN, "登记表"))
    for fact, value in facts.items():
        record_fact(EVERYTHING, unit, fact, value, Stretch(BEGAN, FAR_DAY), "登记表")
    return unit


def _plan(unit: Unit, kind: PlanKind, line: PlanLine) -> None:
    told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)}, f"{unit.name}发(2026)3号")
    details = PlanDetails(line, frozenset({kind}), f"{unit.name}应急预案", frozenset({Cover.FIRE_EVACUATION}))
    with committed():
        plan = actions.register(TOWNSHIP, unit.id, details, told, submit=True)
    with committed():
        actions_check.pass_revision(SECOND_COUNTY, plan.id, 1)


def made(scope: Scope = COUNTY, region: str = AIHUI, year: int = YEAR, **changes: Any) -> Programme:
    """The programme of a region's year, asked for and placed."""
    asked = {"a_day": 2, "seed": 0, **changes}
    with committed():
        programme = ask_programme(scope, get_region(CITY, region), year, **asked, by_job=False)
    make_programme(programme.id)
    return again(programme)


def again(row: Any) -> Any:
    """The row as the database has it now."""
    number = row.id
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(type(row), number)


def lines_of(programme: Programme) -> dict[str, ProgrammeLine]:
    """The lines of a programme by key."""
    db.session.rollback()
    query = db.select(ProgrammeLine).where(ProgrammeLine.programme_id == programme.id)
    return {line.task_key: line for line in db.session.scalars(query.order_by(ProgrammeLine.id))}


def line_for(programme: Programme, unit: Unit, rule_id: str, term: str) -> ProgrammeLine:
    """One line."""
    return lines_of(programme)[f"{unit.id}:{rule_id}::{term}"]


__all__ = ["AIHUI", "CITY", "COUNTY", "NOW", "TOWNSHIP", "XINGFU", "cast", "keeper", "made"]
