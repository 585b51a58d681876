"""Where nobody can check a record the page says whom to appoint; a one-officer township may 自录自核 if allowed."""

import pytest
from drill_cast import again, held, unit_of
from places import AIHUI, CITY, COUNTY, HEIHE, TOWNSHIP, XINGFU, XINGFU_VILLAGE, keeper
from visitors import text_of

from emergency.accounts import actions as accounts
from emergency.audit.queries import acts_on
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed
from emergency.base.errors import Conflict, Refusal
from emergency.drills.actions_check import accept_drill
from emergency.drills.models import Drill
from emergency.units.actions_terms import set_self_check
from emergency.units.queries_regions import get_region, may_self_check, own_checking


def account(scope: Scope) -> Scope:
    """An account for one of the cast; gives the scope with the account's number."""
    parts = [accounts.Part(region_code=code) for code in scope.regions]
    with committed():
        login, first = f"p{scope.person_id}", accounts.FirstPassword("", "")
        person = accounts.add_person(system_scope(), login, scope.name, scope.role, parts, first)
    return Scope(person.id, scope.name, scope.role, scope.regions, permissions=scope.permissions)


def allow(code: str = HEIHE, allowed: bool = True) -> None:
    with committed():
        set_self_check(CITY, get_region(CITY, code), allowed, "乡镇只有一名应急管理人员")


def note_of(go, scope: Scope, drill: Drill) -> str:
    return text_of(go(scope).get(f"/drills/{drill.id}"), ".note-warning")


@pytest.fixture
def officer(town) -> Scope:
    """The only officer of 幸福乡, with an account; nobody else has one."""
    return account(TOWNSHIP)


@pytest.fixture
def village_drill(officer: Scope) -> Drill:
    """A drill of a village that the officer held and recorded."""
    return held(officer, XINGFU_VILLAGE)


def test_a_town_without_a_county_office_is_told_whom_to_appoint(go, officer):
    drill = held(officer)
    said = "目前没有人可以核对：请系统管理员为县（市、区）级应急管理机构"
    assert said in note_of(go, officer, drill)
    account(COUNTY)
    assert "目前没有" not in note_of(go, officer, drill)


def test_a_unit_reads_who_checks_and_whom_to_appoint(go, officer):
    drill = held(officer)
    note = note_of(go, keeper(drill.organiser_id), drill)
    assert "等待县（市、区）级应急管理机构核对" in note and "请系统管理员" in note


def test_the_only_officer_of_a_county_is_told_that_a_second_is_needed(go, town):
    county = account(COUNTY)
    assert "再增加一名县（市、区）级应急管理机构人员" in note_of(go, county, held(county))


def test_the_only_township_officer_is_told_both_ways_out(go, officer, village_drill):
    note = note_of(go, officer, village_drill)
    assert "再增加一名乡镇（街道）应急管理机构人员，或由市级应急管理机构准许自录自核" in note
    with pytest.raises(Refusal, match="登记人不能核对"), committed():
        accept_drill(officer, village_drill, unit_of(XINGFU_VILLAGE), village_drill.version)


def test_where_it_is_allowed_the_record_is_marked(go, officer, village_drill):
    allow()
    assert village_drill.title in go(officer).get("/drills/waiting").get_text()
    go(officer).post(f"/drills/{village_drill.id}/accept", {"seen": village_drill.version})
    assert again(village_drill).checked_own
    assert "（自录自核）" in text_of(go(CITY).get(f"/drills/{village_drill.id}"))
    assert "自录自核" in acts_on("drill", village_drill.id)[0].sentence


def test_a_county_never_checks_its_own_record_nor_a_township_its_own_drill(officer):
    allow()
    for scope, code in ((account(COUNTY), XINGFU_VILLAGE), (officer, XINGFU)):
        drill = held(scope, code)
        with pytest.raises(Refusal), committed():
            accept_drill(scope, drill, unit_of(code), drill.version)


def test_the_nearest_region_decides(town):
    allow(HEIHE)
    allow(AIHUI, allowed=False)
    assert may_self_check("231183211000") and not may_self_check(XINGFU)


def test_the_city_allows_it_by_form_with_a_reason(go):
    city, page = go(CITY), f"/regions/{AIHUI}/self-check"
    city.post(page, {"allowed": "yes", "reason": ""}, 422)
    city.post(page, {"allowed": "yes", "reason": "只有一人"})
    assert may_self_check(XINGFU) and "乡镇（街道）自录自核 可以" in text_of(city.get(f"/regions/{AIHUI}"))
    go(COUNTY).post(page, {"allowed": "no", "reason": "不"}, 403)


def test_two_who_set_it_at_once_are_told(town):
    allow(AIHUI)
    row = own_checking(CITY, AIHUI)
    with pytest.raises(Conflict), committed():
        set_self_check(CITY, get_region(CITY, AIHUI), False, "改", row.version - 1)
