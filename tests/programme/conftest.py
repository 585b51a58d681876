"""Every test of the room stands on 21 November 2026, in a district with a few drill duties."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from programme_cast import NOW, cast
from visitors import Visitor

from emergency.base.database import db
from emergency.units.models import Unit


@pytest.fixture(scope="session")
def owing_file(covered_file: Path, bare_app: Flask, folder: Path) -> tuple[Path, dict[str, int]]:
    """A database in which a town, a school and a works owe drills, made once a session."""
    shutil.copy(covered_file, folder / "emergency.db")
    with bare_app.app_context(), time_machine.travel(NOW, tick=False):
        numbers = {name: unit.id for name, unit in cast().items()}
        db.session.remove()
        db.engine.dispose()
    return Path(shutil.copy(folder / "emergency.db", folder / "owing.db")), numbers


@pytest.fixture
def district(owing_file: tuple[Path, dict[str, int]], app: Flask, folder: Path) -> Iterator[dict[str, Unit]]:
    """Its units by name, on that day."""
    db.engine.dispose()
    shutil.copy(owing_file[0], folder / "emergency.db")
    with time_machine.travel(NOW, tick=False):
        yield {name: db.session.get_one(Unit, number) for name, number in owing_file[1].items()}


@pytest.fixture
def go(district: dict[str, Unit], visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Somebody at a browser in this district: go(scope)."""
    return visit
