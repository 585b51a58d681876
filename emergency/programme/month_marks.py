"""What kind of day each day of a month is, for its grid: holiday, day of rest, working day by exchange (pure)."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from emergency.base.restdays import HOLIDAY, in_holiday
from emergency.base.workdays import DayKind, WorkdayTable

SATURDAY = 5
REST, HOLIDAY_MARK, EXCHANGED, PLAIN = "rest", "holiday", "work", ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The tone of a day's cell, and the word beside its number."""

    tone: str = PLAIN
    word: str = ""


def marks_of(year: int, month: int, table: WorkdayTable, names: Mapping[date, str]) -> dict[date, Mark]:
    """The marks of a month's days; in a year that is not in the table only weekends are known."""
    days = (date(year, month, number + 1) for number in range(calendar.monthrange(year, month)[1]))
    return {day: _mark(day, table, names) for day in days}


def _mark(day: date, table: WorkdayTable, names: Mapping[date, str]) -> Mark:
    weekend, kind = day.weekday() >= SATURDAY, table.kind(day)
    if kind is DayKind.UNKNOWN:
        return Mark(REST, "周末") if weekend else Mark()
    if kind is DayKind.WORK:
        return Mark(EXCHANGED, names.get(day) or "调休上班") if weekend else Mark()
    if in_holiday(day, table):
        return Mark(HOLIDAY_MARK, names.get(day) or HOLIDAY)
    return Mark(REST, "休息日")
