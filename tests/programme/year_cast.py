"""Makers of small years for the scheduler: days without holidays, drills with little said."""

from datetime import date, timedelta

from emergency.base.restdays import OFFICE, VILLAGE
from emergency.programme.facts import DaySets, Task

FIRST = date(2026, 6, 1)


def on(number: int) -> date:
    """The day so many days after 1 June 2026, a Monday."""
    return FIRST + timedelta(days=number)


def open_days(count: int = 60, fire: frozenset[date] = frozenset()) -> DaySets:
    """Offices may use Monday to Friday, villages every day."""
    every = tuple(on(n) for n in range(count))
    return DaySets(
        {OFFICE: tuple(day for day in every if day.weekday() < 5), VILLAGE: every}, {OFFICE: {}, VILLAGE: {}}, fire
    )


def drill(key: object, first: int = 0, last: int = 59, **more) -> Task:
    """A drill of a unit of its own, in one township."""
    return Task(key, **{"unit": f"unit {key}", "place": "town", "first": on(first), "last": on(last), **more})
