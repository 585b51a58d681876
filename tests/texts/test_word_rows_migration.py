"""The rows of the list of words are numbered anew and back with words in them; every word is found afterwards."""

from search_cast import numbered_back_and_again


def test_rows_go_back_and_come_again(town):
    numbered_back_and_again()
