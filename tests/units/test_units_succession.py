"""Renames, mergers and splits of units and regions: older days keep the old bodies."""

from datetime import date

import pytest
from places import CITY, XINGFU, XINGFU_VILLAGE

from emergency.base import clock
from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.units.actions import UnitDetails
from emergency.units.actions_regions import merge_region, rename_region
from emergency.units.actions_succession import end_unit, merge_unit, rename_unit, split_unit
from emergency.units.facts import UnitKind
from emergency.units.queries import get_unit, representing_unit, unit_names_on
from emergency.units.queries_details import unit_successions
from emergency.units.queries_histories import histories
from emergency.units.queries_regions import get_region, region_names_on, region_successions

DAY = date(2025, 3, 1)
BEFORE = date(2025, 2, 28)
PAPER = "黑政函〔2025〕1号"


def test_a_renamed_unit_keeps_its_old_name_on_older_days(heihe):
    unit = representing_unit(CITY, XINGFU)
    then = clock.now()
    with committed():
        rename_unit(CITY, unit, "幸福镇人民政府", DAY, PAPER, seen=unit.version)
    assert unit_names_on([unit.id], BEFORE) == {unit.id: "幸福乡人民政府"}
    assert unit_names_on([unit.id], DAY) == {unit.id: "幸福镇人民政府"}
    assert unit_names_on([unit.id], DAY, then) == {unit.id: "幸福乡人民政府"}
    assert len(histories([unit.id])[unit.id].counted) == 1


def test_a_renamed_region_renames_the_body_that_answers_for_it(heihe):
    with committed():
        rename_region(CITY, get_region(CITY, XINGFU), "幸福满族乡", DAY, PAPER)
    assert representing_unit(CITY, XINGFU).name == "幸福满族乡人民政府"
    assert region_names_on([XINGFU], BEFORE)[XINGFU] == "幸福乡"
    assert region_successions(CITY, XINGFU)[0].old_name == "幸福乡"


def test_a_merged_town_ends_that_day_and_its_villages_stay(heihe):
    town, into = get_region(CITY, XINGFU), get_region(CITY, "231102202000")
    unit, heir = representing_unit(CITY, XINGFU), representing_unit(CITY, into.code)
    with committed():
        merge_region(CITY, town, into, DAY, PAPER)
    history = histories([unit.id])[unit.id]
    assert history.active_to == DAY and history.counts_on(BEFORE) and not history.counts_on(DAY)
    assert unit_successions(CITY, unit.id)[0].other_id == heir.id
    assert representing_unit(CITY, XINGFU_VILLAGE).active_to > DAY


def test_a_merger_asks_for_a_body_that_exists(heihe):
    unit, other = representing_unit(CITY, XINGFU), representing_unit(CITY, "231102202000")
    with committed():
        end_unit(CITY, other, date(2024, 1, 1), PAPER)
    for into in (unit, other):
        with pytest.raises(Refusal), committed():
            merge_unit(CITY, get_unit(CITY, unit.id), into, DAY, PAPER)


def test_regions_merge_only_on_one_level(heihe):
    with pytest.raises(Refusal, match="同一级"), committed():
        merge_region(CITY, get_region(CITY, XINGFU), get_region(CITY, XINGFU_VILLAGE), DAY, PAPER)


def test_a_split_makes_a_new_unit_and_leaves_the_old_one(heihe):
    old = representing_unit(CITY, XINGFU)
    with committed():
        details = UnitDetails(UnitKind.DEPARTMENT, "幸福乡应急管理办公室", XINGFU, "应急")
        new = split_unit(CITY, old, details, DAY, PAPER)
    assert new.active_from == DAY and old.active_to > DAY
    assert unit_successions(CITY, new.id)[0].kind == "split_from"


def test_nothing_ends_before_it_began(heihe):
    unit = representing_unit(CITY, XINGFU)
    with pytest.raises(Refusal, match="之后"), committed():
        end_unit(CITY, unit, date(1949, 10, 1), PAPER)
