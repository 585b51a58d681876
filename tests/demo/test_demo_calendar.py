"""A whole city's year as a calendar, read back by two clients that are not icalendar, against the register."""

from datetime import date, datetime, timedelta

import ics
import pytest
import vobject
from flask import Flask
from places import HEIHE
from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import FAR_DAY, FAR_MOMENT, db
from emergency.coverage.models import Duty
from emergency.drills.calendar_file import calendar_of
from emergency.drills.models import Drill
from emergency.drills.places import region_place

STATUS = {
    "published": "TENTATIVE", "confirmed": "CONFIRMED", "held": "CONFIRMED", "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}  # fmt: skip
MARKS = {"postponed": "【已推迟，日期待定】", "cancelled": "【已取消】"}

# The grammar library beneath the ics client still calls re.split the old way, of which Python 3.13 warns.
pytestmark = pytest.mark.filterwarnings("ignore:'maxsplit' is passed as positional argument:DeprecationWarning")
Rows = set[tuple[str, str, date, date, str, int]]


def file_of(year: int, **asked: bool) -> str:
    """The city's year; every row is in it."""
    written = calendar_of(system_scope(), region_place(system_scope(), HEIHE), year, **asked)
    assert written.left_out == ()
    return written.content.decode()


def registered(year: int) -> Rows:
    """What the register says of each drill of the year."""
    published = db.session.scalars(select(Drill).where(Drill.unpublished.is_(None)))
    found = [drill for drill in published if clock.day_of(drill.starts_at).year == year]
    return {
        (drill.uid, MARKS.get(drill.state, "") + f"【示例】{drill.title}",
         drill.starts_at.astimezone(SHANGHAI), drill.ends_at.astimezone(SHANGHAI), STATUS[drill.state], drill.sequence)
        for drill in found
    }  # fmt: skip


def read_by_vobject(content: str) -> Rows:
    events = vobject.readOne(content).vevent_list
    return {
        (event.uid.value, event.summary.value, event.dtstart.value, event.dtend.value, event.status.value,
         int(event.sequence.value))
        for event in events
    }  # fmt: skip


def read_by_ics(content: str) -> Rows:
    return {
        (event.uid, event.name, event.begin.datetime, event.end.datetime, event.status,
         next(int(line.value) for line in event.extra if line.name == "SEQUENCE"))
        for event in ics.Calendar(content).events
    }  # fmt: skip


def due_days(content: str) -> list[date]:
    """The days of the all-day entries, as a client reads them."""
    starts = [event.dtstart.value for event in vobject.readOne(content).contents.get("vevent", [])]
    return sorted(day for day in starts if not isinstance(day, datetime))


def owed(year: int) -> list[date]:
    """The evaluations due in the year that nobody has made yet, straight from the tiles."""
    query = select(Duty.due_on).where(
        Duty.rule_id.in_(["EV-01", "EV-02"]), Duty.known_until == FAR_MOMENT, Duty.ends == FAR_DAY,
        Duty.due_on.between(date(year, 1, 1), date(year, 12, 31)),
    )  # fmt: skip
    return sorted(day for day in db.session.scalars(query) if day)


def test_two_clients_read_the_year_as_the_register_has_it(told: Flask) -> None:
    year = clock.today().year
    content, wanted = file_of(year), registered(year)
    assert len(wanted) >= 80 and {row[4] for row in wanted} == set(STATUS.values())
    assert any(row[5] >= 2 for row in wanted)
    assert read_by_vobject(content) == wanted
    assert read_by_ics(content) == wanted


def test_evaluations_that_are_due_stand_in_the_calendar_on_request(told: Flask) -> None:
    first = clock.today() - timedelta(days=60)
    years = {first.year, (first + timedelta(days=90)).year}
    assert any(owed(year) for year in years), "the story leaves some evaluations overdue or due soon"
    for year in years:
        assert due_days(file_of(year, with_due_days=True)) == owed(year)
        assert due_days(file_of(year)) == []


def test_some_evaluations_of_the_story_are_overdue_and_some_due_soon(told: Flask) -> None:
    today = clock.today()
    days = [day for year in (today.year - 1, today.year, today.year + 1) for day in owed(year)]
    assert any(day < today for day in days) and any(today <= day < today + timedelta(days=30) for day in days)
