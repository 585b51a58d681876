"""Working days from our own table of years, and deadlines that say so where a year is not yet known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

SOON_DAYS = 30
# A guess by weekdays alone was between 3 days too late and 10 days too early for all days of 2014-2026.
BAND_BEFORE = timedelta(days=3)
BAND_AFTER = timedelta(days=10)
# The notice for a new year has reached back to 29-31 December before it (2018, 2011, 2005).
LATE_DECEMBER = (12, 29)


class DayKind(StrEnum):
    """Whether a day was made a working day, a day of rest, or its year is not yet published."""

    WORK = "work"
    REST = "rest"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class WorkdayTable:
    """The published years. ``years[2026]`` maps the exceptions of that year to True (work) or False (rest).

    An exception is a weekday of rest or a working weekend day; a year without a key is not known.
    """

    years: Mapping[int, Mapping[date, bool]]

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What was counted by this table, for the many who ask the same."""
        return {}

    def kind(self, day: date) -> DayKind:
        """Work or rest by the table; unknown in a year that is not in it."""
        exceptions = self.years.get(day.year)
        if exceptions is None:
            return DayKind.UNKNOWN
        works = exceptions.get(day, day.weekday() < 5)
        return DayKind.WORK if works else DayKind.REST

    def works(self, day: date) -> bool:
        """Whether to count the day; in an unknown year weekdays are counted, which is only a guess."""
        kind = self.kind(day)
        return day.weekday() < 5 if kind is DayKind.UNKNOWN else kind is DayKind.WORK

    def waits_for(self, day: date) -> int | None:
        """The unknown year whose notice may change this day: its own, or the next for the last days of a year."""
        if day.year not in self.years:
            return day.year
        late = (day.month, day.day) >= LATE_DECEMBER
        return day.year + 1 if late and day.year + 1 not in self.years else None


@dataclass(frozen=True)
class Deadline:
    """The last day of a term, the day to start reminding, the first day on which it is late.

    ``waits_for`` is the first year that was needed and is not known.
    """

    due_on: date
    soon_from: date
    overdue_from: date
    waits_for: int | None = None

    @property
    def provisional(self) -> bool:
        """Whether the date may still move, because the working days of a year are not published."""
        return self.waits_for is not None


def add_working_days(event_day: date, count: int, table: WorkdayTable, soon_days: int = SOON_DAYS) -> Deadline:
    """The deadline ``count`` working days after the event, whose own day is not counted (民法典第201条).

    Where a day that may change is touched, the date is provisional: reminded 3 days earlier, late only
    10 days later.
    """
    key = (event_day, count, soon_days)
    found: Deadline | None = table.kept.get(key)
    if found is None:
        found = table.kept[key] = _deadline(event_day, count, table, soon_days)
    return found


def _deadline(event_day: date, count: int, table: WorkdayTable, soon_days: int) -> Deadline:
    day, left = event_day, count
    waits_for: int | None = None
    while left > 0:
        day += timedelta(days=1)
        waits_for = waits_for or table.waits_for(day)
        left -= table.works(day)
    soon = day - timedelta(days=soon_days)
    late = day + timedelta(days=1)
    if waits_for:
        return Deadline(day, soon - BAND_BEFORE, late + BAND_AFTER, waits_for)
    return Deadline(day, soon, late)


def working_days_between(first: date, last: date, table: WorkdayTable) -> int:
    """How many working days lie in [first, last], both inside; weekdays stand in for unknown years."""
    span = (last - first).days + 1
    return sum(table.works(first + timedelta(days=offset)) for offset in range(span))


def table_of(rows: Iterable[tuple[date, bool]], years: Iterable[int] = ()) -> WorkdayTable:
    """A table from exceptions (day, works); ``years`` names known years that have no exception."""
    found: dict[int, dict[date, bool]] = {year: {} for year in years}
    for day, works in rows:
        found.setdefault(day.year, {})[day] = works
    return WorkdayTable(found)
