"""One search over what the viewer may see."""

import pytest
from counting import statements
from places import AUDITOR, CITY, NEIGHBOUR, TOWNSHIP
from search_cast import library, written
from visitors import text_of


@pytest.mark.parametrize("words", ["幸福", "231102200", "xfx"])
def test_units_and_regions_are_found_by_name_code_and_initials(heihe, visit, words):
    page = visit(TOWNSHIP).get(f"/search?q={words}")
    assert "爱辉区幸福乡" in text_of(page).replace(" ", "") or "幸福乡" in text_of(page)
    assert page.select("a[href='/regions/231102200000']")


def test_another_county_finds_nothing_of_ours(heihe, visit):
    page = visit(NEIGHBOUR).get("/search?q=幸福乡")
    assert not page.select("td a, th a")
    assert "没有符合的单位" in text_of(page)


def test_no_words_ask_for_words(heihe, visit):
    assert "请输入要找的内容" in text_of(visit(CITY).get("/search"))


def test_odd_words_are_only_words(heihe, visit):
    assert "没有符合的单位" in text_of(visit(CITY).get("/search?q=%25_%27%22%3Cscript%3E"))


def test_the_auditor_has_no_search(heihe, visit):
    visit(AUDITOR).get("/search?q=幸福", 403)


def test_a_search_asks_a_fixed_number_of_questions(heihe, visit):
    with statements() as asked:
        visit(CITY).get("/search?q=村")
    assert len(asked) <= 11


def test_words_of_a_text_lead_to_the_page_they_stand_on(heihe, visit):
    library()
    page = visit(TOWNSHIP).get("/search?q=扑火队")
    assert "第2页" in text_of(page) and [mark.get_text() for mark in page.select("td mark")] == ["扑火队"]
    leads = page.select_one("td.day a")["href"].partition("#")[0]
    assert [mark.get_text() for mark in visit(TOWNSHIP).get(leads).select(".page-text mark")] == ["扑火队"]


def test_the_page_of_a_text_is_no_strangers(heihe, visit):
    library()
    assert "没有哪一页写着这些字" in text_of(visit(NEIGHBOUR).get("/search/pages?q=扑火队"))
    assert visit(TOWNSHIP).get("/search/pages?q=扑火队").select("td mark")


def test_the_pages_behind_the_first_ones_are_reached(heihe, visit):
    written("231102200000", TOWNSHIP, [f"第{number}页的防汛措施" for number in range(1, 31)])
    first = visit(TOWNSHIP).get("/search/pages?q=防汛")
    assert "30 页" in text_of(first)
    rest = visit(TOWNSHIP).get("/search/pages" + first.select_one("a[rel=next]")["href"])
    assert len(first.select("td mark")) + len(rest.select("td mark")) == 30


@pytest.mark.parametrize("address", ["/search", "/search/pages"])
def test_more_letters_than_are_looked_for_are_said(heihe, visit, address):
    sentence = "先" * 60
    written("231102200000", TOWNSHIP, [f"乡长{sentence}后"])
    told = visit(TOWNSHIP).get(f"{address}?q={sentence}，不在文中的字")
    assert "只按前 60 个字查找" in text_of(told) and told.select("td mark")
    assert "只按前" not in text_of(visit(TOWNSHIP).get(f"{address}?q={sentence}，。"))


def test_odd_places_to_begin_with_are_the_beginning(heihe, visit):
    library()
    for start in ("-1", "x", "9" * 30):
        assert visit(TOWNSHIP).get(f"/search/pages?q=扑火队&from={start}").select("td mark")
