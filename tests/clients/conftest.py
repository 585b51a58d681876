"""A feed on a real address of this machine, and the drills in it."""

from collections.abc import Iterator
from threading import Thread

import pytest
import time_machine
from drill_cast import NOW
from flask import Flask, Response, request_finished
from werkzeug.serving import make_server


@pytest.fixture
def town(covered: Flask) -> Iterator[Flask]:
    """The small Heihe, on 20 June 2026."""
    with time_machine.travel(NOW, tick=False):
        yield covered


@pytest.fixture
def site(town: Flask) -> Iterator[str]:
    """The address at which the app is served while the test runs."""
    server = make_server("127.0.0.1", 0, town, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asked(town: Flask) -> Iterator[list[int]]:
    """The answers that programs got while the test runs, by their numbers."""
    statuses: list[int] = []

    def note(_app: Flask, response: Response, **_rest: object) -> None:
        statuses.append(response.status_code)

    with request_finished.connected_to(note, town):
        yield statuses
