"""核对意见 as PDF: every element, what was confirmed, what was dismissed and why; a hint and no verdict."""

import subprocess
from datetime import date

import pytest
from corpus import docx
from places import COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import passed, second_version, town_plan
from text_cast import paper_of

from emergency.texts.actions import read_revision
from emergency.texts.opinion_paper import MOST, NOTICE, SIGNED, Line, Opinion, Said, opinion_paper, seen

LINE = Line("旧名称", "安监局", "提问", "", "")
TEXT = ("一、信息报告", "值班人员每日签到。", "二、任务分工", "三、附则", "由安监局负责解释。")


@pytest.fixture
def plan(town):
    made = town_plan()
    read_revision(paper_of(made, TOWNSHIP, "预案.docx", docx(*TEXT)))
    return made


def printed(visitor, plan, tmp_path, number=1, part=""):
    """The words of the paper, without its line ends."""
    answer = visitor.fetch(f"/plans/{plan.id}/versions/{number}/text/opinion.pdf{part}")
    assert answer.mimetype == "application/pdf" and "20261121.pdf" in answer.headers["Content-Disposition"]
    (tmp_path / "opinion.pdf").write_bytes(answer.data)
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "opinion.pdf", "-"], capture_output=True, check=True)
    return "".join(told.stdout.decode().split())


def judged(visitor, plan, element, **form):
    visitor.post(f"/plans/{plan.id}/versions/1/elements/{element}", form)


def test_the_paper_tells_every_element_and_that_it_is_a_hint(plan, visit, tmp_path):
    visitor = visit(COUNTY)
    page = visitor.get(f"/plans/{plan.id}/versions/1/text")
    assert page.find("a", string="打印核对意见（PDF）")["href"].endswith("/text/opinion.pdf")
    told = printed(visitor, plan, tmp_path)
    assert NOTICE in told and "要素核对（12项）" in told and "值班人员每日签到。" in told and "第1段" in told
    assert "只有标题" in told and "待处理" in told and "核对人（签字）" in told


def test_what_was_confirmed_and_dismissed_stands_with_reason_and_name(plan, visit, tmp_path):
    visitor = visit(COUNTY)
    judged(visitor, plan, "township.tasks", verdict="confirmed", reason="请补写分工")
    judged(visitor, plan, "township.report", verdict="missing", reason="说的是值班")
    judged(visitor, plan, "township.spread", verdict="dismissed", reason="见县预案")
    told = printed(visitor, plan, tmp_path)
    confirmed, dismissed = told[told.index("一、核对人") : told.index("二、核对人")], told[told.index("二、核对人") :]
    assert "确认应当修改的（2项）" in confirmed and "请补写分工" in confirmed and "改判为未见：说的是值班" in confirmed
    assert "已排除的（1项）" in dismissed and "见县预案" in dismissed and COUNTY.name in dismissed


def test_another_versions_paper_has_its_own_text_and_no_questions(plan, visit, tmp_path):
    passed(plan)
    second_version(plan, date(2026, 11, 1))
    told = printed(visit(COUNTY), plan, tmp_path)
    later = printed(visit(COUNTY), plan, tmp_path, 2)
    assert "文字提示" not in told and "第1版" in told
    assert "文字提示（0项）" in later and "无法判断（未见文本）" in later


def test_a_stranger_and_a_version_without_a_handbook_have_none(plan, visit):
    address = f"/plans/{plan.id}/versions/1/text/opinion.pdf"
    visit(NEIGHBOUR).get(address, 404)
    visit(COUNTY).get(f"{address}?part=handbook", 404)


def test_many_questions_are_cut_and_counted_and_a_sample_is_marked():
    asked = [Line("旧名称", f"第{number}问", "提问", "第1页", "原文", open=True) for number in range(MOST + 3)]
    paper = opinion_paper(Opinion("《甲》", "（乙）", [], "", "", [], asked, sample=True))
    assert paper.sample and paper.signed == SIGNED and paper.notes == ("文字提示：只列前 50 项，另有 3 项见系统页面。",)
    assert len(paper.blocks[-1].rows) == MOST and [block.text for block in paper.blocks[3:6:2]] == ["没有。"] * 2


def test_a_dismissed_question_is_told_with_its_reason():
    said = Said(mend=False, word="已排除", reason="引文", by="甲")
    paper = opinion_paper(
        Opinion("《甲》", "", [], "", "", [], [Line("旧名称", "安监局", "提问", "", "", said)], False)
    )
    assert ("旧名称", "安监局", "提问", "已排除：引文", "甲") in paper.blocks[5].rows


def test_signs_that_no_face_has_are_left_out():
    assert seen("第\ue0041\u200b章\n\x07火灾") == "第1章\n火灾"
