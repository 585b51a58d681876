"""A database with a row in every business table, and the app that runs on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filled import fill
from flask import Flask

from emergency.base.config import Settings
from emergency.base.database import db


@pytest.fixture(scope="session")
def filled_file(heihe_file: Path, bare_app: Flask, folder: Path) -> Path:
    """A small part of Heihe and a made-up row in each table that it leaves empty; made once a session."""
    shutil.copy(heihe_file, folder / "emergency.db")
    with bare_app.app_context():
        fill(folder / "emergency.db")
        db.session.remove()
        db.engine.dispose()
    return Path(shutil.copy(folder / "emergency.db", folder / "filled.db"))


@pytest.fixture
def instance(app: Flask, folder: Path) -> Iterator[Path]:
    """The folder of the running app, whatever a test leaves in it taken away."""
    before = set(folder.iterdir())
    yield folder
    for path in set(folder.iterdir()) - before:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture
def settings(app: Flask, heihe_file: Path, instance: Path) -> Settings:
    """The settings of an app that holds a small part of Heihe and one file."""
    db.engine.dispose()
    shutil.copy(heihe_file, instance / "emergency.db")
    chosen: Settings = app.config["SETTINGS"]
    return chosen
