"""Publishing all drafts of a list: which, how many, and what was added meanwhile is asked again."""

from dataclasses import replace

from drill_cast import COUNTY, PLANNED, TOWNSHIP, again, planned, unit_of
from places import NEIGHBOUR
from visitors import text_of

from emergency.base.database import committed
from emergency.drills.actions import create_drill
from emergency.drills.models import Drill
from emergency.drills.words import State


def draft(title: str = "草稿演练") -> Drill:
    with committed():
        return create_drill(TOWNSHIP, unit_of(), replace(PLANNED, title=title), state=State.DRAFT)


def test_the_page_says_which_and_publishes_them(go, town):
    drills, there = [draft("甲"), draft("乙")], planned()
    visitor = go(TOWNSHIP)
    assert visitor.get("/drills?state=draft&year=2026").find("a", href="/drills/publish?year=2026")
    page = visitor.get("/drills/publish?year=2026")
    assert "将发布 2 次，涉及 1 个单位" in text_of(page) and "甲" in text_of(page)
    visitor.post("/drills/publish?year=2026", {"seen": "2"})
    assert {again(drill).state for drill in drills} == {State.PUBLISHED} and again(there).version == there.version


def test_a_draft_more_than_was_seen_is_told_first(go, town):
    first = draft("甲")
    draft("乙")
    answer = go(TOWNSHIP).post("/drills/publish?year=2026", {"seen": "1"}, 409)
    assert "现在可以发布 2 次" in answer.text and again(first).state == State.DRAFT


def test_what_was_before_today_is_not_published(go, town):
    day = PLANNED.span.starts_at.replace(month=6, day=1)
    span = replace(PLANNED.span, starts_at=day, ends_at=day.replace(hour=11))
    with committed():
        create_drill(TOWNSHIP, unit_of(), replace(PLANNED, span=span), state=State.DRAFT)
    page = text_of(go(TOWNSHIP).get("/drills/publish?year=2026"))
    assert "没有可以发布的草稿" in page and "日期已过的草稿有 1 次" in page


def test_a_stranger_has_none_of_them(go, town):
    draft()
    assert "没有可以发布的草稿" in text_of(go(NEIGHBOUR).get("/drills/publish?year=2026"))


def test_a_month_that_no_year_has_is_told(go, town):
    for page in ("/drills?month=13", "/drills/month?month=99"):
        assert "请填写1至12" in go(COUNTY).get(page, 422).get_text()
