"""A browser of today on a house of its own: seeded once, served on loopback, watched at every step."""

import os
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask, Request
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page, sync_playwright
from watching import CHROMIUM, FLAGS, ROLE_HEADER, SCOPES, Watched
from werkzeug.serving import make_server

from emergency import create_app
from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.config import Settings
from emergency.base.database import db


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a screen; where it can't be had the tests are skipped, but not in CI."""
    if not CHROMIUM:
        message = "no Chromium: browser tests need Debian's package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app with reference and 示例 data, as a new office would try it."""
    folder = tmp_path_factory.mktemp("served")
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'emergency.db'}",
        files_url=f"file://{folder / 'files'}",
        jobs_url="sqlite://",
        secret_key="a key for browser tests",
        testing=True,
    )
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        upgrade()
        done = app.test_cli_runner().invoke(args=["seed", "--demo"])
        assert done.exit_code == 0, done.output
        db.session.remove()
        db.engine.dispose()
    return app


@pytest.fixture(scope="session")
def address(served_app: Flask) -> Iterator[str]:
    """Where the house is served while the tests run."""
    server = make_server("127.0.0.1", 0, served_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def by_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the role from a header of the browser's, beside the real sign-in."""

    def identify(request: Request) -> Scope | None:
        return SCOPES.get(request.headers.get(ROLE_HEADER, ""))

    monkeypatch.setattr(slots.identify, "fillers", [identify, *slots.identify.fillers])


@pytest.fixture
def tab(chromium: Browser, address: str, by_header: None) -> Iterator[Callable[[str], Page]]:
    """A tab for one role; afterwards nothing may have left the machine or broken the page's policy."""
    opened: list[Watched] = []

    def open_tab(role: str = "") -> Page:
        watched = Watched(chromium, address, role)
        opened.append(watched)
        return watched.page

    yield open_tab
    for watched in opened:
        watched.context.close()
    assert [offence for watched in opened for offence in watched.offences] == []
