"""ical.js, which Thunderbird and many web calendars stand on, and node-ical read the feed as the register has it."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from shutil import which

import pytest
from drill_cast import PLANNED, TOWNSHIP, again, planned
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from programs import run

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed
from emergency.drills.actions import cancel_drill
from emergency.drills.actions_life import postpone_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill

NODE = Path(__file__).with_name("node")
READERS = ["read_ical_js.js", "read_node_ical.js"]
DAY = Span(datetime(2026, 7, 20, tzinfo=SHANGHAI), datetime(2026, 7, 21, tzinfo=SHANGHAI), all_day=True)
LONG = "示例乡防汛转移避险、通信中断、道路阻断综合演练（夜间）；第二次, 预案\\附件" * 3
RARE = "𠮷林𡐓防汛演练🚒"
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
    return sorted(events, key=lambda event: event["uid"])


def written(drills: Iterable[Drill], status: str = "TENTATIVE", mark: str = "") -> list[dict]:
    """The same as the register has it."""
    rows = [
        {
            "uid": drill.uid,
            "summary": mark + drill.title,
            "start": drill.starts_at.astimezone(SHANGHAI).date() if drill.all_day else drill.starts_at,
            "status": status,
            "sequence": drill.sequence,
        }
        for drill in map(again, drills)
    ]
    return sorted(rows, key=lambda row: row["uid"])


@pytest.mark.parametrize("reader", READERS)
def test_days_hours_and_any_chinese_title_are_read_as_written(town: Flask, tmp_path: Path, reader: str) -> None:
    drills = [planned(), planned(span=DAY), planned(title=LONG), planned(title=RARE)]
    assert shown(town, tmp_path, reader) == written(drills)


@pytest.mark.parametrize("reader", READERS)
def test_a_cancelled_drill_is_read_as_cancelled(town: Flask, tmp_path: Path, reader: str) -> None:
    drill = planned()
    before = drill.sequence
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    (event,) = shown(town, tmp_path, reader)
    assert [event] == written([drill], "CANCELLED", "【已取消】")
    assert event["sequence"] > before


@pytest.mark.parametrize("reader", READERS)
def test_a_postponed_drill_is_read_off_its_day_until_it_has_a_new_one(town: Flask, tmp_path: Path, reader: str) -> None:
    drill = planned()
    with committed():
        postpone_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    (event,) = shown(town, tmp_path, reader)
    assert [event] == written([drill], "CANCELLED", "【已推迟，日期待定】")
    assert event["start"] == PLANNED.span.starts_at
