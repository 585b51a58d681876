"""A PostgreSQL of the tests' own, on a socket in a folder that goes with them, with everything in its register."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import time_machine
from covered import seed_covered
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from visitors import SCOPE, FreshClient, Visitor
from whole_cast import NOW, build

from emergency import create_app
from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.config import Settings
from emergency.base.database import db

OWNER = "postgres"
NUMBERS = count(1)


def program(name: str) -> str:
    """A program of the newest PostgreSQL of this machine, which Debian keeps off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(found[-1]) if found else shutil.which(name) or name


def run(*words: str) -> None:
    """Run a program of PostgreSQL, which refuses to be started by root."""
    before = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *words], check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="emergency-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    data = str(folder / "data")
    run(program("initdb"), "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    run(program("pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    yield f"postgresql+psycopg://{OWNER}@/postgres?host={folder}"
    run(program("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def register(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, dict[str, Any]]:
    """The app on it, with one of everything three times over, and the numbers that addresses name."""
    folder = tmp_path_factory.mktemp("on-postgresql")
    settings = Settings(folder, cluster, f"file://{folder / 'files'}", "sqlite://", "a key for tests", testing=True)
    app = create_app(settings)
    app.test_client_class = FreshClient
    with app.app_context(), time_machine.travel(NOW, tick=False):
        upgrade()
        seed_covered()
        things = build()
        db.session.remove()
        db.engine.dispose()
    return app, things


@pytest.fixture
def fresh(cluster: str, tmp_path: Path) -> Iterator[Flask]:
    """An app on an empty database beside the others', its tables made; inside an app context."""
    name = f"beside_{next(NUMBERS)}"
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    address = cluster.replace("/postgres?", f"/{name}?")
    app = create_app(Settings(tmp_path, address, f"file://{tmp_path / 'files'}", "sqlite://", "a key", testing=True))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def postgresql(register: tuple[Flask, dict[str, Any]]) -> Iterator[tuple[Flask, dict[str, Any]]]:
    """The same, inside an app context on its day; other tests of this process have their own app and time."""
    with register[0].app_context(), time_machine.travel(NOW, tick=False):
        yield register
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visit(postgresql: tuple[Flask, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Visitor]:
    """Somebody at a browser of that app."""
    monkeypatch.setattr(slots.identify, "fillers", [lambda request: request.environ.get(SCOPE)])

    def visitor(scope: Scope | None) -> Visitor:
        return Visitor(postgresql[0], scope)

    return visitor
