"""Radicale takes a whole feed as a collection and gives every drill back, to caldav as well."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
from caldav import DAVClient
from drill_cast import TOWNSHIP, planned
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from register import CANCELLED, POSTPONED, call_off, four_drills, in_order, written

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


def put(town: Flask, radicale: str, address: str) -> None:
    """Let the server take the whole feed in place of what it has."""
    asked(radicale, "PUT", fetched(town, address).data)


def read_by_caldav(radicale: str) -> list[dict]:
    """The same collection as caldav reads it."""
    with DAVClient(radicale, username="somebody", password="none") as client:
        events = [event.icalendar_component for event in client.calendar(url=radicale).events()]
    rows = [
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "start": event.start.astimezone(UTC) if isinstance(event.start, datetime) else event.start,
            "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]),
        }
        for event in events
    ]
    return in_order(rows)


def test_every_drill_comes_back(town: Flask, radicale: str) -> None:
    drills = [planned(title=f"演练；第{number}次, 防汛\\转移") for number in range(20)]
    asked(radicale.removesuffix("drills/"), "MKCOL")
    put(town, radicale, address_of(subscriber(TOWNSHIP)))
    read = vobject.readOne(asked(radicale, "GET").decode()).vevent_list
    assert {(event.uid.value, event.summary.value) for event in read} == {(row.uid, row.title) for row in drills}
    assert {event.dtstart.value for event in read} == {row.starts_at for row in drills}


def test_caldav_reads_what_was_planned_cancelled_and_postponed(town: Flask, radicale: str) -> None:
    first, *others, last = four_drills()
    address = address_of(subscriber(TOWNSHIP))
    asked(radicale.removesuffix("drills/"), "MKCOL")
    put(town, radicale, address)
    assert read_by_caldav(radicale) == written([first, *others, last])
    call_off(first, last)
    put(town, radicale, address)
    gone = [*written([first], "CANCELLED", CANCELLED), *written([last], "CANCELLED", POSTPONED)]
    assert read_by_caldav(radicale) == in_order([*gone, *written(others)])
