"""kill -9 of the worker in a large import: all rows or none, and whoever takes the job up again does nothing twice."""

import pytest
from dying import told_by

ALL, NONE = [501, 1], [0, 0]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """(what a killed worker left, what was there after the next one) of a whole life and of early and late deaths."""
    (told,) = told_by("dying_import_job.py", tmp_path_factory.mktemp("dying-import-job"))
    return told


def test_a_worker_killed_while_it_writes_leaves_all_rows_or_none(runs):
    left = [first["rows"] for first, _then in runs["early"]]
    assert runs["whole"][0]["rows"] == ALL and len(left) == 16
    assert all(rows in (ALL, NONE) for rows in left) and left.count(NONE) > 8


def test_a_worker_killed_after_the_writing_left_all_rows(runs):
    assert [first["rows"] for first, _then in runs["late"]] == [ALL] * 6


def test_the_next_worker_ends_with_all_rows_and_one_act(runs):
    after = [then["rows"] for _first, then in (*runs["early"], *runs["late"])]
    assert after == [ALL] * 22


def test_the_trail_holds_after_each_death(runs):
    assert not any(one["findings"] for pair in (*runs["early"], *runs["late"]) for one in pair)
