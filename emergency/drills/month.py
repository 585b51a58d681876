"""A month laid out in weeks that begin on Monday. Pure."""

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SHOWN = 4
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True, slots=True)
class Day:
    """One cell: the day, whether it belongs to the month, what is shown and how much more there is."""

    on: date
    inside: bool
    shown: tuple[Any, ...] = field(default=())
    more: int = 0


def weeks(year: int, month: int, things: Iterable[tuple[date, Any]]) -> list[list[Day]]:
    """The weeks of a month with what happens on each day, at most a few a cell."""
    shown: defaultdict[date, list[Any]] = defaultdict(list)
    counted: Counter[date] = Counter()
    for on, thing in things:
        counted[on] += 1
        if len(shown[on]) < SHOWN:
            shown[on].append(thing)
    rows = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return [[_cell(on, month, shown[on], counted[on]) for on in row] for row in rows]


def neighbours(year: int, month: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The month before and the month after."""
    before = (year - 1, 12) if month == 1 else (year, month - 1)
    return before, ((year + 1, 1) if month == 12 else (year, month + 1))


def _cell(on: date, month: int, shown: list[Any], number: int) -> Day:
    if on.month != month:
        return Day(on, False)
    return Day(on, True, tuple(shown), number - len(shown))
