"""A month laid out in weeks that begin on Monday. Pure."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    by_day: Mapping[date, list[Any]] = defaultdict(list)
    for on, thing in things:
        by_day[on].append(thing)
    rows = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return [[_cell(on, month, by_day[on] if on.month == month else []) for on in row] for row in rows]


def neighbours(year: int, month: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The month before and the month after."""
    before = (year - 1, 12) if month == 1 else (year, month - 1)
    return before, ((year + 1, 1) if month == 12 else (year, month + 1))


def _cell(on: date, month: int, things: list[Any]) -> Day:
    return Day(on, on.month == month, tuple(things[:SHOWN]), max(0, len(things) - SHOWN))
