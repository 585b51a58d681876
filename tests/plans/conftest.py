"""Every test of the pages of plans stands on one day, in a small part of Heihe."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from visitors import Visitor

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture
def town(heihe: Flask) -> Iterator[Flask]:
    """The app with a few places, on 21 November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield heihe


@pytest.fixture
def go(town: Flask, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Somebody at a browser in this town: go(scope)."""
    return visit
