"""How firms and small units name their chapters: what is told, and what only sounds like it."""

import pytest
from chapter_cast import FIRM, FLOOD, SPECIAL, WORDS, states

from emergency.obligations.facts import PlanKind, PlanLine
from emergency.texts.elements import check
from emergency.texts.facts import Subject


def of_chapter(subject, title, text=WORDS):
    page = f"一、总则\n{WORDS}\n二、{title}\n{text}\n三、附则\n{WORDS}"
    return states(subject, page)


NAMED = [
    ("firm.organisation", "应急救援小组"),
    ("firm.organisation", "抢险组、疏散组、后勤组"),
    ("gbt6.scope", "目的和范围"),
    ("gbt6.levels", "事故等级"),
    ("gbt6.warning", "事故苗头的发现和提醒"),
    ("gbt6.aid", "请外面帮忙"),
    ("gbt6.after", "总结评估"),
    ("gbt6.teams", "兼职救援队"),
    ("gbt6.supplies", "工具和药品"),
    ("firm.management", "修订与备案"),
    ("annex.report", "报告事故要讲清什么"),
]


@pytest.mark.parametrize(("element", "title"), NAMED)
def test_the_words_of_firms_name_their_chapters(element, title):
    assert of_chapter(FIRM, title)[element] == "found"


NOT_NAMED = [
    ("gbt6.handling", "应急救援指挥机构"),
    ("gbt6.handling", "应急终止条件与程序"),
    ("gbt6.levels", "启动条件"),
    ("annex.contacts", "通讯联络"),
    ("firm.risk", "适用的事故种类"),
    ("gbt6.teams", "抢险救援队职责"),
    ("gbt6.handling", "抢险班"),
    ("gbt6.end", "预警及解除"),
    ("annex.contacts", "联络员"),
]


@pytest.mark.parametrize(("element", "title"), NOT_NAMED)
def test_what_only_sounds_like_a_chapter_does_not_stand_for_it(element, title):
    assert of_chapter(FIRM, title)[element] == "missing"


def test_the_way_of_starting_is_no_handling():
    said = of_chapter(SPECIAL, "响应启动程序")
    assert (said["gbt7.start"], said["gbt7.handling"]) == ("found", "missing")


def test_a_short_word_counts_where_it_is_joined():
    assert of_chapter(FLOOD, "救援与警戒")["special.response"] == "found"


def test_a_word_that_only_says_of_what_a_body_is_names_no_chapter():
    fire = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SPECIAL}), title="灭火预案")
    assert of_chapter(fire, "灭火和应急疏散组织机构及职责")["gbt7.handling"] == "missing"
    assert of_chapter(fire, "报警与接警、灭火")["gbt7.handling"] == "found"


def test_the_principles_of_a_thing_join_the_thing():
    assert of_chapter(FIRM, "响应分级及其原则")["gbt6.levels"] == "found"


def test_duties_joined_with_a_thing_leave_the_thing():
    site = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SITE}), title="触电事故现场处置方案")
    assert of_chapter(site, "危险有害因素与事故风险、应急小组工作职责")["gbt8.risk"] == "found"


def test_the_end_of_the_response_is_no_level_of_it():
    assert of_chapter(FLOOD, "应急响应终止条件与程序")["law.levels"] == "missing"


def test_a_group_that_helps_to_leave_is_no_command():
    assert of_chapter(FLOOD, "现场人员疏散撤离组织")["special.command"] == "missing"


def test_a_name_that_says_two_things_stands_for_what_is_still_wanted():
    unit = Subject(PlanLine.GOVERNMENT, frozenset({PlanKind.UNIT}), title="育才小学应急预案")
    people = f"一、总则\n{WORDS}\n二、响应责任人\n{WORDS}\n三、职责分工\n{WORDS}\n四、附则\n{WORDS}"
    said = {one.element: one.state for one in check(unit, [people])}
    assert (said["unit.people"], said["unit.tasks"]) == ("found", "found")
    assert of_chapter(unit, "职责分工")["unit.tasks"] == "missing"


def test_a_board_is_no_fighting_of_fire():
    fire = Subject(PlanLine.ENTERPRISE, frozenset({PlanKind.SPECIAL}), title="灭火预案")
    said = of_chapter(fire, "火灾扑救组织架构")
    assert (said["firmspecial.command"], said["firmspecial.handling"]) == ("found", "missing")


def test_the_answer_to_a_warning_is_no_response():
    said = of_chapter(FLOOD, "预警发布和响应")
    assert (said["special.warning"], said["law.procedure"]) == ("found", "missing")


def test_a_neighbour_lends_no_text_to_an_emptied_chapter():
    said = of_chapter(SPECIAL, "处置措施", f"三、启动程序\n{WORDS}")
    assert (said["gbt7.handling"], said["gbt7.start"]) == ("title", "found")
