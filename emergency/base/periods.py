"""Natural periods (month, quarter, half-year, year) and rolling years, as half-open stretches of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

A_THIRD = Fraction(1, 3)


class PeriodKind(StrEnum):
    """自然月, 自然季, 自然半年, 自然年."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """The days [starts, ends)."""

    starts: date
    ends: date

    @property
    def last_day(self) -> date:
        """The last day inside."""
        return self.ends - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.starts <= day < self.ends


@lru_cache(maxsize=20_000)
def period_of(kind: PeriodKind, day: date) -> Period:
    """The natural period in which the day lies."""
    months = MONTHS_IN[kind]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return Period(first, add_months(first, months))


def following(kind: PeriodKind, period: Period) -> Period:
    """The natural period after this one."""
    return period_of(kind, period.ends)


def first_owed(kind: PeriodKind, event_day: date, least_left: Fraction = A_THIRD) -> Period:
    """The first period owed after a starting event: its own if enough days are left of it, else the next.

    The day of the event is not counted as left.
    """
    own = period_of(kind, event_day)
    left = (own.last_day - event_day).days
    whole = (own.ends - own.starts).days
    return own if left >= whole * least_left else following(kind, own)


def add_months(day: date, months: int) -> date:
    """The same day of a later month; where it does not exist, that month's last day (民法典第202条)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day n years on; 29 February clips back to the 28th."""
    return add_months(day, 12 * years)
