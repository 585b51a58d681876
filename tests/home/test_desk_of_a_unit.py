"""A unit's contact person finds the next step on the first page, without knowing the way."""

from covered import TODAY
from places import CITY, XINGFU, keeper
from plan_cast import unit_at
from visitors import text_of

from emergency.coverage.queries_duties import lines_of_unit


def test_the_desk_leads_to_the_form_of_a_plan_and_of_a_drill(covered, visit):
    unit = unit_at(XINGFU)
    ways = [link["href"] for link in visit(keeper(unit.id)).get("/").select(".actions a")]
    assert f"/units/{unit.id}/plans/new" in ways and f"/units/{unit.id}/drills/new" in ways


def test_an_office_has_no_unit_of_its_own(covered, visit):
    assert not visit(CITY).get("/").select(".actions a[href*='/plans/new']")


def test_the_navigation_names_what_is_theirs(covered, visit):
    unit = unit_at(XINGFU)
    page = visit(keeper(unit.id)).get("/")
    ways = {link.get_text(): link["href"] for link in page.select(".main-nav a")}
    assert ways["本单位"] == f"/units/{unit.id}" and "应办事项" in ways
    assert "地区和单位" not in ways and "覆盖率" not in ways


def test_a_contact_person_of_two_units_is_led_to_the_list(covered, visit):
    page = visit(keeper(unit_at(XINGFU).id, 999)).get("/")
    assert "本单位" in text_of(page, ".main-nav a[href='/units']")


def test_the_own_unit_is_not_named_in_every_line(covered, visit):
    heads = [head.get_text() for head in visit(keeper(unit_at(XINGFU).id)).get("/").select("table.grid thead th")]
    assert heads == ["状态", "事项", "依据", "期限"]


def test_the_duties_of_a_unit_stand_overdue_first(covered):
    lines = lines_of_unit(unit_at(XINGFU).id, TODAY)
    assert [line.overdue for line in lines] == sorted((line.overdue for line in lines), reverse=True)
