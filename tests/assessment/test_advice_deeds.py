"""Which acts are still real: a window that has passed is said to be lost, with the reason."""

from datetime import date

import pytest
from test_assessment_measures import half, tile

from emergency.assessment.advice import DeedKind
from emergency.assessment.advice_deeds import Time, deeds_of, open_drills
from emergency.assessment.behind import Behind, Fact
from emergency.assessment.catalogue import Way
from emergency.assessment.measures import Year, drilled, rows_behind
from emergency.base.workdays import table_of

TODAY, UNTIL = date(2026, 11, 23), date(2026, 12, 31)
TIME = Time(TODAY, UNTIL, table_of((), [2026, 2027]))


def one(way, row, measure="filed-in-time", time=TIME):
    found = deeds_of(way, measure, [row], time)
    assert len(found) == 1
    return found[0]


def filing(due):
    return Behind(tile("BA-06", "2026-01-01", due=due, overdue="2026-12-30"), 1, 0)


def test_a_filing_whose_day_is_to_come_can_be_done_until_then():
    found = one(Way.DEADLINE, filing("2026-12-10"))
    assert (found.lost, found.latest, found.earliest) == ("", date(2026, 12, 10), date(2026, 11, 24))


@pytest.mark.parametrize(("due", "told"), [("2026-11-20", "期限 2026-11-20 已过"), ("2026-11-23", "来不及办成")])
def test_a_filing_too_late_is_lost_and_still_owed(due, told):
    found = one(Way.DEADLINE, filing(due))
    assert told in found.lost and "仍应办理" in found.lost


def test_what_counts_on_the_day_can_be_done_until_the_day():
    found = one(Way.ON_DAY, Behind(tile("EV-02", "2026-01-01", due="2026-03-01", overdue="2026-03-02"), 1, 0))
    assert (found.kind, found.lost, found.latest) == (DeedKind.EVALUATE_PLAN, "", UNTIL)


def test_a_missed_half_year_is_lost_and_the_running_one_is_not():
    missed = half("2025-12-20", "9999-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    rows = rows_behind(drilled([missed], {"DR-05a"}, Year(UNTIL)))
    found = deeds_of(Way.DRILLS, "drills-in-time", rows, TIME)
    assert [("以后的演练不抵" in one.lost) for one in found] == [True]
    opening = open_drills([missed], ["DR-05a"], TIME)
    assert [(one.opens, one.latest) for one in opening] == [(True, UNTIL)]


def test_a_drill_that_is_met_already_opens_nothing():
    met = half("2026-10-01", "9999-12-31", "2027-01-01", "2027-06-30", "2027-07-01", met="2027-07-01")
    assert open_drills([met], ["DR-05a"], TIME) == ()


def test_a_month_that_can_still_be_drilled_is_proposed():
    month = tile("DR-12", "2026-10-15", due="2026-11-30", overdue="2026-12-01", owed_from="2026-11-01", period="month")
    rows = rows_behind(drilled([month], {"DR-12"}, Year(UNTIL)))
    found = one(Way.DRILLS, rows[0])
    assert (found.lost, found.latest) == ("", date(2026, 11, 30))


def test_entries_made_late_stay_late():
    row = Behind(Fact("drill", 1, 1, "疏散演练", date(2026, 3, 1)), 1, 0)
    assert "收到日期不能更改" in one(Way.RECORDS, row, "entered-in-time").lost


def test_too_short_a_time_before_the_day_is_lost():
    time = Time(date(2026, 12, 30), UNTIL, TIME.workdays)
    assert "基准日 2026-12-31 以前来不及" in one(Way.PLANS, filing("2026-12-31"), time=time).lost


def test_what_is_done_needs_no_act():
    done = Behind(tile("BA-06", "2026-01-01", due="2026-12-10"), 1, 1)
    for way in (Way.DEADLINE, Way.PLANS, Way.ON_DAY, Way.EACH):
        assert deeds_of(way, "filed-in-time", [done], TIME) == ()
