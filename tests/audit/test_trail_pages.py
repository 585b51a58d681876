"""The 日志审计员 reads the trail by filter, act by act, and takes it away as Excel."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from visitors import text_of

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.audit.words import TAG_WORDS
from emergency.base.access import Role, scope_for, system_scope
from emergency.base.database import committed

AUDITOR = scope_for(Role.AUDITOR, person_id=2, name="日志审计员李")


@pytest.fixture
def three_acts(app):
    with committed():
        trail.record(system_scope(), Tag.SEED, "seed", 1, "载入了基础数据。")
        trail.record(system_scope("甲"), Tag.PLAN_ADD, "plan", 7, "登记了《防汛预案》。", after={"名称": "防汛预案"})
        trail.record(system_scope("乙"), Tag.PLAN_EDIT, "plan", 7, "改了文号。", {"文号": "一"}, {"文号": "二"})


def test_the_newest_act_stands_first(visit, three_acts):
    page = visit(AUDITOR).get("/trail")
    assert [row.get_text() for row in page.select("tbody td.num")] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("tag=plan", ["3", "2"]),
        ("tag=plan.add", ["2"]),
        ("person=乙", ["3"]),
        ("text=防汛", ["2"]),
        ("text=%25", []),
        ("until=2001-01-01", []),
    ],
)
def test_the_filter_finds(visit, three_acts, asked, numbers):
    page = visit(AUDITOR).get(f"/trail?{asked}")
    assert [row.get_text() for row in page.select("tbody td.num")] == numbers


def test_a_day_that_is_none_is_refused_in_chinese(visit):
    assert "不是有效日期" in text_of(visit(AUDITOR).get("/trail?since=2026-02-30", 422))


def test_one_act_shows_before_beside_after(visit, three_acts):
    assert "文号 一 二 有变化" in text_of(visit(AUDITOR).get("/trail/3"), "tbody")


def test_an_act_that_is_not_there_is_not_found(visit):
    visit(AUDITOR).get("/trail/99", 404)


def test_the_excel_holds_the_filtered_acts_and_says_the_filter(visit, three_acts):
    answer = visit(AUDITOR).fetch("/trail/export?tag=plan.add")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert "登记预案" in sheet["A2"].value
    assert sheet.max_row == 4
    assert sheet["G4"].value == "登记了《防汛预案》。"


def test_nobody_else_reads_the_trail(visit):
    visit(scope_for(Role.CITY, person_id=1, regions=("231100000000",))).get("/trail", 403)


def test_each_act_has_a_chinese_word():
    assert set(TAG_WORDS) == set(Tag)
