"""A unit that moved, or became another kind: older days keep the old place and the old kind."""

from datetime import date

import pytest
from covered import open_duties
from flask import Flask
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, NENJIANG, XINGFU

from emergency.base.database import committed
from emergency.coverage.actions import differences
from emergency.coverage.overview import overview
from emergency.coverage.queries import View
from emergency.units.actions import Entry, UnitDetails, add_unit, edit_unit
from emergency.units.actions_terms import set_terms
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_regions import get_region

TOWN_OF_NENJIANG = "231183100000"
BEFORE, MOVED = date(2026, 4, 30), date(2026, 5, 1)
SCHOOL = UnitDetails(UnitKind.SCHOOL, "示范学校", XINGFU)


def edited(unit: Unit, kind: UnitKind, region: str) -> Unit:
    with committed():
        edit_unit(CITY, unit, UnitDetails(kind, unit.name, region), MOVED, "编办批复（示例）")
    return unit


@pytest.fixture
def school(covered: Flask) -> Unit:
    """A school of 爱辉区, which owes its plan from 2020 on."""
    with committed():
        return add_unit(CITY, SCHOOL, Entry(date(2020, 1, 1), "办学许可证"))


@pytest.fixture
def moved(school: Unit) -> Unit:
    """The same, moved to 嫩江市 on 1 May."""
    return edited(school, UnitKind.SCHOOL, TOWN_OF_NENJIANG)


def owed(region: str, on: date) -> tuple[int, int]:
    shown = overview(CITY, View(region, on), "kind")
    return shown.units["school"], sum(line.all_groups.owed for line in shown.lines if line.key == "school")


def test_the_tile_is_cut_on_the_day_of_the_move(moved: Unit) -> None:
    old, new = open_duties(moved.id, "YB-08")
    assert (old.region_code, old.ends, new.starts) == (XINGFU, MOVED, MOVED)
    assert new.region_code == TOWN_OF_NENJIANG


def test_coverage_of_an_older_day_shows_it_in_the_old_place(moved: Unit) -> None:
    assert owed(AIHUI, BEFORE) == owed(NENJIANG, MOVED) != (0, 0)
    assert owed(AIHUI, MOVED) == owed(NENJIANG, BEFORE) == (0, 0)


def test_a_new_kind_owes_by_its_own_rules_from_its_day_on(school: Unit) -> None:
    edited(school, UnitKind.ENTERPRISE, XINGFU)
    (tile,) = open_duties(school.id, "YB-08")
    assert (tile.unit_kind, tile.ends) == ("school", MOVED)
    assert overview(CITY, View(AIHUI, BEFORE)).units["school"] == 1
    assert overview(CITY, View(AIHUI, MOVED)).units["school"] == 0


def test_the_terms_of_each_place_hold_for_its_own_days(moved: Unit) -> None:
    with committed():
        set_terms(CITY, get_region(CITY, AIHUI), date(2026, 1, 1), date(2026, 3, 31), "试运行")
        set_terms(CITY, get_region(CITY, NENJIANG), date(2026, 1, 1), date(2026, 12, 31), "试运行")
    old, new = open_duties(moved.id, "YB-08")
    assert (old.backfill_until, new.backfill_until) == (date(2026, 3, 31), date(2026, 12, 31))
    assert differences([moved.id]) == []


def test_the_old_office_still_reads_why_the_light_was_so(moved: Unit, visit) -> None:  # type: ignore[no-untyped-def]
    old, new = open_duties(moved.id, "YB-08")
    assert "已迁出" in visit(COUNTY).get(f"/coverage/duties?on={BEFORE}&kind=school").get_text()
    visit(COUNTY).get(f"/coverage/duties/{old.id}")
    visit(COUNTY).get(f"/coverage/duties/{new.id}", 404)
    visit(NEIGHBOUR).get(f"/coverage/duties/{new.id}")
