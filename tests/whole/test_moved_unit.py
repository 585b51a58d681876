"""What belongs to a unit that moved: its plans and open drills go along, what was held stays where it was."""

from datetime import date

import pytest
from drill_cast import HELD, PLANNED
from flask import Flask
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, NENJIANG, XINGFU
from plan_cast import FIRST
from records_cast import registered
from visitors import text_of

from emergency.base.database import committed
from emergency.drills.actions import create_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.models import Drill
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans.actions import register
from emergency.plans.models import Plan
from emergency.plans.rules import PlanDetails
from emergency.units.actions import Entry, UnitDetails, add_unit, edit_unit
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

SCHOOL = UnitDetails(UnitKind.SCHOOL, "示范学校", XINGFU, "教育")
BOOK = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), "示范学校应急预案")


@pytest.fixture
def moved(covered: Flask) -> tuple[Unit, Plan, Drill, Drill]:
    """A school with a plan, a planned and a held drill, that moved from 爱辉区 to 嫩江市."""
    with committed():
        unit = add_unit(CITY, SCHOOL, Entry(date(2015, 9, 1), "办学许可证"))
        plan = register(CITY, unit.id, BOOK, FIRST)
        planned, held = create_drill(CITY, unit, PLANNED), create_drill(CITY, unit, PLANNED)
    with committed():
        hold_drill(CITY, held, unit, HELD, held.version)
    with committed():
        details = UnitDetails(UnitKind.SCHOOL, unit.name, NENJIANG, "教育")
        edit_unit(CITY, unit, details, date(2026, 5, 1), "校址迁移")
    return unit, plan, planned, held


def test_plans_and_open_drills_go_along(moved: tuple[Unit, Plan, Drill, Drill]) -> None:
    _, plan, planned, held = moved
    assert (plan.region_code, planned.region_code, held.region_code) == (NENJIANG, NENJIANG, XINGFU)


def test_records_of_work_go_along(moved: tuple[Unit, Plan, Drill, Drill]) -> None:
    unit = moved[0]
    record = registered(CITY, unit=unit)
    with committed():
        edit_unit(CITY, unit, UnitDetails(UnitKind.SCHOOL, unit.name, AIHUI, "教育"), date(2026, 9, 1), "又迁回")
    assert record.region_code == AIHUI


def test_the_ledger_of_the_new_place_lists_the_plan(moved: tuple[Unit, Plan, Drill, Drill], visit) -> None:  # type: ignore[no-untyped-def]
    assert BOOK.title in visit(NEIGHBOUR).get(f"/plans?region={NENJIANG}").get_text()
    assert BOOK.title not in visit(COUNTY).get(f"/plans?region={AIHUI}").get_text()


def test_the_page_of_the_unit_says_where_it_was(moved: tuple[Unit, Plan, Drill, Drill], visit) -> None:  # type: ignore[no-untyped-def]
    words = text_of(visit(CITY).get(f"/units/{moved[0].id}"))
    assert "爱辉区 › 幸福乡" in words and "黑河市 › 嫩江市" in words
