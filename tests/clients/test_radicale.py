"""Radicale takes a whole feed as a collection and gives every drill back."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject
from drill_cast import TOWNSHIP, planned
from feed_cast import address_of, fetched, subscriber
from flask import Flask

SETTINGS = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
file = {folder}/rights
[storage]
filesystem_folder = {folder}/collections
"""


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    """The address of a server of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "radicale.ini"
    settings.write_text(SETTINGS.format(port=port, folder=tmp_path).replace("type = authenticated", "type = from_file"))
    (tmp_path / "rights").write_text("[all]\nuser: .*\ncollection: .*\npermissions: RrWw\n")
    command = [sys.executable, "-m", "radicale", "--config", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/somebody/drills/"
        server.terminate()


def asked(address: str, method: str, body: bytes | None = None) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    wanted = urllib.request.Request(address, body, {"Content-Type": "text/calendar"}, method=method)
    with opener.open(wanted, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def test_every_drill_comes_back(town: Flask, radicale: str) -> None:
    drills = [planned(title=f"演练；第{number}次, 防汛\\转移") for number in range(20)]
    content = fetched(town, address_of(subscriber(TOWNSHIP))).data
    asked(radicale.removesuffix("drills/"), "MKCOL")
    asked(radicale, "PUT", content)
    read = vobject.readOne(asked(radicale, "GET").decode()).vevent_list
    assert {(event.uid.value, event.summary.value) for event in read} == {(row.uid, row.title) for row in drills}
    assert {event.dtstart.value for event in read} == {row.starts_at for row in drills}
