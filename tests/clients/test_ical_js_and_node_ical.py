"""ical.js, which Thunderbird and many web calendars stand on, and node-ical read the feed as the register has it."""

import json
from datetime import date, datetime
from pathlib import Path
from shutil import which

import pytest
from drill_cast import PLANNED, TOWNSHIP, again, planned
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from programs import run
from register import CANCELLED, POSTPONED, four_drills, in_order, written

from emergency.base.database import committed
from emergency.drills.actions import cancel_drill
from emergency.drills.actions_life import postpone_drill

NODE = Path(__file__).with_name("node")
READERS = ["read_ical_js.js", "read_node_ical.js"]
pytestmark = pytest.mark.skipif(
    not (which("node") and (NODE / "node_modules").is_dir()),
    reason="ical.js and node-ical are not installed: ./dev test installs them with npm",
)


def shown(town: Flask, folder: Path, reader: str) -> list[dict]:
    """The township's feed as another program reads it, moments as moments and whole days as days."""
    (folder / "feed.ics").write_bytes(fetched(town, address_of(subscriber(TOWNSHIP))).data)
    events: list[dict] = json.loads(run(folder, "node", str(NODE / reader), str(folder / "feed.ics")))
    for event in events:
        read = date if len(event["start"]) == len("2026-07-20") else datetime
        event["start"] = read.fromisoformat(event["start"])
    return in_order(events)


@pytest.mark.parametrize("reader", READERS)
def test_days_hours_and_any_chinese_title_are_read_as_written(town: Flask, tmp_path: Path, reader: str) -> None:
    expected = written(four_drills())
    assert shown(town, tmp_path, reader) == expected


@pytest.mark.parametrize("reader", READERS)
def test_a_cancelled_drill_is_read_as_cancelled(town: Flask, tmp_path: Path, reader: str) -> None:
    drill = planned()
    before = drill.sequence
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    (event,) = shown(town, tmp_path, reader)
    assert [event] == written([drill], "CANCELLED", CANCELLED)
    assert event["sequence"] > before


@pytest.mark.parametrize("reader", READERS)
def test_a_postponed_drill_is_read_off_its_day_until_it_has_a_new_one(town: Flask, tmp_path: Path, reader: str) -> None:
    drill = planned()
    with committed():
        postpone_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    (event,) = shown(town, tmp_path, reader)
    assert [event] == written([drill], "CANCELLED", POSTPONED)
    assert event["start"] == PLANNED.span.starts_at
