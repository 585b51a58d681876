"""The small cast and the fresh database that every test starts from."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from covered import seed_covered
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from places import seed_places
from sqlalchemy import Engine, event
from visitors import SCOPE, FreshClient, Visitor
from whole_cast import NOW, Whole, build

from emergency import create_app
from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.config import Settings
from emergency.base.database import db


@event.listens_for(Engine, "connect")
def _wait_for_no_disk(connection: Any, _record: Any) -> None:
    """No test pulls the plug of the machine: what a killed process wrote, the system still has."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def bare_app(folder: Path) -> Flask:
    """The app once a session, its database migrated and empty."""
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'emergency.db'}",
        files_url=f"file://{folder / 'files'}",
        jobs_url="sqlite://",
        secret_key="a key for tests",
        testing=True,
    )
    app = create_app(settings)
    app.test_client_class = FreshClient
    with app.app_context():
        upgrade()
        db.engine.dispose()
    shutil.copy(folder / "emergency.db", folder / "empty.db")
    return app


@pytest.fixture
def app(bare_app: Flask, folder: Path) -> Iterator[Flask]:
    """The app on a database that is empty but for its tables; inside an app context."""
    shutil.copy(folder / "empty.db", folder / "emergency.db")
    with bare_app.app_context():
        yield bare_app
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(folder / "files", ignore_errors=True)


@pytest.fixture(scope="session")
def heihe_file(bare_app: Flask, folder: Path) -> Path:
    """A database with the few places of tests/places.py, made once a session."""
    shutil.copy(folder / "empty.db", folder / "emergency.db")
    with bare_app.app_context():
        seed_places()
        db.session.remove()
        db.engine.dispose()
    return Path(shutil.copy(folder / "emergency.db", folder / "heihe.db"))


@pytest.fixture
def heihe(heihe_file: Path, app: Flask, folder: Path) -> Flask:
    """The app on a database that holds a small part of Heihe (tests/places.py)."""
    db.engine.dispose()
    shutil.copy(heihe_file, folder / "emergency.db")
    return app


@pytest.fixture(scope="session")
def covered_file(bare_app: Flask, folder: Path) -> Path:
    """A database with the few places, their law and the duties that follow, made once a session."""
    shutil.copy(folder / "empty.db", folder / "emergency.db")
    with bare_app.app_context():
        seed_covered()
        db.session.remove()
        db.engine.dispose()
    return Path(shutil.copy(folder / "emergency.db", folder / "covered.db"))


@pytest.fixture
def covered(covered_file: Path, app: Flask, folder: Path) -> Flask:
    """The app on a small Heihe whose duties are derived (tests/covered.py)."""
    db.engine.dispose()
    shutil.copy(covered_file, folder / "emergency.db")
    return app


@pytest.fixture
def other_app(app: Flask) -> Iterator[Flask]:
    """A second app on the same database, for a test that puts routes of its own on it."""
    other = create_app(app.config["SETTINGS"])
    other.test_client_class = FreshClient
    yield other
    with other.app_context():
        db.engine.dispose()


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


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who has not signed in."""
    return app.test_client()


@pytest.fixture
def visit(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Scope | None], Visitor]:
    """Somebody at a browser with any scope, without the sign-in: visit(scope).get("/plans")."""
    monkeypatch.setattr(slots.identify, "fillers", [lambda request: request.environ.get(SCOPE)])
    return lambda scope: Visitor(app, scope)
