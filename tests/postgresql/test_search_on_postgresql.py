"""The search gives the same answers on PostgreSQL as a look through all pages, as it does on SQLite."""

import pytest
from places import TOWNSHIP
from search_cast import (
    FINDING,
    NOT_FINDING,
    WORDS,
    answers_as_a_look_through_all_pages,
    found_by_name,
    library,
    named,
)  # fmt: skip

pytestmark = pytest.mark.xdist_group("postgresql")


def test_a_word_of_any_length_is_found_where_it_stands(postgresql):
    library()
    for words in WORDS:
        answers_as_a_look_through_all_pages(words)


def test_titles_and_numbers_are_found_as_on_sqlite(postgresql):
    named()
    assert [words for words in FINDING if not found_by_name(TOWNSHIP, words)] == []
    assert [words for words in NOT_FINDING if found_by_name(TOWNSHIP, words)] == []
