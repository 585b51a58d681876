"""Natural periods follow each other without gap, and rolling years clip back at month ends."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.base.periods import PeriodKind, add_months, add_years, first_owed, following, period_of

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
KINDS = st.sampled_from(PeriodKind)


@settings(deadline=None)
@given(KINDS, DAYS)
def test_a_day_lies_in_its_own_period(kind, day):
    assert day in period_of(kind, day)


@settings(deadline=None)
@given(KINDS, DAYS)
def test_periods_touch(kind, day):
    period = period_of(kind, day)
    assert following(kind, period).starts == period.ends


@settings(deadline=None)
@given(DAYS, st.integers(1, 10))
def test_a_rolling_year_keeps_the_month(day, years):
    assert add_years(day, years).month == day.month


def test_leap_day_clips_backwards():
    assert add_years(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_the_last_day_of_a_long_month_clips_backwards():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("kind", "event", "first_day"),
    [
        (PeriodKind.HALF, date(2026, 6, 25), date(2026, 7, 1)),
        (PeriodKind.HALF, date(2026, 3, 1), date(2026, 1, 1)),
        (PeriodKind.HALF, date(2026, 5, 1), date(2026, 7, 1)),
        (PeriodKind.HALF, date(2026, 4, 30), date(2026, 1, 1)),
        (PeriodKind.YEAR, date(2026, 9, 1), date(2027, 1, 1)),
        (PeriodKind.YEAR, date(2026, 8, 31), date(2026, 1, 1)),
        (PeriodKind.MONTH, date(2026, 4, 20), date(2026, 4, 1)),
        (PeriodKind.MONTH, date(2026, 4, 21), date(2026, 5, 1)),
    ],
)
def test_the_first_period_is_owed_only_if_a_third_of_it_is_left(kind, event, first_day):
    assert first_owed(kind, event).starts == first_day
