"""The desk lists what is owed, overdue first, from the viewer's scope alone, in few questions."""

from counting import statements
from covered import TODAY
from places import CITY, COUNTY, NEIGHBOUR, XINGFU, keeper
from plan_cast import passed, town_plan, unit_at
from visitors import text_of

from emergency.home.queries_owed import owed_first


def test_what_is_overdue_stands_first(covered):
    passed(town_plan())
    lights = [line.light.value for line in owed_first(CITY, TODAY)]
    assert lights == sorted(lights, key=lambda light: light != "overdue")


def test_each_line_leads_to_its_reason(covered, visit):
    page = visit(COUNTY).get("/")
    assert page.select("main td a[href^='/coverage/duties/']")
    assert "应急预案" in text_of(page, "table.grid")


def test_a_neighbour_sees_nothing_of_ours(covered, visit):
    assert "幸福乡" not in text_of(visit(NEIGHBOUR).get("/"))


def test_a_keeper_sees_the_own_unit(covered, visit):
    words = text_of(visit(keeper(unit_at(XINGFU).id, 999)).get("/"), "table.grid")
    assert "幸福乡" in words and "花园街道" not in words


def test_every_counter_is_one_click_from_its_list(covered, visit):
    visitor = visit(CITY)
    for link in visitor.get("/").select(".counter a"):
        visitor.get(link["href"])


def test_the_desk_asks_at_most_twelve_questions(covered, visit):
    with statements() as asked:
        visit(CITY).get("/")
    # A real sign-in asks three more: who it is, the scope, and the moment last seen.
    assert len(asked) <= 12 - 3, asked
