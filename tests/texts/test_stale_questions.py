"""What is asked of a text that names what is no longer so, or what was never of this unit."""

from datetime import date

import pytest

from emergency.texts.stale import questions
from emergency.texts.stale_book import old_names, old_papers
from emergency.texts.stale_facts import Question, Stale, Surroundings

OURS = Surroundings(
    own=("西岗子镇", "爱辉区", "黑河市", "黑龙江省", "西岗子镇人民政府", "坤站村"),
    places=("二站乡", "孙吴县", "孙吴镇", "嫩江市", "站村"),
    units=("孙吴县第一中学",),
    kin=("西岗子镇中心校",),
    phones=("0456-8262001", "13900001111"),
    others_phones=("0456-8440002",),
    previous=date(2021, 5, 1),
)


def ask(text: str, around: Surroundings = OURS) -> list[Question]:
    return questions(["封面", text], around, old_names(), old_papers())


def keys(text: str, kind: Stale) -> dict[str, bool]:
    return {each.key: each.mild for each in ask(text) if each.kind is kind}


def test_an_abolished_body_is_asked_about_with_page_sentence_and_source() -> None:
    [found] = ask("第一条。由县安监局牵头调查。附则。")
    assert (found.kind, found.key, found.page, found.mild) == (Stale.BODY, "安监局", 2, False)
    assert found.sentence == "由县安监局牵头调查。"
    assert "应急管理局" in found.words and "国务院机构改革方案" in found.basis and "2026-11-22核" in found.basis


def test_what_was_not_read_says_so() -> None:
    assert all("（未核原文）" in each.basis for each in ask("报煤矿安全监察局和物价局。") if each.kind is Stale.BODY)
    assert len(keys("报煤矿安全监察局和物价局。", Stale.BODY)) == 2


def test_a_name_that_the_province_still_uses_is_not_asked_about() -> None:
    assert not keys("报黑龙江省粮食局。", Stale.BODY)
    assert keys("报区粮食局，抄送森工总局。", Stale.BODY) == {"粮食局": True, "森工总局": False}


@pytest.mark.parametrize(
    "text",
    [
        "原安监局档案已移交。",
        "依据安监总局令第88号。",
        "由文化和旅游局负责。",
        "住房和城乡建设局抢修。",
        "民政局发放低保。",
    ],
)
def test_what_only_looks_like_an_old_name_is_let_pass(text: str) -> None:
    assert not keys(text, Stale.BODY)


@pytest.mark.parametrize("text", ["由市应急办汇总。", "民政局负责灾情统计和救灾。", "森林防火指挥部统一指挥。"])
def test_some_names_are_only_questions(text: str) -> None:
    assert set(keys(text, Stale.BODY).values()) == {True}


def test_a_name_broken_over_two_lines_is_still_read() -> None:
    assert "国土资源局" in keys("由爱辉区发展改革局、财政局、教育局和国土资\n源局组成工作组。", Stale.BODY)


def test_repealed_papers_and_old_numbers_of_standards_are_asked_about() -> None:
    text = "依据国办发[2013]101号、AQ/T 9007-2019、GB/T 29639—2013编制。"
    assert keys(text, Stale.DOCUMENT) == {"国办发〔2013〕101号": False}
    assert set(keys(text, Stale.STANDARD)) == {"AQ/T 9007", "GB/T 29639-2013"}


def test_an_old_number_told_beside_the_new_one_is_right() -> None:
    assert not keys("依据YJ/T 9007-2019（原AQ/T 9007-2019）编制。", Stale.STANDARD)


def test_another_place_is_asked_about_and_our_own_chain_is_not() -> None:
    assert keys("西岗子镇报爱辉区政府，抄送黑河市。由二站乡政府负责。", Stale.PLACE) == {"二站乡": False}


def test_a_neighbour_where_plans_are_joined_is_only_a_question() -> None:
    assert keys("与二站乡建立联动机制。", Stale.PLACE) == {"二站乡": True}
    assert keys("与二站乡建立联动机制。由二站乡值班室接报。", Stale.PLACE) == {"二站乡": False}


def test_a_name_within_one_of_our_own_names_is_ours() -> None:
    assert not keys("坤站村村民转移到学校。", Stale.PLACE)


def test_a_place_outside_the_register_is_asked_about_by_its_government() -> None:
    assert keys("报桦南县人民政府批准，由本县人民政府和各县人民政府执行。", Stale.PLACE) == {"桦南县": False}


def test_units_of_elsewhere_weigh_more_than_units_of_the_same_place() -> None:
    assert keys("孙吴县第一中学和西岗子镇中心校负责。", Stale.UNIT) == {"孙吴县第一中学": False, "西岗子镇中心校": True}


def test_dates_before_the_last_version_are_asked_about_unless_cited() -> None:
    text = "截至2015年底共有人口三千。依据《条例》（2009年施行）。2022年统计。2013年曾发生洪水。"
    assert keys(text, Stale.DATE) == {"2015年": True}


def test_a_phone_of_others_weighs_more_than_an_unknown_one() -> None:
    text = "值班电话0456-8262001、8262001，0456—8440002，139 0000 1111，13700002222，报警119。"
    assert keys(text, Stale.PHONE) == {"04568440002": False, "13700002222": True}


def test_a_word_is_asked_about_once_with_how_often_it_stands_there() -> None:
    [found] = ask("安监局牵头。安监局汇总。安监局通报。")
    assert found.times == 3


def test_nothing_is_asked_where_nothing_is_known() -> None:
    assert not questions(["由二站乡0456-8440002负责，2001年起。"], Surroundings(), old_names(), old_papers())


def test_every_entry_of_the_lists_names_its_source_and_whether_it_was_read() -> None:
    for old in (*old_names(), *old_papers()):
        assert old.basis and old.now and isinstance(old.verified, bool) and len(old.basis) <= 190


def test_traditional_characters_are_asked_about_like_simplified_ones() -> None:
    text = "依據國辦發〔2013〕101號，由縣安監局牽頭。請孫吳縣負責調查。"
    assert {Stale.BODY, Stale.DOCUMENT, Stale.PLACE} <= {each.kind for each in ask(text)}
