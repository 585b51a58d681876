"""Working days are counted from our own table, and an unpublished year is never presented as known."""

import csv
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.base.workdays import DayKind, add_working_days, table_of, working_days_between

ROWS = list(csv.DictReader(Path("seeds/reference/workdays.csv").read_text(encoding="utf-8").splitlines()))
TABLE = table_of((date.fromisoformat(row["day"]), row["kind"] == "work") for row in ROWS)
KNOWN = st.dates(date(2008, 1, 1), date(2026, 10, 31))


def test_the_seeded_table_agrees_with_a_second_source_on_every_day():
    other = holidays.country_holidays("CN", years=range(2008, 2027))
    days = (date(2008, 1, 1) + timedelta(n) for n in range((date(2027, 1, 1) - date(2008, 1, 1)).days))
    assert [day for day in days if TABLE.works(day) != other.is_working_day(day)] == []


def test_the_table_holds_only_days_that_differ_from_the_week():
    assert all((row["kind"] == "work") == (date.fromisoformat(row["day"]).weekday() > 4) for row in ROWS)


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_known_years_have_the_known_number_of_working_days(year, count):
    assert working_days_between(date(year, 1, 1), date(year, 12, 31), TABLE) == count


def test_twenty_working_days_from_a_saturday_do_not_count_the_saturday():
    assert add_working_days(date(2025, 3, 1), 20, TABLE).due_on == date(2025, 3, 28)


def test_a_working_sunday_counts():
    assert TABLE.kind(date(2026, 2, 14)) is DayKind.WORK
    assert add_working_days(date(2026, 2, 13), 1, TABLE).due_on == date(2026, 2, 14)


def test_a_known_deadline_is_late_on_the_day_after():
    deadline = add_working_days(date(2026, 3, 2), 20, TABLE)
    assert deadline.due_on == date(2026, 3, 30)
    assert deadline.overdue_from == date(2026, 3, 31)
    assert not deadline.provisional


def test_an_unpublished_year_is_unknown():
    assert TABLE.kind(date(2027, 1, 4)) is DayKind.UNKNOWN


def test_a_deadline_reaching_an_unpublished_year_is_provisional_with_its_band():
    deadline = add_working_days(date(2026, 12, 14), 20, TABLE)
    assert deadline.provisional
    assert deadline.due_on == date(2027, 1, 11)
    assert deadline.soon_from == deadline.due_on - timedelta(days=33)
    assert deadline.overdue_from == deadline.due_on + timedelta(days=11)


def test_the_last_days_of_the_last_known_year_may_still_change():
    assert add_working_days(date(2026, 12, 3), 20, TABLE).provisional
    assert not add_working_days(date(2026, 11, 27), 20, TABLE).provisional


def test_late_december_of_an_inner_year_is_settled():
    assert not add_working_days(date(2025, 12, 3), 20, TABLE).provisional


@settings(deadline=None)
@given(KNOWN, st.integers(1, 40))
def test_the_due_day_is_a_working_day_and_exactly_n_lie_between(day, count):
    due = add_working_days(day, count, TABLE).due_on
    assert TABLE.works(due)
    assert working_days_between(day + timedelta(days=1), due, TABLE) == count


@settings(deadline=None)
@given(KNOWN, st.integers(1, 40))
def test_a_later_event_is_never_due_earlier(day, count):
    tomorrow = day + timedelta(days=1)
    assert add_working_days(day, count, TABLE).due_on <= add_working_days(tomorrow, count, TABLE).due_on
