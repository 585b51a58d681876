"""One search over what the viewer may see."""

import pytest
from counting import statements
from places import AUDITOR, CITY, NEIGHBOUR, TOWNSHIP
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
    assert len(asked) <= 9
