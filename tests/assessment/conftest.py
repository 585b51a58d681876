"""Heihe with its law, its duties and the checklist of the speech."""

from collections.abc import Iterator

import pytest
import time_machine
from checklist_cases import SPEECH
from flask import Flask

from emergency.assessment.actions import seed_template
from emergency.base.access import system_scope
from emergency.base.database import committed

NOON = "2026-11-21T04:00:00Z"


@pytest.fixture
def checklists(covered: Flask) -> Flask:
    """The covered places with the template in force."""
    with committed():
        seed_template(system_scope("系统载入"), SPEECH)
    return covered


@pytest.fixture
def room(checklists: Flask) -> Iterator[Flask]:
    """The same at noon of one day, which campaigns are opened and sealed on."""
    with time_machine.travel(NOON, tick=False):
        yield checklists
