"""The search gives the same answers on PostgreSQL as a look through all pages, as it does on SQLite."""

import pytest
from search_cast import WORDS, answers_as_a_look_through_all_pages, library

pytestmark = pytest.mark.xdist_group("postgresql")


def test_a_word_of_any_length_is_found_where_it_stands(postgresql):
    library()
    for words in WORDS:
        answers_as_a_look_through_all_pages(words)
