"""The whole 示例 story, told once; each test stands on a fresh copy of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from emergency.base.database import db
from emergency.demo import load_demo
from emergency.seeding import seed_reference


@pytest.fixture(scope="session")
def told_file(bare_app: Flask, folder: Path) -> Path:
    """A whole Heihe with its 示例 story, told once."""
    shutil.copy(folder / "empty.db", folder / "emergency.db")
    with bare_app.app_context():
        seed_reference()
        load_demo()
        db.session.remove()
        db.engine.dispose()
    shutil.copytree(folder / "files", folder / "told-files", dirs_exist_ok=True)
    return Path(shutil.copy(folder / "emergency.db", folder / "told.db"))


@pytest.fixture
def told(told_file: Path, app: Flask, folder: Path) -> Iterator[Flask]:
    db.engine.dispose()
    shutil.copy(told_file, folder / "emergency.db")
    shutil.copytree(folder / "told-files", folder / "files", dirs_exist_ok=True)
    yield app
