"""What kind of day each day of a month is, for its grid: holiday, day of rest, working day by exchange (pure)."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from emergency.base.restdays import DAY, HOLIDAY, SATURDAY, MoonDays, statutory_days, why_closed
from emergency.base.workdays import DayKind, WorkdayTable

REST, FEAST, EXCHANGED, PLAIN = "rest", "holiday", "work", ""
NOT_YET = "放假未定"


@dataclass(frozen=True, slots=True)
class Mark:
    """The tone of a day's cell, and the word beside its number."""

    tone: str = PLAIN
    word: str = ""


def marks_of(
    year: int, month: int, table: WorkdayTable, names: Mapping[date, str], moon: MoonDays
) -> dict[date, Mark]:  # fmt: skip
    """The marks of a month's days; in a year that is not in the table, the days that its notice may yet close too."""
    statutory = statutory_days(year - 1, year + 1, moon)
    days = (date(year, month, number + 1) for number in range(calendar.monthrange(year, month)[1]))
    return {day: _mark(day, table, names, statutory) for day in days}


def _mark(day: date, table: WorkdayTable, names: Mapping[date, str], statutory: Mapping[date, str]) -> Mark:
    weekend = day.weekday() >= SATURDAY
    office, village = why_closed(day, table, names, statutory)
    if office is None:
        return Mark(EXCHANGED, names.get(day) or "调休上班") if weekend else Mark()
    if office.unknown:
        return Mark(REST, "周末" if weekend else NOT_YET)
    return Mark(REST, office.words) if village is None else Mark(FEAST, _feast(day, table, names))


def _feast(day: date, table: WorkdayTable, names: Mapping[date, str]) -> str:
    """The name of the holiday whose days off a weekend lies among."""
    for step in (-DAY, DAY):
        other = day
        while table.kind(other) is DayKind.REST:
            if other in names:
                return names[other]
            other += step
    return HOLIDAY
