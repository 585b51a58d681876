"""The text beside its check-list, on the pages where people look for it; hints judged and taken back."""

from datetime import date

import pytest
from corpus import docx
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import passed, second_version, town_plan
from sqlalchemy import select
from text_cast import paper_of, pdf, pictured
from visitors import text_of

from emergency.base.database import db
from emergency.texts.actions import read_revision
from emergency.texts.models_remarks import PlanRemark

PAGES = (
    "一、总则\n为规范突发事件应对工作，制定本预案。\n二、组织指挥机构\n乡应急指挥部由乡长任指挥长。",
    "三、预警信息传播\n接到预警后通知各村。\n四、处置措施\n立即组织抢险。\n五、信息报告\n立即报告区应急局。\n六、人员疏散\n",
)


@pytest.fixture
def plan(town):
    made = town_plan()
    read_revision(paper_of(made, TOWNSHIP, "预案.pdf", pdf(*PAGES)))
    return made


@pytest.fixture
def address(plan):
    return f"/plans/{plan.id}/versions/1"


def test_the_text_stands_beside_its_check_list(plan, address, visit):
    words = text_of(visit(COUNTY).get(f"{address}/text"))
    assert "第1页" in words and "共 2 页" in words and "制定本预案" in words
    assert "只有标题，未见正文" in words and "未见" in words and "推荐标准" not in words


def test_an_element_leads_to_its_page_with_the_sentence_marked(address, visit):
    page = visit(COUNTY).fetch(f"{address}/text?at=township.report")
    assert "<mark>五、信息报告</mark>" in page.text and "<mark>立即报告区应急局。</mark>" in page.text
    assert "<mark>接到预警后通知各村。</mark>" not in page.text


def test_the_hints_stand_on_the_page_of_the_check_and_of_the_plan(plan, address, visit):
    for page in (f"{address}/check", f"/plans/{plan.id}"):
        words = text_of(visit(COUNTY).get(page))
        assert "要素核对（第1版）" in words and "待处理提示" in words and "现场管理" in words


def test_a_hint_is_dismissed_with_a_reason_and_stays_so_for_the_next_version(plan, address, visit):
    visitor = visit(COUNTY)
    assert "处理要素提示" in text_of(visitor.get(f"{address}/elements/township.scene"))
    visitor.post(f"{address}/elements/township.scene", {"verdict": "dismissed"}, status=422)
    answer = visitor.post(f"{address}/elements/township.scene", {"verdict": "dismissed", "reason": "见第四章"})
    assert "已排除" in text_of(visitor.get(answer.location))
    db.session.rollback()
    second_version(passed(plan), date(2026, 10, 9))
    words = text_of(visitor.get(f"/plans/{plan.id}/versions/2/text"))
    assert "见第四章" in words


def test_a_judgement_is_taken_back(plan, address, visit):
    visitor = visit(COUNTY)
    visitor.post(f"{address}/elements/township.scene", {"verdict": "confirmed", "reason": ""})
    row = db.session.scalars(select(PlanRemark)).one()
    answer = visitor.post(f"/remarks/{row.id}/withdraw", {})
    assert "已确认" not in text_of(visitor.get(answer.location))


def test_a_stranger_finds_nothing_and_the_unit_only_looks(address, visit):
    visit(NEIGHBOUR).get(f"{address}/text", status=404)
    visit(NEIGHBOUR).get(f"{address}/elements/township.scene", status=404)
    visit(COUNTY).get(f"{address}/elements/nothing", status=404)


def test_a_scan_says_that_it_can_not_be_judged(town, visit):
    plan = town_plan()
    read_revision(paper_of(plan, TOWNSHIP, "盖章件.pdf", pictured()))
    words = text_of(visit(CITY).get(f"/plans/{plan.id}/versions/1/text"))
    assert "无法判断（扫描件）" in words and "处理" not in words.replace("处理程序", "").split("要素核对")[-1][:40]


def test_a_version_without_a_file_and_one_that_waits_say_so(town, visit):
    plan = town_plan()
    assert "未见文本" in text_of(visit(CITY).get(f"/plans/{plan.id}/versions/1/text"))
    paper_of(plan, TOWNSHIP, "预案.docx", docx())
    assert "尚未读取" in text_of(visit(CITY).get(f"/plans/{plan.id}/versions/1/text"))


def test_the_lists_are_told_in_words(town, visit):
    words = text_of(visit(COUNTY).get("/plans/elements"))
    assert "法定内容" in words and "第二十八条" in words and "人员转移避险" in words


def test_a_text_without_any_heading_says_how_it_was_looked_through(town, visit):
    plan = town_plan()
    words = "发现险情由值班人员立即报告指挥部，组织人员疏散到操场，并按照职责开展处置，事后清点人数并总结。"
    read_revision(paper_of(plan, TOWNSHIP, "预案.docx", docx(*[words] * 8)))
    for page in (f"/plans/{plan.id}/versions/1/text", f"/plans/{plan.id}"):
        assert "只能按句子查找" in text_of(visit(COUNTY).get(page))


def test_a_text_with_headings_does_not(address, visit):
    assert "只能按句子查找" not in text_of(visit(COUNTY).get(f"{address}/text"))


def test_what_can_not_be_judged_is_counted_as_such(town, visit):
    plan = town_plan()
    read_revision(paper_of(plan, TOWNSHIP, "盖章件.pdf", pictured()))
    words = text_of(visit(CITY).get(f"/plans/{plan.id}/versions/1/text"))
    assert "应有 6 项，无法判断 6 项" in words and "已见 0 项" not in words


def test_the_unit_sees_the_results_without_a_column_for_acts(plan, address, visit):
    heads = visit(keeper(plan.unit_id)).get(f"{address}/text").select("th.acts")
    assert not heads and visit(COUNTY).get(f"{address}/text").select("th.acts")


def test_the_pages_about_texts_belong_to_the_plans_in_the_navigation(address, visit):
    assert visit(COUNTY).get(f"{address}/text").select_one("nav [aria-current]").get_text(strip=True) == "预案"
