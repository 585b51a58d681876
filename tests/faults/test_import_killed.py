"""kill -9 in the midst of an import, at drawn moments: all of its rows are there, or none."""

import pytest
from dying import told_by


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """What was left: of the whole import first, then after each kill."""
    return told_by("dying_import.py", tmp_path_factory.mktemp("dying-import"))


def test_all_rows_or_none(runs):
    whole, none = runs[0]["rows"], [0, 0, 0, 0]
    assert whole[0] == 40 and len(runs) > 40
    assert all(run["rows"] in (whole, none) for run in runs), [run["rows"] for run in runs]
    assert sum(run["rows"] == none for run in runs) > 20


def test_the_trail_holds_in_either_case(runs):
    assert not any(run["findings"] for run in runs)
