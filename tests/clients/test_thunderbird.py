"""Thunderbird, without a screen, follows the feed; what it stored is read after it."""

import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from drill_cast import TOWNSHIP
from feed_cast import address_of, subscriber
from programs import surroundings
from register import CANCELLED, POSTPONED, call_off, four_drills, in_order, written

SETTINGS = """
user_pref("calendar.registry.drills.type", "ics");
user_pref("calendar.registry.drills.uri", "{url}");
user_pref("calendar.registry.drills.name", "drills");
user_pref("calendar.registry.drills.cache.enabled", true);
user_pref("calendar.list.sortOrder", "drills");
user_pref("network.proxy.type", 0);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("mailnews.start_page.enabled", false);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.blocklist.enabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
user_pref("services.settings.server", "data:,");
"""
STORED = """
SELECT id, title, event_start, flags, ical_status, (
    SELECT CAST(value AS TEXT) FROM cal_properties WHERE item_id = id AND key = 'SEQUENCE'
) FROM cal_events
"""
WHOLE_DAY = 8  # CAL_ITEM_FLAG.EVENT_ALLDAY of the program
PATIENCE = 400
pytestmark = pytest.mark.skipif(not shutil.which("thunderbird"), reason="not installed: apt-get install thunderbird")


@pytest.fixture
def profile(site: str, tmp_path: Path) -> Path:
    """A profile that is subscribed to the township's feed."""
    found = tmp_path / "profile"
    found.mkdir()
    (found / "user.js").write_text(SETTINGS.format(url=site + address_of(subscriber(TOWNSHIP))))
    return found


def stored(profile: Path) -> list[dict]:
    """The drills in the program's own file, which it keeps locked: in a copy of it; none while it has none."""
    copy = profile.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    if not (profile / "calendar-data" / "cache.sqlite").exists():
        return []
    shutil.copytree(profile / "calendar-data", copy)
    with closing(sqlite3.connect(copy / "cache.sqlite")) as file:
        try:
            rows = file.execute(STORED).fetchall()
        except sqlite3.DatabaseError:  # copied before its tables were whole
            return []
    return in_order(told(*row) for row in rows)


def told(uid: str, title: str, start: int, flags: int, status: str, sequence: str) -> dict:
    """A row of the program's table in words of ours."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=start)
    return {
        "uid": uid,
        "summary": title,
        "start": moment.date() if flags & WHOLE_DAY else moment,
        "status": status,
        "sequence": int(sequence),
    }


def shown(profile: Path, wanted: list[dict]) -> list[dict]:
    """What the program has stored when it fetched what is wanted, or its time is over; it starts and ends for this."""
    command = ["thunderbird", "--headless", "--no-remote", "--profile", str(profile)]
    with (
        (profile / "said").open("w") as said,
        subprocess.Popen(command, env=surroundings(profile.parent), stdout=said, stderr=said) as program,
    ):
        for _ in range(PATIENCE):
            if stored(profile) == wanted:
                break
            time.sleep(0.1)
        program.terminate()
    return stored(profile)


def test_thunderbird_follows_plans_and_calls_off(profile: Path) -> None:
    first, *others, last = four_drills()
    wanted = written([first, *others, last])
    assert shown(profile, wanted) == wanted
    call_off(first, last)
    gone = [*written([first], "CANCELLED", CANCELLED), *written([last], "CANCELLED", POSTPONED)]
    wanted = in_order([*gone, *written(others)])
    assert shown(profile, wanted) == wanted
