"""A drill of a unit that owes one is asked about a day out of the duty's window."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from drill_cast import PLANNED
from places import COUNTY

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed
from emergency.coverage.drill_windows import windows_of
from emergency.drills.actions import create_drill
from emergency.drills.facts import DutyChoice, Span
from emergency.drills.queries_days import doubts_about

OWED = DutyChoice("DR-08")
YEAR = (date(2026, 1, 1), date(2026, 12, 31), "")


def on(day: date) -> Span:
    starts = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    return Span(starts, starts + timedelta(hours=2))


def test_the_window_of_a_yearly_duty_is_the_year(district):
    assert windows_of(district["town"].id)["DR-08", None] == YEAR


def test_a_day_after_the_window_is_said_and_one_within_is_not(district):
    works = district["works"]
    assert "期限 2026-12-31" in doubts_about(works, on(date(2027, 3, 10)), [OWED])[0]
    assert doubts_about(works, on(date(2026, 12, 10)), [OWED]) == []
    assert doubts_about(works, on(date(2027, 3, 10))) == []


def test_where_another_drill_meets_the_duty_in_time_this_one_is_for_the_next(district):
    works = district["works"]
    with committed():
        create_drill(COUNTY, works, replace(PLANNED, span=on(date(2026, 12, 10)), duties=(OWED,)))
    assert doubts_about(works, on(date(2027, 3, 10)), [OWED]) == []
