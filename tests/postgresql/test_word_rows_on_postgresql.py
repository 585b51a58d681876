"""The rows of the list of words are numbered anew and back on PostgreSQL too, in a database of their own."""

import pytest
from flask import Flask
from places import seed_places
from search_cast import numbered_back_and_again

pytestmark = pytest.mark.xdist_group("postgresql")


def test_rows_go_back_and_come_again(fresh: Flask) -> None:
    seed_places()
    numbered_back_and_again()
