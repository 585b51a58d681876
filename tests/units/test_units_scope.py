"""Who sees which units and regions."""

import pytest
from places import AIHUI, CITY, COUNTY, EDUCATION, HEIHE, NEIGHBOUR, PRISON, TOWNSHIP, XINGFU, XINGFU_VILLAGE, keeper

from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.units.queries import find_unit, get_unit, representing_unit, visible_units
from emergency.units.queries_regions import children, get_region, roots


def names(scope) -> set[str]:
    return {unit.name for unit in db.session.scalars(visible_units(scope))}


def test_an_office_sees_its_own_region_only(heihe):
    village = representing_unit(CITY, XINGFU_VILLAGE)
    assert get_unit(TOWNSHIP, village.id).name == "幸福村村民委员会"
    with pytest.raises(NotFound):
        get_unit(NEIGHBOUR, village.id)


def test_a_line_department_sees_its_line_only(heihe):
    assert names(EDUCATION) == {"爱辉区教育局"}


def test_a_keeper_sees_the_own_unit_only(heihe):
    unit = representing_unit(CITY, XINGFU)
    assert names(keeper(unit.id)) == {"幸福乡人民政府"}
    assert names(keeper()) == set()


def test_prisons_are_the_city_offices_alone(heihe):
    county = type(COUNTY)(**{**COUNTY.__dict__, "regions": ("231182000000",)})
    assert "永丰监狱" in names(CITY) and "永丰监狱" not in names(county)
    with pytest.raises(NotFound):
        get_region(county, PRISON)


def test_a_strange_region_is_not_found(heihe):
    assert get_region(COUNTY, XINGFU).name == "幸福乡"
    for code in (HEIHE, "231183000000", "999999999999"):
        with pytest.raises(NotFound):
            get_region(COUNTY, code)


def test_the_tree_begins_at_the_scope_and_opens_level_by_level(heihe):
    assert [branch.region.code for branch in roots(COUNTY)] == [AIHUI]
    page = children(COUNTY, AIHUI)
    assert [branch.region.name for branch in page.items][:2] == ["花园街道", "幸福乡"]
    assert children(COUNTY, AIHUI, counts=False).total == 2
    assert children(NEIGHBOUR, AIHUI).total == 0


def test_a_unit_is_found_by_number_and_by_the_code_it_answers_for(heihe):
    unit = find_unit(CITY, XINGFU)
    assert find_unit(CITY, str(unit.id)) is unit
    with pytest.raises(NotFound):
        find_unit(NEIGHBOUR, XINGFU)
