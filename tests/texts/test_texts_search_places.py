"""Who finds the pages of a plan follows its unit: where it lies, who leads it too, which line it is of."""

from datetime import date

from filing_cast import BOOK, FIRM, JOINT
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import FIRST, unit_at
from search_cast import NENJIANG_TOWN, found, library, says
from sqlalchemy import func, select

from emergency.base.access import Role, scope_for
from emergency.base.database import committed, db
from emergency.plans import actions
from emergency.plans.queries import get_plan
from emergency.plans.rules import PlanDetails
from emergency.texts.word_index import WORDS
from emergency.units.actions import Entry, UnitDetails, add_unit, edit_unit
from emergency.units.queries import get_unit

PAGES = ["加油站罩棚着火", "关闭总阀，疏散车辆"]
SCHOOLS = scope_for(Role.LINE, regions=(AIHUI,), lines=frozenset({"教育"}))
BUREAU = scope_for(Role.LINE, regions=(AIHUI,), lines=frozenset({"应急"}))


def station():
    """The number of a petrol station's plan with two pages, and its unit."""
    with committed():
        firm = add_unit(COUNTY, FIRM, Entry(date(2015, 3, 1), "营业执照"))
        plan = actions.register(COUNTY, firm.id, BOOK, FIRST)
    return says(plan, COUNTY, PAGES), firm.id


def moved(unit_id, code):
    unit = get_unit(CITY, unit_id)
    details = UnitDetails(FIRM.kind, unit.name, code, FIRM.line, address="嫩江镇一号")
    with committed():
        edit_unit(CITY, unit, details, date(2026, 9, 1), "搬迁", seen=unit.version)


def test_the_offices_of_the_new_region_find_a_moved_unit_and_those_of_the_old_do_not(town):
    plan, unit = station()
    before = found(COUNTY, "总阀"), found(TOWNSHIP, "总阀"), found(NEIGHBOUR, "总阀")
    assert before == ({(plan, 2)}, {(plan, 2)}, set())
    moved(unit, NENJIANG_TOWN)
    assert (found(COUNTY, "总阀"), found(TOWNSHIP, "总阀")) == (set(), set())
    assert found(NEIGHBOUR, "总阀") == found(CITY, "总阀") == {(plan, 2)}


def test_the_words_of_a_moved_unit_stand_in_the_list_once_and_go_with_the_text(town):
    plan, unit = station()
    moved(unit, NENJIANG_TOWN)
    count = select(func.count()).select_from(WORDS)
    assert db.session.scalar(count) == len(PAGES)
    assert says(get_plan(CITY, plan), CITY, ["只有一页"]) == plan
    assert db.session.scalar(count) == 1
    assert found(NEIGHBOUR, "一页") == {(plan, 1)}


def test_an_office_finds_a_plan_from_elsewhere_that_a_unit_of_its_own_leads_too(town):
    library()
    details = PlanDetails(JOINT.line, JOINT.kinds, JOINT.title, lead_ids=(unit_at(NENJIANG_TOWN).id,))
    with committed():
        plan = actions.register(CITY, unit_at(XINGFU).id, details, FIRST)
    says(plan, CITY, PAGES)
    assert found(NEIGHBOUR, "疏散车辆") == found(COUNTY, "疏散车辆") == {(plan.id, 2)}
    assert {page for _plan, page in found(NEIGHBOUR, "路线")} == {2} and len(found(NEIGHBOUR, "车")) == 1


def test_a_line_finds_its_own_plans_only(town):
    plan, _unit = station()
    assert found(BUREAU, "总阀") == {(plan, 2)}
    assert found(SCHOOLS, "总阀") == set()


def test_a_viewer_of_two_places_one_within_the_other_is_told_each_page_once(town):
    library()
    both = scope_for(Role.COUNTY, regions=(AIHUI, XINGFU))
    assert found(both, "预案") == found(COUNTY, "预案")
