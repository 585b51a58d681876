"""Adding areas, counting rows, terms and offices."""

from datetime import date

import pytest
from places import AIHUI, CITY, DAPING_FOREST, HEIHE, JINHE_FARM, XINGFU, XINGFU_VILLAGE

from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.units.actions_regions import AreaDetails, add_area, set_region_counts
from emergency.units.actions_terms import set_office, set_terms
from emergency.units.queries import representing_unit
from emergency.units.queries_histories import histories
from emergency.units.queries_regions import (
    Office,
    get_region,
    office_of,
    paths_of,
    region_history,
    regions_counted_on,
    terms_of,
)
from emergency.units.regionkinds import RegionKind
from emergency.units.rules import area_code_fault

DAY = date(2025, 1, 1)


def area(code: str) -> AreaDetails:
    return AreaDetails(code, "五大连池风景区", RegionKind.ZONE, True, "市委市政府派出", date(2010, 1, 1), "市编委文件")


def test_an_area_may_have_letters_in_its_own_code(heihe):
    with committed():
        region = add_area(CITY, get_region(CITY, HEIHE), area("2311FJ000000"))
    unit = representing_unit(CITY, region.code)
    assert (region.level, region.statutory, region.initials) == ("county", False, "wdlcfjq")
    assert (unit.kind, unit.counted) == ("zone", True)
    assert paths_of([region.code], own=True) == {region.code: "黑河市 › 五大连池风景区"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("2311FJ00000", "12位"),
        ("2311fj000000", "大写字母"),
        ("2399FJ000000", "与上级不符"),
        ("2311FJ001000", "与上级不符"),
        ("231100000000", "与上级相同"),
    ],
)
def test_a_wrong_code_is_told_why_by_the_rule(code, sentence):
    assert sentence in (area_code_fault(code, HEIHE) or "")


def test_nothing_hangs_under_a_village():
    assert "村级" in (area_code_fault("231102200202", XINGFU_VILLAGE) or "")


def test_a_code_in_use_is_refused(heihe):
    with pytest.raises(Refusal, match="已经有行政区域"), committed():
        add_area(CITY, get_region(CITY, HEIHE), area(AIHUI))


def test_a_counted_farm_counts_from_that_day_and_its_children_do_not(heihe):
    with committed():
        set_region_counts(CITY, get_region(CITY, JINHE_FARM), True, "市里确认由农场负责", DAY)
    history = histories([representing_unit(CITY, JINHE_FARM).id])
    assert [one.counts_on(date(2024, 12, 31)) for one in history.values()] == [False]
    assert regions_counted_on(CITY, JINHE_FARM, DAY) == {JINHE_FARM}
    assert regions_counted_on(CITY, JINHE_FARM, date(2024, 12, 31)) == set()
    assert [row.counts for row in region_history(CITY, JINHE_FARM)] == [True, False]


def test_a_counted_settlement_gets_somebody_who_answers(heihe):
    with committed():
        set_region_counts(CITY, get_region(CITY, "231102200502"), True, "已设居民组织", DAY)
    assert representing_unit(CITY, "231102200502").counted


def test_a_placeholder_can_not_count(heihe):
    row = get_region(CITY, DAPING_FOREST[:9] + "598")
    with pytest.raises(Refusal, match="不能计入"), committed():
        set_region_counts(CITY, row, True, "误点", DAY)


def test_terms_come_from_the_nearest_region_above(heihe):
    with committed():
        set_terms(CITY, get_region(CITY, HEIHE), DAY, date(2025, 6, 30), "市局通知")
        set_terms(CITY, get_region(CITY, AIHUI), DAY, date(2025, 9, 30), "区里延长")
    found = terms_of([XINGFU, "231182101000"])
    assert found[XINGFU].backfill_until == date(2025, 9, 30)
    assert found["231182101000"].set_for == HEIHE


def test_terms_in_the_wrong_order_are_refused(heihe):
    with pytest.raises(Refusal, match="不能早于"), committed():
        set_terms(CITY, get_region(CITY, HEIHE), DAY, date(2024, 6, 30), "")


def test_offices_are_settings(heihe):
    assert office_of(XINGFU).office == "黑河市应急管理局"
    with committed():
        set_office(CITY, get_region(CITY, AIHUI), Office("爱辉区应急管理局", "区应急委办", ""))
    assert office_of(XINGFU) == Office("爱辉区应急管理局", "区应急委办", "考核组")


def test_a_body_made_for_a_counted_row_counts_from_that_day_on(heihe):
    code = "231102200502"
    with committed():
        set_region_counts(CITY, get_region(CITY, code), True, "已设居民组织", DAY)
    unit = representing_unit(CITY, code)
    history = histories([unit.id])[unit.id]
    assert unit.counted and history.counts_on(DAY) and not history.counts_on(date(2024, 12, 31))
