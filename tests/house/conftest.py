"""A register in which everything stands three times over, made once a session."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from whole_cast import NOW, Whole, build

from emergency.base.database import db


@pytest.fixture(scope="session")
def whole_file(covered_file: Path, bare_app: Flask, folder: Path) -> dict[str, dict[str, Any]]:
    """The database with everything in it, and the numbers that addresses name."""
    shutil.copy(covered_file, folder / "emergency.db")
    with bare_app.app_context(), time_machine.travel(NOW, tick=False):
        things = build()
        db.session.remove()
        db.engine.dispose()
    shutil.copy(folder / "emergency.db", folder / "whole.db")
    shutil.move(folder / "files", folder / "whole-files")
    return things


@pytest.fixture
def whole(whole_file: dict[str, dict[str, Any]], app: Flask, folder: Path) -> Iterator[Whole]:
    """The app on that register, on 21 November 2026."""
    stage = Whole(app, whole_file, folder)
    stage.again()
    with time_machine.travel(NOW, tick=False):
        yield stage
