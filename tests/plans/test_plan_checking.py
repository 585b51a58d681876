"""Who may 核对 whose plan, and whom to appoint where nobody can."""

import pytest

from emergency.plans.checking import Checker, Desk, Holder, is_at_desk, may_check, recorded_at_once, whom_to_appoint
from emergency.units.facts import UnitKind

CITY_CODE, COUNTY_CODE, TOWN_CODE = "231100000000", "231102000000", "231102100000"
CITY, OTHER_CITY = (Checker(n, Desk.CITY, (CITY_CODE,)) for n in (1, 2))
COUNTY = Checker(3, Desk.COUNTY, (COUNTY_CODE,))
OTHER_COUNTY = Checker(4, Desk.COUNTY, ("231123000000",))
TOWN = Checker(5, Desk.TOWNSHIP, (TOWN_CODE,))
CITY_EDUCATION = Checker(6, Desk.LINE, (CITY_CODE,), frozenset({"education"}))
COUNTY_EDUCATION = Checker(7, Desk.LINE, (COUNTY_CODE,), frozenset({"education"}))

TOWNSHIP_OFFICE = Holder(UnitKind.TOWNSHIP, TOWN_CODE)
COUNTY_GOVERNMENT = Holder(UnitKind.COUNTY, COUNTY_CODE)
CITY_GOVERNMENT = Holder(UnitKind.CITY, CITY_CODE)
EDUCATION_OFFICE = Holder(UnitKind.DEPARTMENT, COUNTY_CODE, "education")
SCHOOL = Holder(UnitKind.SCHOOL, TOWN_CODE, "education")
VILLAGE = Holder(UnitKind.VILLAGE, "231102100201")


@pytest.mark.parametrize(
    ("holder", "checker", "can"),
    [
        (TOWNSHIP_OFFICE, COUNTY, True),
        (TOWNSHIP_OFFICE, OTHER_COUNTY, False),
        (TOWNSHIP_OFFICE, CITY, False),
        (TOWNSHIP_OFFICE, TOWN, False),
        (COUNTY_GOVERNMENT, CITY, True),
        (COUNTY_GOVERNMENT, COUNTY, False),
        (CITY_GOVERNMENT, CITY, True),
        (EDUCATION_OFFICE, CITY, True),
        (EDUCATION_OFFICE, CITY_EDUCATION, True),
        (EDUCATION_OFFICE, COUNTY_EDUCATION, False),
        (SCHOOL, COUNTY, True),
        (SCHOOL, COUNTY_EDUCATION, True),
        (SCHOOL, TOWN, False),
        (VILLAGE, COUNTY, False),
    ],
)
def test_each_plan_has_its_desk(holder: Holder, checker: Checker, can: bool) -> None:
    assert is_at_desk(holder, checker) is can


def test_who_submitted_does_not_pass_it() -> None:
    assert not may_check(CITY_GOVERNMENT, CITY, submitted_by=CITY.person_id)
    assert may_check(CITY_GOVERNMENT, OTHER_CITY, submitted_by=CITY.person_id)


def test_a_unit_of_the_city_itself_is_checked_by_the_city() -> None:
    assert is_at_desk(Holder(UnitKind.HOSPITAL, CITY_CODE, "health"), CITY)


def test_a_village_is_recorded_and_never_checked() -> None:
    assert recorded_at_once(VILLAGE)
    assert whom_to_appoint(VILLAGE, [], None) is None


def test_where_somebody_can_nobody_needs_to_be_appointed() -> None:
    assert whom_to_appoint(TOWNSHIP_OFFICE, [COUNTY], submitted_by=TOWN.person_id) is None


def test_where_the_only_one_submitted_a_second_is_asked_for() -> None:
    said = whom_to_appoint(CITY_GOVERNMENT, [CITY], submitted_by=CITY.person_id)
    assert said is not None
    assert "再增加一名市级应急管理机构人员" in said


def test_where_nobody_sits_at_the_desk_the_sentence_names_it() -> None:
    said = whom_to_appoint(TOWNSHIP_OFFICE, [CITY, OTHER_COUNTY], submitted_by=TOWN.person_id)
    assert said is not None
    assert "为县（市、区）级应急管理机构" in said
