"""Finding regions and units by name, initials or code; namesakes told apart by their way."""

import pytest
from places import CITY, COUNTY
from questions import questions

from emergency.units.queries import UnitFilter, list_units
from emergency.units.queries_regions import paths_of, search_regions


@pytest.mark.parametrize("words", ["长江村", "cjc", "231183100202"])
def test_a_village_is_found_by_name_initials_or_code(heihe, words):
    assert "231183100202" in [region.code for region in search_regions(CITY, words).items]


def test_namesakes_are_told_apart_by_their_path(heihe):
    codes = [region.code for region in search_regions(CITY, "长江村委会").items]
    ways = paths_of(codes)
    assert sorted(ways.values()) == ["黑河市 › 嫩江市 › 嫩江镇", "黑河市 › 嫩江市 › 长江乡"]


def test_a_search_stays_in_the_scope(heihe):
    assert search_regions(COUNTY, "长江村委会").total == 0


def test_signs_of_the_pattern_language_are_only_signs(heihe):
    assert search_regions(CITY, "%").total == 0
    assert list_units(CITY, UnitFilter(text="_")).total == 0


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (UnitFilter(kind="county"), 3),
        (UnitFilter(region="231102200000", counted="yes"), 11),
        (UnitFilter(line="教育"), 4),
        (UnitFilter(text="xfx"), 1),
        (UnitFilter(state="ended"), 0),
    ],
)
def test_the_list_of_units_takes_filters(heihe, wanted, count):
    assert list_units(CITY, wanted).total == count


def test_the_list_asks_the_same_number_of_questions_for_any_region(heihe):
    with questions() as few:
        list_units(CITY, UnitFilter(region="231102200000"))
    with questions() as many:
        list_units(CITY, UnitFilter())
    assert len(few) == len(many) == 2
