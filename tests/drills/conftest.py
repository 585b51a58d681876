"""Every test of the room stands on one day, in a small part of Heihe, with the law in force."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from drill_cast import NOW
from flask import Flask
from visitors import Visitor

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.obligations.actions import seed_law
from emergency.seeding import law_rows, workday_rows


@pytest.fixture(scope="session")
def town_file(heihe_file: Path, bare_app: Flask, folder: Path) -> Path:
    """A database with a few places and the law, made once a session."""
    shutil.copy(heihe_file, folder / "emergency.db")
    with bare_app.app_context():
        with committed():
            seed_law(system_scope("系统载入"), law_rows(), workday_rows())
        db.session.remove()
        db.engine.dispose()
    return Path(shutil.copy(folder / "emergency.db", folder / "town.db"))


@pytest.fixture
def town(town_file: Path, app: Flask, folder: Path) -> Iterator[Flask]:
    """The app with these places and this law, on 20 June 2026."""
    db.engine.dispose()
    shutil.copy(town_file, folder / "emergency.db")
    with time_machine.travel(NOW, tick=False):
        yield app


@pytest.fixture
def go(town: Flask, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Somebody at a browser in this town: go(scope)."""
    return visit
