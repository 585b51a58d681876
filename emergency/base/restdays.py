"""On which days a kind of unit may be asked out, and why not on the others (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.base.workdays import DayKind, WorkdayTable

# The names of the two day sets: working days only, and any day but statutory holidays.
OFFICE, VILLAGE = "office", "village"
DAY = timedelta(days=1)
SATURDAY = 5
# A weekday more than 5 days from any statutory day was a working day in every year 2014-2026 but for 2015-09-03/04.
DANGER = 5
LATE_DECEMBER = (12, 29)
HOLIDAY = "法定节假日放假"
FIXED = (
    ("元旦", ((1, 1),)),
    ("劳动节", ((5, 1), (5, 2))),
    ("国庆节", ((10, 1), (10, 2), (10, 3))),
)
# 除夕 and the first three days of the year rest (全国年节及纪念日放假办法第二条, since 2025).
AROUND = {"春节": (-1, 2)}
# Where even the moon calendar of a year is not entered: the days between which the holiday can fall.
MOVING = {
    "春节": ((1, 20), (2, 23)),
    "清明节": ((4, 4), (4, 6)),
    "端午节": ((5, 27), (6, 25)),
    "中秋节": ((9, 7), (10, 8)),
}
# The first day of each moving holiday, by year and name.
MoonDays = Mapping[int, Mapping[str, date]]


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a day is closed for a kind of unit, in words; `unknown` where only a notice that is not out can tell."""

    words: str
    unknown: bool = False


def statutory_days(first_year: int, last_year: int, moon: MoonDays) -> dict[date, str]:
    """The statutory holidays of these years by day; where the moon calendar is not entered, all days they can be."""
    found: dict[date, str] = {}
    for year in range(first_year, last_year + 1):
        found |= {date(year, *edge): name for name, edges in FIXED for edge in edges}
        known = moon.get(year, {})
        for name, (low, high) in MOVING.items():
            before, after = AROUND.get(name, (0, 0))
            start, end = (known[name], known[name]) if name in known else (date(year, *low), date(year, *high))
            span = range((end - start).days + 1 + after - before)
            found |= {start + DAY * (before + offset): name for offset in span}
    return found


def why_closed(
    day: date, table: WorkdayTable, names: Mapping[date, str], statutory: Mapping[date, str]
) -> tuple[Closed | None, Closed | None]:
    """Why the day is closed, for OFFICE and for VILLAGE; None where it is open.

    Offices, schools and enterprises use working days; villages and communities any day but statutory holidays. In a
    year that is not in the table both use only weekdays more than five days from any statutory day. `names` says what
    a day off is called, `statutory` comes from `statutory_days`, a year wider at both ends.
    """
    waits = table.waits_for(day)
    if waits is not None:
        shut = _in_unknown_year(day, waits, statutory)
        return shut, shut
    if table.kind(day) is DayKind.WORK:
        return None, None
    if in_holiday(day, table):
        shut = Closed(names.get(day) or HOLIDAY)
        return shut, shut
    return Closed("休息日"), None


def in_holiday(day: date, table: WorkdayTable) -> bool:
    """Whether the day of rest belongs to a statutory holiday: days off without a break, a weekday off among them."""
    return any(_weekday_off(day, table, step) for step in (DAY, -DAY))


def _weekday_off(day: date, table: WorkdayTable, step: timedelta) -> bool:
    while table.kind(day) is DayKind.REST:
        if day.weekday() < SATURDAY:
            return True
        day += step
    return False


def _in_unknown_year(day: date, waits: int, statutory: Mapping[date, str]) -> Closed | None:
    missing = f"{waits}年放假安排未录入"
    if day.weekday() >= SATURDAY:
        return Closed(f"周末，{missing}", unknown=True)
    near = next((statutory[day + DAY * n] for n in _outward() if day + DAY * n in statutory), None)
    if near is not None:
        return Closed(f"距{near}不足{DANGER + 1}天，{missing}", unknown=True)
    late = (day.month, day.day) >= LATE_DECEMBER
    return Closed(missing, unknown=True) if late else None


def _outward() -> list[int]:
    return sorted(range(-DANGER, DANGER + 1), key=abs)
