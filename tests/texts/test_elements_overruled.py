"""A wrong find is overruled by the reviewer, with a reason; shown with who, when and why, remembered, taken back."""

from datetime import date
from io import BytesIO

import pytest
from corpus import docx
from openpyxl import load_workbook
from places import COUNTY, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import passed, second_version, town_plan
from sqlalchemy import select
from text_cast import paper_of
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base.database import db
from emergency.texts.actions import read_revision
from emergency.texts.models_remarks import PlanRemark

WRONG = {"verdict": "missing", "reason": "这一句说的是值班"}


@pytest.fixture
def plan(town):
    made = town_plan()
    read_revision(paper_of(made, TOWNSHIP, "预案.docx", docx("一、信息报告", "值班人员每日签到。", "二、附则", "略")))
    return made


@pytest.fixture
def address(plan):
    return f"/plans/{plan.id}/versions/1/elements/township.report"


def page_of(visitor, plan, number=1):
    return text_of(visitor.get(f"/plans/{plan.id}/versions/{number}/text"))


def test_a_find_is_overruled_with_a_reason_and_shown_with_who_when_and_why(plan, address, visit):
    visitor = visit(COUNTY)
    assert "值班人员每日签到" in text_of(visitor.get(address))
    visitor.post(address, {"verdict": "missing", "reason": ""}, 422)
    visitor.post(address, WRONG)
    page = page_of(visitor, plan)
    assert (
        "改判为未见" in page
        and f"{COUNTY.name} 2026-11-21" in page
        and "这一句说的是值班（程序原判已见，第1段）" in page
    )


def test_what_was_overruled_is_no_longer_counted_as_found(plan, address, visit):
    visitor = visit(COUNTY)
    assert "已见 1 项" in page_of(visitor, plan)
    visitor.post(address, WRONG)
    assert "已见 0 项" in page_of(visitor, plan)


def test_it_stands_on_the_pages_of_the_plan_and_in_the_excel_too(plan, address, visit):
    visitor = visit(COUNTY)
    visitor.post(address, {"verdict": "title", "reason": "标题下写的是值班"})
    assert "改判为只有标题" in text_of(visitor.get(f"/plans/{plan.id}"))
    sheet = visitor.fetch(f"/plans/{plan.id}/versions/1/text?sheet=xlsx").data
    rows = [row for tab in load_workbook(BytesIO(sheet)) for row in tab.iter_rows(values_only=True)]
    assert any("标题下写的是值班" in str(row[0]) and "改判为只有标题" in str(row[1]) for row in rows)


def test_a_find_is_neither_confirmed_nor_dismissed(address, visit):
    visit(COUNTY).post(address, {"verdict": "dismissed", "reason": "没有问题"}, 422)


def test_it_is_taken_back_and_on_the_trail(plan, address, visit):
    visitor = visit(COUNTY)
    visitor.post(address, WRONG)
    row = db.session.scalars(select(PlanRemark)).one()
    assert "改判为未见" in db.session.scalars(select(AuditEvent.sentence).order_by(AuditEvent.id.desc())).first()
    visitor.post(f"/remarks/{row.id}/withdraw", {})
    assert "改判为未见" not in page_of(visitor, plan) and "已见 1 项" in page_of(visitor, plan)


@pytest.mark.parametrize(("words", "told"), [("值班人员每日签到。", False), ("发生险情后立即报告区应急局。", True)])
def test_the_next_version_is_judged_alike_and_says_where_the_words_are_others(plan, address, visit, words, told):
    visitor = visit(COUNTY)
    visitor.post(address, WRONG)
    db.session.rollback()
    second_version(passed(plan), date(2026, 10, 9))
    read_revision(paper_of(plan, TOWNSHIP, "新版.docx", docx("一、信息报告", words, "二、附则", "略")))
    page = page_of(visitor, plan, 2)
    assert "改判为未见" in page and ("与改判时不同，请重看" in page) is told


def test_strangers_find_nothing_and_the_unit_only_looks(plan, address, visit):
    visit(NEIGHBOUR).post(address, WRONG, 404)
    visit(keeper(plan.unit_id)).post(address, WRONG, 403)
