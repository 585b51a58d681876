"""kill -9 between the first byte and the commit: the paper is there with its file, or neither is."""

import pytest
from dying import told_by


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """What was left after each kill, from the first line to the last."""
    return told_by("dying_upload.py", tmp_path_factory.mktemp("dying"))


def test_it_is_killed_at_many_places(runs):
    assert len(runs) > 40
    assert {run["papers"] for run in runs} == {0, 1}


def test_no_paper_is_there_without_its_whole_file(runs):
    assert all(run["whole"] for run in runs)


def test_no_file_is_left_without_a_paper_after_the_sweep(runs):
    assert all(run["strays"] == 0 for run in runs)


def test_the_last_run_was_not_killed_and_kept_its_paper(runs):
    assert runs[-1] == {"papers": 1, "whole": True, "strays": 0}
