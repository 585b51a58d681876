"""Every test of the room stands on one day, in a small part of Heihe, with the law in force."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from drill_cast import NOW
from flask import Flask
from visitors import Visitor


@pytest.fixture
def town(covered: Flask) -> Iterator[Flask]:
    """The app with these places and this law, on 20 June 2026."""
    with time_machine.travel(NOW, tick=False):
        yield covered


@pytest.fixture
def go(town: Flask, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Somebody at a browser in this town: go(scope)."""
    return visit
