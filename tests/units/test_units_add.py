"""Adding, editing, counting and confirming units."""

from datetime import date

import pytest
from places import AIHUI, CITY, COUNTY, JINHE_FARM, XINGFU
from sqlalchemy import select

from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Refusal
from emergency.base.slots import announced
from emergency.units.actions import Entry, UnitDetails, add_unit, confirm_unit, edit_unit, set_unit_counted
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries import representing_unit
from emergency.units.queries_histories import histories

DAY = date(2020, 5, 1)
SCHOOL = UnitDetails(UnitKind.SCHOOL, "幸福小学", XINGFU, "教育")


def test_an_added_unit_is_counted_from_its_first_day(heihe):
    with committed():
        unit = add_unit(COUNTY, SCHOOL, Entry(DAY, "办学许可证"))
        assert announced()["facts_changed"] == {unit.id}
    history = histories([unit.id])[unit.id]
    assert (history.kind, history.active_from, history.counts_on(DAY)) == (UnitKind.SCHOOL, DAY, True)
    assert unit.initials == "xfxx"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (UnitDetails(UnitKind.SCHOOL, "甲校", "231183000000"), "region_code"),
        (UnitDetails(UnitKind.SCHOOL, "甲校", "000000000000"), "region_code"),
        (UnitDetails(UnitKind.SCHOOL, "甲校", XINGFU, uscc="91110000600037342L"), "uscc"),
    ],
)
def test_a_wrong_unit_is_refused_beside_its_field(heihe, details, field):
    with pytest.raises(Refusal) as refusal, committed():
        add_unit(COUNTY, details, Entry(DAY, "无"))
    assert refusal.value.field == field


def test_a_namesake_in_the_same_place_is_refused(heihe):
    with committed():
        add_unit(COUNTY, SCHOOL, Entry(DAY, "办学许可证"))
    with pytest.raises(Refusal, match="已登记同名"), committed():
        add_unit(COUNTY, SCHOOL, Entry(DAY, "办学许可证"))


def test_an_edit_changes_only_the_days_from_then_on(heihe):
    with committed():
        unit = add_unit(COUNTY, SCHOOL, Entry(DAY, "办学许可证"))
    moved = UnitDetails(UnitKind.SCHOOL, "幸福小学", AIHUI, "教育", "91110000600037341L", "通江路1号")
    with committed():
        edit_unit(COUNTY, unit, moved, date(2024, 9, 1), "搬迁", seen=unit.version)
    assert (unit.region_code, unit.uscc) == (AIHUI, "91110000600037341L")
    assert histories([unit.id])[unit.id].counted[0].valid_from == DAY


def test_two_people_editing_one_unit_are_told(heihe):
    with committed():
        unit = add_unit(COUNTY, SCHOOL, Entry(DAY, "办学许可证"))
    seen = unit.version
    with committed():
        edit_unit(COUNTY, unit, UnitDetails(UnitKind.SCHOOL, "", XINGFU, "教育", address="甲"), DAY, "更正", seen)
    with pytest.raises(Conflict), committed():
        edit_unit(COUNTY, unit, UnitDetails(UnitKind.SCHOOL, "", XINGFU, "教育", address="乙"), DAY, "更正", seen)


def test_a_unit_listed_apart_is_out_of_the_denominator_from_that_day(heihe):
    with committed():
        unit = add_unit(COUNTY, SCHOOL, Entry(DAY, "办学许可证"))
        set_unit_counted(COUNTY, unit, False, "已并校，只留教学点", date(2025, 1, 1))
    history = histories([unit.id])[unit.id]
    assert history.counts_on(date(2024, 12, 31)) and not history.counts_on(date(2025, 1, 1))


def test_the_unit_of_a_region_is_counted_on_the_regions_page(heihe):
    unit = representing_unit(CITY, JINHE_FARM)
    with pytest.raises(Refusal, match="行政区域页面"), committed():
        set_unit_counted(CITY, unit, True, "市里要求", date(2025, 1, 1))


def test_a_confirmed_department_counts(heihe):
    unit = db.session.scalar(select(Unit).where(Unit.name == "爱辉区教育局"))
    with committed():
        confirm_unit(CITY, unit)
    assert unit.confirmed and unit.counted
    assert histories([unit.id])[unit.id].counts_on(date(2020, 1, 1))
