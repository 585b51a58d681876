"""Evolution Data Server, on which Evolution and the calendar of GNOME stand, follows the feed."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from drill_cast import TOWNSHIP
from feed_cast import address_of, subscriber
from programs import surroundings
from register import CANCELLED, POSTPONED, call_off, four_drills, in_order, written

SERVER = Path("/usr/libexec/evolution-data-server")
READER = Path(__file__).with_name("evolution") / "read_feed.py"
SOURCE = """
[Data Source]
DisplayName=drills
Enabled=true
Parent=webcal-stub
[Calendar]
BackendName=webcal
[Authentication]
Host={host}
Port={port}
Method=none
[Security]
Method=none
[WebDAV Backend]
ResourcePath={path}
[Refresh]
Enabled=false
"""
MISSING = "Evolution Data Server is not installed: apt-get install evolution-data-server gir1.2-ecal-2.0 python3-gi"
pytestmark = pytest.mark.skipif(not (SERVER.is_dir() and which("dbus-run-session")), reason=MISSING)


@pytest.fixture
def evolution(site: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A reader at the program's own bus, subscribed to the township's feed; a line in, the drills out."""
    place = urlsplit(site + address_of(subscriber(TOWNSHIP)))
    sources = tmp_path / "evolution" / "sources"
    sources.mkdir(parents=True)
    (sources / "drills.source").write_text(SOURCE.format(host=place.hostname, port=place.port, path=place.path))
    command = ["dbus-run-session", "--", "/usr/bin/python3", str(READER)]
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen(
            command, env=surroundings(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
        ) as reader,
    ):
        yield reader


def shown(evolution: subprocess.Popen[str], awaited: str) -> list[dict]:
    """The drills as the program has them stored after it fetched the feed."""
    assert evolution.stdin and evolution.stdout
    print(awaited, file=evolution.stdin, flush=True)
    events: list[dict] = json.loads(evolution.stdout.readline())
    for event in events:
        event["start"] = moment(event["start"], event.pop("zone"))
    return in_order(events)


def moment(text: str, zone: str) -> datetime | date:
    """A whole day, or a moment of the zone that the program kept."""
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone) if zone else UTC).astimezone(UTC)


def test_evolution_data_server_follows_plans_and_calls_off(evolution: subprocess.Popen[str], asked: list[int]) -> None:
    first, *others, last = four_drills()
    assert shown(evolution, "") == written([first, *others, last])
    shown(evolution, "")
    assert 304 in asked
    call_off(first, last)
    gone = [*written([first], "CANCELLED", CANCELLED), *written([last], "CANCELLED", POSTPONED)]
    assert shown(evolution, CANCELLED) == in_order([*gone, *written(others)])
