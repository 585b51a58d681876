"""What the tests of the plans' texts share."""

import json
from datetime import UTC, datetime

import pytest
import time_machine

from emergency.base import child
from emergency.base.child import Answer
from emergency.evidence.kinds import extension_kind
from emergency.texts import reading
from emergency.texts.actions import READING

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture
def town(heihe):
    """The app with a few places, on 21 November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield heihe


@pytest.fixture
def read(tmp_path):
    """Read a file as the product does, in the bounded child: (what is said of it, its pages)."""

    def look(content, name):
        path, output = tmp_path / "kept", tmp_path / "pages"
        path.write_bytes(content)
        argument = {"path": str(path), "kind": extension_kind(name), "output": str(output)}
        outcome = child.run(reading.read, argument, READING)
        assert isinstance(outcome, Answer), outcome
        lines = output.read_text("utf-8").splitlines() if output.exists() else []
        return outcome.value, [json.loads(line) for line in lines]

    return look
