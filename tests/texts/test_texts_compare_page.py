"""The page that shows two versions of a plan beside each other."""

from datetime import date
from io import BytesIO

import pytest
from corpus import docx
from openpyxl import load_workbook
from places import CITY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import passed, second_version, town_plan
from search_cast import says, written
from text_cast import paper_of
from visitors import text_of

from emergency.base.database import db
from emergency.plans.models import Plan
from emergency.texts.actions import read_revision

FIRST_TEXT = ["一、总则\n本预案适用于全乡。各村负责疏散。", "二、职责\n乡长任指挥长。"]
SECOND_TEXT = ["一、总则\n本预案适用于全乡。各村负责疏散。", "二、职责\n书记任指挥长。\n三、保障\n储备物资。"]


@pytest.fixture
def plan_id(town):
    number = written(XINGFU, TOWNSHIP, FIRST_TEXT)
    plan = db.session.get_one(Plan, number)
    if plan.state == "draft":
        pytest.fail("the cast hands its plan in")
    passed(plan)
    return says(second_version(plan, date(2026, 6, 1)), TOWNSHIP, SECOND_TEXT)


def test_changed_words_are_marked_and_the_rest_is_folded(plan_id, visit):
    page = visit(TOWNSHIP).get(f"/plans/{plan_id}/compare")
    assert [mark.get_text() for mark in page.select("td mark")] == ["乡长", "书记"]
    assert "储备物资。" in text_of(page) and "句未变" in text_of(page)


def test_the_whole_text_shows_what_is_the_same_too(plan_id, visit):
    assert "本预案适用于全乡。" not in text_of(visit(CITY).get(f"/plans/{plan_id}/compare"))
    assert "本预案适用于全乡。" in text_of(visit(CITY).get(f"/plans/{plan_id}/compare?all=1"))


def test_the_page_of_the_plan_leads_there(plan_id, visit):
    page = visit(TOWNSHIP).get(f"/plans/{plan_id}")
    assert page.select_one("#compare a")["href"] == f"/plans/{plan_id}/compare?old=1&new=2"


def test_one_version_alone_has_nothing_beside_it(town, visit):
    number = written(XINGFU, TOWNSHIP, FIRST_TEXT)
    assert "没有可对照的" in text_of(visit(TOWNSHIP).get(f"/plans/{number}/compare"))
    assert not visit(TOWNSHIP).get(f"/plans/{number}").select("#compare")


def test_the_same_version_twice_asks_for_two(plan_id, visit):
    assert "请选择不同的两版" in text_of(visit(TOWNSHIP).get(f"/plans/{plan_id}/compare?old=2&new=2"))


def test_a_version_without_text_is_not_found(plan_id, visit):
    visit(TOWNSHIP).get(f"/plans/{plan_id}/compare?old=1&new=9", 404)


def test_a_stranger_finds_no_comparison(plan_id, visit):
    visit(NEIGHBOUR).get(f"/plans/{plan_id}/compare", 404)


def test_the_comparison_comes_as_excel_with_its_breadcrumbs_on_the_page(plan_id, visit):
    visitor = visit(TOWNSHIP)
    assert [link.get_text() for link in visitor.get(f"/plans/{plan_id}/compare").select("nav.crumbs a")][:2] == [
        "工作台", "预案台账",
    ]  # fmt: skip
    sheet = load_workbook(BytesIO(visitor.fetch(f"/plans/{plan_id}/compare?sheet=xlsx").data)).active
    assert any("储备物资。" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_where_there_is_nothing_to_compare_there_is_no_excel(town, visit):
    number = written(XINGFU, TOWNSHIP, FIRST_TEXT)
    visitor = visit(TOWNSHIP)
    assert "导出 Excel" not in text_of(visitor.get(f"/plans/{number}/compare"))
    assert "没有可以导出的列表" in visitor.fetch(f"/plans/{number}/compare?sheet=xlsx", 422).text


def test_stretches_of_a_file_without_pages_are_called_so(town, visit):
    plan = town_plan()
    read_revision(paper_of(plan, TOWNSHIP, "甲.docx", docx("一、总则", "各村负责疏散。")))
    second_version(passed(plan), date(2026, 6, 1))
    read_revision(paper_of(plan, TOWNSHIP, "乙.docx", docx("一、总则", "各村负责转移。")))
    heads = [head.get_text() for head in visit(TOWNSHIP).get(f"/plans/{plan.id}/compare").select("th[scope=col]")]
    assert heads.count("段") == 2 and "页" not in heads
