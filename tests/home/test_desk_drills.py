"""The desk shows the month's drills of the viewer's scope, and what waits for the viewer."""

from datetime import datetime

import pytest
import time_machine
from counting import statements
from places import COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from visitors import text_of

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed
from emergency.drills.actions import create_drill
from emergency.drills.facts import DrillDetails, Span
from emergency.drills.words import Content, Form, Purpose
from emergency.plans.words import EventClass
from emergency.units.queries import representing_unit

NOW = datetime(2026, 6, 20, 10, tzinfo=SHANGHAI)


def plan_drill(day: int, title: str) -> None:
    span = Span(datetime(2026, 6, day, 9, tzinfo=SHANGHAI), datetime(2026, 6, day, 11, tzinfo=SHANGHAI))
    details = DrillDetails(
        title=title, span=span, content=Content.COMPREHENSIVE, form=Form.LIVE, purpose=Purpose.TESTING,
        event_class=EventClass.NATURAL, hazard="洪水", place="文化广场",
    )  # fmt: skip
    with committed():
        create_drill(TOWNSHIP, representing_unit(TOWNSHIP, XINGFU), details)


@pytest.fixture
def june(heihe):
    with time_machine.travel(NOW, tick=False):
        plan_drill(25, "防汛演练")
        plan_drill(22, "森林火灾演练")
        yield heihe


def test_what_is_still_to_come_stands_in_order(june, visit):
    words = text_of(visit(COUNTY).get("/"), ".agenda")
    assert words.index("森林火灾演练") < words.index("防汛演练")


def test_a_neighbour_sees_no_drill_of_ours(june, visit):
    words = text_of(visit(NEIGHBOUR).get("/"))
    assert "防汛演练" not in words and "本月没有登记演练" in words


def test_the_month_counter_leads_to_the_month(june, visit):
    counter = next(item for item in visit(COUNTY).get("/").select(".counter") if "本月演练" in item.get_text())
    assert counter.select_one("b").get_text() == "2"
    assert counter.a["href"] == "/drills/month"


def test_the_desk_asks_a_fixed_number_of_questions(june, visit):
    visitor = visit(COUNTY)
    with statements() as few:
        visitor.get("/")
    for day in range(1, 15):
        plan_drill(day, f"第 {day} 次演练")
    with statements() as many:
        visitor.get("/")
    # The sign-in itself asks three more.
    assert len(few) == len(many) <= 9, few
