"""kill -9 in the midst of an import, at drawn moments: all of its rows are there, or none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """What was left: of the whole import first, then after each kill."""
    folder = tmp_path_factory.mktemp("dying-import")
    command = [sys.executable, str(Path(__file__).with_name("dying_import.py")), str(folder)]
    done = subprocess.run(command, capture_output=True, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"})
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_all_rows_or_none(runs):
    whole, none = runs[0]["rows"], [0, 0, 0, 0]
    assert whole[0] == 40 and len(runs) > 40
    assert all(run["rows"] in (whole, none) for run in runs), [run["rows"] for run in runs]
    assert sum(run["rows"] == none for run in runs) > 20


def test_the_trail_holds_in_either_case(runs):
    assert not any(run["findings"] for run in runs)
