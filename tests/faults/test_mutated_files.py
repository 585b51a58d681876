"""Two thousand spoilt files: none kills what looks into it, and almost each gets a sentence of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TIMES = 2000


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """How many were refused, taken, or ended in an error, which the child reports as 文件结构不规范."""
    script, path = Path(__file__).with_name("mutating.py"), tmp_path_factory.mktemp("spoilt") / "file"
    places = f"{ROOT}:{ROOT / 'tests'}"
    command = [sys.executable, str(script), str(path), str(TIMES)]
    done = subprocess.run(command, capture_output=True, env={"PYTHONPATH": places})
    assert done.returncode == 0, done.stderr.decode()[-1000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_none_kills_what_looks_into_it(told):
    assert sum(told.values()) == TIMES


def test_every_refusal_is_a_sentence(told):
    assert "without a sentence" not in told


def test_hardly_any_needs_the_general_sentence(told):
    assert told.get("error", 0) < TIMES // 100
