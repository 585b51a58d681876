"""Heihe with its law, its duties and the checklist of the speech."""

import pytest
from checklist_cases import SPEECH
from flask import Flask

from emergency.assessment.actions import seed_template
from emergency.base.access import system_scope
from emergency.base.database import committed


@pytest.fixture
def checklists(covered: Flask) -> Flask:
    """The covered places with the template in force."""
    with committed():
        seed_template(system_scope("系统载入"), SPEECH)
    return covered
