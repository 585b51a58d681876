"""vdirsyncer follows a feed on to a disk, and khal reads what arrived."""

from pathlib import Path

import pytest
from drill_cast import TOWNSHIP, again, planned
from feed_cast import address_of, subscriber
from programs import python

from emergency.base.database import committed, db
from emergency.drills.actions import cancel_drill
from emergency.drills.models import Drill

SETTINGS = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "web"
b = "disk"
collections = null
[storage web]
type = "http"
url = "{url}"
[storage disk]
type = "filesystem"
path = "{folder}/drills"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[drills]]
path = {folder}/drills
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = drills
"""


@pytest.fixture
def disk(site: str, tmp_path: Path) -> Path:
    """A folder that is set to follow the township's feed."""
    (tmp_path / "drills").mkdir()
    url = site + address_of(subscriber(TOWNSHIP))
    (tmp_path / "vdirsyncer.ini").write_text(SETTINGS.format(folder=tmp_path, url=url))
    (tmp_path / "khal.ini").write_text(KHAL.format(folder=tmp_path))
    return tmp_path


def synced(disk: Path) -> list[str]:
    """What lies on the disk after the program ran."""
    python(disk, "vdirsyncer", "-c", "vdirsyncer.ini", "discover", "feed")
    python(disk, "vdirsyncer", "-c", "vdirsyncer.ini", "sync")
    return [path.read_text("utf-8").replace("\r\n ", "") for path in sorted((disk / "drills").glob("*.ics"))]


def listed(disk: Path) -> str:
    """What khal shows of July 2026."""
    shown = ("{start} {title} {status}", "2026-07-01", "2026-07-31")
    return python(disk, "khal", "-c", "khal.ini", "list", "-f", *shown)


def test_a_drill_arrives_is_cancelled_and_stays_so(disk: Path) -> None:
    drill: Drill = planned()
    (text,) = synced(disk)
    assert drill.title in text and "STATUS:TENTATIVE" in text
    assert f"2026-07-10 09:00 {drill.title}" in listed(disk)
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    db.session.rollback()
    (text,) = synced(disk)
    assert "STATUS:CANCELLED" in text and f"【已取消】{drill.title}" in listed(disk)


def test_nothing_is_lost_of_thirty_drills(disk: Path) -> None:
    for number in range(30):
        planned(title=f"演练第{number}次")
    assert len(synced(disk)) == 30
