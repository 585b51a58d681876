"""The calendar file of a place and year: kept events asked for within scope, put together with the due days."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select

from emergency.base import slots
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.drills.calendar import NO_CHANGE, CalendarEntry, CalendarFile, LeftOut, write
from emergency.drills.models import Drill
from emergency.drills.models_feed import DrillEvent
from emergency.drills.places import Place, drills_at
from emergency.drills.queries import tally_of
from emergency.drills.question import Question

MOST_DRILLS = 20_000
NARROW = "请按下级地区或单位分别下载。"


def calendar_of(scope: Scope, place: Place, year: int, *, with_due_days: bool = False) -> CalendarFile:
    """The drills of a year; on request the days that upper rooms give (due days of plan evaluations).

    Raises Refusal for a place with more drills than a calendar program takes.
    """
    # A draft is nobody's appointment yet: it leaves the house in no file, whoever asks.
    query = drills_at(scope, place, Question(place.region, place.unit_id, year)).where(Drill.unpublished.is_(None))
    tally_of(query, MOST_DRILLS, NARROW)
    kept, newest, left_out = _kept(query)
    due_days = _due_days(scope, place, year) if with_due_days else []
    written = write(f"{place.name}应急演练", f"{place.key}:{year}", due_days, kept, newest)
    return CalendarFile(written.content, (*left_out, *written.left_out))


def _kept(query: Select[Any]) -> tuple[list[bytes], datetime, list[LeftOut]]:
    """The events of these drills, the moment of the newest change, and what could not be written."""
    event = DrillEvent
    rows = db.session.execute(
        query.join(event, event.drill_id == Drill.id).with_only_columns(
            event.content, event.fault, Drill.changed_at, Drill.id, Drill.title
        )
    ).all()
    left_out = [LeftOut(f"演练{row.id}“{row.title}”", row.fault) for row in rows if row.content is None]
    written = [row for row in rows if row.content is not None]
    newest = max((row.changed_at for row in written), default=NO_CHANGE)
    return [row.content for row in written], newest, left_out


def _due_days(scope: Scope, place: Place, year: int) -> list[CalendarEntry]:
    given = slots.calendar_entries.call(scope, place.region, place.unit_id, year)
    return [entry for entries in given for entry in entries]
