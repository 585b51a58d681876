"""With what marks and signs a chapter is headed, and what stands under a heading without being text."""

import pytest
from chapter_cast import FIRM, FLOOD, SPECIAL, WORDS, states

MARKS = [
    "§3 应急保障", "No.3 应急保障", "NO3：应急保障", "3-应急保障", "第三、应急保障", "第三 应急保障", "其三、应急保障",
    "三——应急保障", "篇三 应急保障", "第三件事：应急保障", "第三块 应急保障", "〖应急保障〗", "✓应急保障", "♦ 应急保障",
    "㈢应急保障", "❸应急保障", "—— 应急保障",
]  # fmt: skip


@pytest.mark.parametrize("heading", MARKS)
def test_unusual_marks_stand_before_a_heading(heading):
    page = f"一、总则\n{WORDS}\n二、组织指挥体系\n{WORDS}\n{heading}\n{WORDS}"
    assert states(FLOOD, page)["special.resources"] == "found"


def test_a_numeral_after_the_blank_belongs_to_the_title():
    page = f"一　一般规定\n{WORDS}\n二　一级和二级响应\n{WORDS}\n三　应急保障\n{WORDS}"
    said = states(FLOOD, page)
    assert (said["law.levels"], said["special.resources"]) == ("found", "found")


def test_a_word_in_quotes_does_not_make_a_sentence_of_a_title():
    page = f"一、总则\n{WORDS}\n二、守好“预防”第一关\n{WORDS}\n三、附则\n{WORDS}"
    assert states(FLOOD, page)["special.risk"] == "found"


ANNEXES = [
    "附：应急通讯录", "附　应急通讯录", "附——应急通讯录", "【附件1】应急通讯录", "（附件一）应急通讯录",
    "附页1：应急通讯录", "1号附件：应急通讯录",
    "附件①应急通讯录", "附件（2）应急通讯录", "补充材料1：应急通讯录", "附：应急通讯录：",
]  # fmt: skip


@pytest.mark.parametrize("heading", ANNEXES)
def test_annexes_are_marked_in_many_ways(heading):
    page = f"一、总则\n{WORDS}\n二、应急响应\n{WORDS}\n三、应急保障\n{WORDS}\n{heading}\n厂长王某，13900000000。"
    assert states(FIRM, page)["gbt9.contacts"] == "found"


def test_the_text_of_an_annex_may_follow_in_its_line():
    page = f"一、总则\n{WORDS}\n二、响应\n{WORDS}\n三、保障\n{WORDS}\n附：应急通讯录：厂长王某13900000000；消防119。"
    assert states(FIRM, page)["gbt9.contacts"] == "found"


EMPTIES = ["（留待后补）", "（本章暂缺）", "（详见附件）", "见另册。", "暂不写", "（内容待定）", "从略。", "待报"]


@pytest.mark.parametrize("words", EMPTIES)
def test_a_promise_is_no_text(words):
    page = f"一、总则\n{WORDS}\n二、应急保障\n{words}\n三、附则\n{WORDS}"
    assert states(FLOOD, page)["special.resources"] == "title"


def test_the_name_of_the_plan_at_the_head_of_a_page_is_no_text():
    first = f"爱辉区防汛抗旱应急预案\n2024年6月\n一、总则\n{WORDS}\n二、应急保障"
    said = states(FLOOD, first, f"爱辉区防汛抗旱应急预案\n三、后期处置\n{WORDS}\n四、附则\n{WORDS}")
    assert (said["special.resources"], said["law.recovery"]) == ("title", "found")


def test_names_of_bodies_without_a_word_under_them_are_no_text():
    page = f"一、总则\n{WORDS}\n二、组织指挥体系\n1、领导小组\n2、成员单位\n三、后期处置\n{WORDS}"
    assert states(FLOOD, page)["special.command"] == "title"


def test_a_figure_before_a_word_is_the_number_of_a_chapter():
    page = f"3适用范围\n{WORDS}\n4应急组织机构\n5处置措施\n{WORDS}"
    said = states(SPECIAL, page)
    assert (said["gbt7.organisation"], said["gbt7.handling"]) == ("title", "found")


def test_a_bracketed_heading_stands_wherever_a_line_begins():
    page = f"幸福厂\n2023年6月\n【适用范围】本厂都适用\n【响应启动】\n【处置措施】{WORDS}"
    said = states(SPECIAL, page)
    assert (said["gbt7.scope"], said["gbt7.start"], said["gbt7.handling"]) == ("found", "title", "found")


def test_what_follows_a_dash_may_belong_to_the_title():
    page = f"一、总则\n{WORDS}\n二、盯得住、报得快——监测预警和信息报告。平时派人看守，出事往上报。\n三、附则\n{WORDS}"
    said = states(FLOOD, page)
    assert (said["special.warning"], said["special.report"]) == ("found", "found")


def test_a_blank_may_stand_between_two_titles():
    page = f"一、总则\n{WORDS}\n二、及时启动响应 搞好现场处置\n{WORDS}\n三、保障措施\n{WORDS}"
    said = states(SPECIAL, page)
    assert (said["gbt7.start"], said["gbt7.handling"]) == ("found", "found")


def test_several_titles_may_be_strung_with_commas():
    page = f"一、总则\n{WORDS}\n二、第一时间上报情况，启动响应，组织救援\n{WORDS}\n三、附则\n{WORDS}"
    assert states(FLOOD, page)["special.report"] == "found"


def test_a_heading_that_the_page_broke_before_its_last_word_is_whole():
    head = "二、扑救初起火灾的程序和措施与医疗救护和现场秩序的办法和"
    full = ("各单位按职责做好相关工作并随时报告情况" * 2)[: len(head)]
    page = "一、总则\n" + f"{full}\n" * 6 + f"情况。\n{head}\n措施。看管好路口。"
    assert states(SPECIAL, page)["gbt7.handling"] == "found"
