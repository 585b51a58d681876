"""The pages that hold a word, of the plans that the viewer may see, and nothing of others."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import unit_at
from search_cast import PAGES, WORDS, answers_as_a_look_through_all_pages, library, written
from sqlalchemy import select, text

from emergency.base import jobs
from emergency.base.database import committed, db
from emergency.evidence.actions import purge
from emergency.evidence.facts import PurgeGround
from emergency.evidence.models import Paper
from emergency.texts import actions
from emergency.texts.models import PlanText
from emergency.texts.queries_search import MOST_COUNTED, search_pages


@pytest.fixture
def shelf(town):
    return library()


@pytest.mark.parametrize("words", WORDS)
def test_a_word_of_any_length_is_found_where_it_stands(shelf, words):
    answers_as_a_look_through_all_pages(words)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([page for pages in PAGES.values() for page in pages]), st.integers(0, 99), st.integers(1, 12))
def test_every_stretch_of_a_page_is_found(shelf, page, start, length):
    answers_as_a_look_through_all_pages(page[start : start + length])


def test_a_stranger_is_told_neither_pages_nor_their_number(shelf):
    hits = search_pages(NEIGHBOUR, "疏散")
    assert hits is not None and (list(hits.items), hits.total) == ([], 0)
    assert search_pages(COUNTY, "疏散").total == 1


def test_the_surroundings_show_the_word_as_it_was_written(shelf):
    (hit,) = search_pages(TOWNSHIP, "森林火灾").items
    assert ("森林火\n灾", True) in hit.pieces and hit.place == "第2页"


def test_pages_come_by_region_then_the_newest_text_first_then_in_their_order(shelf):
    newer = written("231183100000", NEIGHBOUR, ["预案甲", "预案乙"])
    pages = [(hit.plan.id, hit.page) for hit in search_pages(CITY, "预案").items]
    assert pages == [(shelf["street"], 1), (shelf["own"], 1), (newer, 1), (newer, 2), (shelf["far"], 1)]


def test_more_pages_follow_where_the_first_ones_end(shelf):
    first = search_pages(CITY, "预案", shown=2)
    rest = search_pages(CITY, "预案", first.following, shown=2)
    assert {hit.plan.id for hit in [*first.items, *rest.items]} == set(shelf.values())
    assert rest.following is None


def test_counting_stops_where_nobody_reads_on(shelf):
    written("231183100000", NEIGHBOUR, ["防汛"] * (MOST_COUNTED + 20))
    hits = search_pages(CITY, "防汛")
    assert hits.many and hits.total == MOST_COUNTED + 1


def test_a_viewer_of_many_plans_is_led_past_those_of_others(shelf, monkeypatch):
    monkeypatch.setattr("emergency.texts.queries_search.FEW_PLANS", 0)
    monkeypatch.setattr("emergency.texts.queries_search.MOST_COUNTED", 2)
    for _ in range(3):
        written("231183100000", NEIGHBOUR, ["防汛", "防汛"])
    own = written(XINGFU, TOWNSHIP, ["防汛"] * 3)
    for _ in range(3):
        written("231183100000", NEIGHBOUR, ["防汛"])
    hits = search_pages(TOWNSHIP, "防汛", shown=2)
    rest = search_pages(TOWNSHIP, "防汛", hits.following, shown=2)
    assert [(hit.plan.id, hit.page) for hit in [*hits.items, *rest.items]] == [(own, 1), (own, 2), (own, 3)]
    assert rest.following is None and search_pages(NEIGHBOUR, "扑火队").total == 0


def test_words_go_with_their_pages(shelf):
    with committed():
        actions._forget(db.session.scalars(db.select(PlanText.id)).all())
    assert db.session.scalar(text("SELECT count(*) FROM plan_word")) == 0


def test_purged_words_leave_the_file_itself(shelf):
    file = Path(db.engine.url.database)
    word = "𠮷林".encode()
    assert word in file.read_bytes()
    with committed():
        paper = db.session.scalars(select(Paper).where(Paper.unit_id == unit_at(XINGFU).id)).one()
        purge(CITY, paper, PurgeGround.SECRET, "核对时发现")
    while jobs.work_once():
        pass
    db.session.remove()
    assert word not in file.read_bytes() and search_pages(TOWNSHIP, "扑火队").total == 0


def test_a_quote_or_an_operator_is_only_letters(shelf):
    for words in ('"', '火" OR "灾', "NOT 火", "*", "'); DROP TABLE plan;--", "place:p1"):
        search_pages(CITY, words)
    answers_as_a_look_through_all_pages('火" 灾')
