"""The statutory holidays of a year (全国年节及纪念日放假办法), looked for in its table of working days (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

Days = Iterable[tuple[date, bool, str]]
Window = tuple[tuple[int, int], tuple[int, int]]

# Fixed days that must rest.
FIXED = {"元旦": ((1, 1),), "劳动节": ((5, 1),), "国庆节": ((10, 1), (10, 2), (10, 3))}
# Days of the moon calendar: within these days of ours a weekday rests, or the note names the holiday.
MOVING: dict[str, Window] = {
    "春节": ((1, 20), (2, 28)),
    "清明节": ((4, 3), (4, 7)),
    "端午节": ((5, 25), (6, 28)),
    "中秋节": ((9, 6), (10, 8)),
}
NATIONAL_WEEK = ((10, 1), (10, 7))


def missing_groups(days: Days, year: int) -> tuple[str, ...]:
    """A sentence for each statutory holiday that the table seems to lack; a guess, so it never refuses."""
    told = list(days)
    lacking = [name for name, fixed in FIXED.items() if not _all_rest(told, year, fixed)]
    lacking += [name for name, window in MOVING.items() if not _rests(told, year, name, window)]
    return tuple(f"没有看到{name}的放假安排，请对照通知核对是否漏了。" for name in lacking)


def _all_rest(days: Days, year: int, fixed: Iterable[tuple[int, int]]) -> bool:
    said = {day: works for day, works, _ in days}
    wanted = [date(year, month, number) for month, number in fixed]
    return not any(said.get(day, day.weekday() < 5) for day in wanted)


def _rests(days: list[tuple[date, bool, str]], year: int, name: str, window: Window) -> bool:
    if any(name in note for _, works, note in days if not works):
        return True
    first, last = (date(year, *edge) for edge in window)
    week = [date(year, *edge) for edge in NATIONAL_WEEK] if name == "中秋节" else []
    resting = {day for day, works, _ in days if not works and day.weekday() < 5 and first <= day <= last}
    if week:
        resting = {day for day in resting if not week[0] <= day <= week[1]}
    return bool(resting) or (name == "清明节" and _weekend_within(first + timedelta(days=1), last - timedelta(days=1)))


def _weekend_within(first: date, last: date) -> bool:
    """清明 falls on 4-6 April; where these touch a weekend the notice may name no weekday."""
    span = (last - first).days + 1
    return any((first + timedelta(days=offset)).weekday() >= 5 for offset in range(span))
