"""What fell due in the year and was done in time, counted from duty tiles."""

from datetime import date

import pytest

from emergency.assessment.measures import Year, drills_in_time, filed_in_time, not_overdue, with_plans
from emergency.obligations.facts import FAR_DAY, SubjectKind, Tile

YEAR = Year(date(2026, 11, 21))
DRILLS = {"DR-03", "DR-05a", "DR-12"}


def day(text):
    return date.fromisoformat(text)


def tile(rule, starts, ends="9999-12-31", *, due=None, met=None, overdue=None, unit=1, subject=None, **basis):
    return Tile(
        unit_id=unit,
        rule_id=rule,
        rule_version=1,
        subject_kind=SubjectKind.UNIT,
        subject_id=subject or unit,
        region_code="231102100000",
        starts=day(starts),
        ends=day(ends),
        met_until=day(met) if met else None,
        overdue_from=day(overdue) if overdue else None,
        due_on=day(due) if due else None,
        basis={"force": "duty", **basis},
    )


def half(starts, ends, owed_from, due, overdue, **more):
    return tile("DR-05a", starts, ends, due=due, overdue=overdue, owed_from=owed_from, period="half", **more)


H1 = ("2025-12-20", "2026-01-01", "2026-06-30", "2026-07-01")
H2_AFTER = ("2026-07-01", "2026-12-31", "2027-01-01")


def counted(tiles, year=YEAR):
    figure = drills_in_time(tiles, DRILLS, year)
    return figure.done, figure.owed


def first_half(ends):
    starts, owed_from, due, overdue = H1
    return half(starts, ends, owed_from, due, overdue)


def test_a_half_year_with_its_drill_is_done_in_time():
    assert counted([first_half("2026-03-05"), half("2026-03-05", "9999-12-31", *H2_AFTER)]) == (1, 1)


def test_a_half_year_without_its_drill_is_missing():
    assert counted([first_half("9999-12-31")]) == (0, 1)


def test_a_drill_after_its_half_year_never_fills_it():
    later = half("2026-08-01", "9999-12-31", "2027-01-01", "2027-06-30", "2027-07-01")
    assert counted([first_half("2026-08-01"), later]) == (0, 1)


def test_a_period_that_has_not_ended_is_not_due():
    assert counted([half("2026-03-05", "9999-12-31", *H2_AFTER)]) == (0, 0)


def test_every_missed_month_counts():
    months = tile("DR-12", "2026-03-01", due="2026-03-31", overdue="2026-04-01", owed_from="2026-03-01", period="month")
    assert counted([months]) == (0, 8)


def test_a_cut_by_a_counting_rule_counts_a_period_once():
    assert counted([first_half("2026-05-01"), half("2026-05-01", "9999-12-31", *H1[1:])]) == (0, 1)


def test_a_unit_that_closed_within_the_period_owed_nothing_for_it():
    assert counted([first_half("2026-05-01")]) == (0, 0)


def test_what_waits_to_be_entered_is_told_and_not_counted():
    waiting = half("2025-12-20", "9999-12-31", *H1[1:3], "2026-12-31", late_from="2026-07-01")
    figure = drills_in_time([waiting], DRILLS, YEAR)
    assert (figure.done, figure.owed, figure.remark) == (0, 0, "待补录1项，未计入应做")


def test_a_rule_without_number_is_in_no_count():
    assert counted([tile("DR-03", "2025-01-01", due="2026-03-01", overdue="2026-03-02", force="recommended")]) == (0, 0)


@pytest.mark.parametrize(
    "met_on, share", [("2026-02-01", (1, 1)), ("2026-03-05", (0, 1)), ("2025-11-01", (0, 0)), ("2026-12-20", (0, 1))]
)
def test_an_interval_of_years_counts_in_the_year_of_its_last_day(met_on, share):
    first = tile("DR-03", "2024-03-01", met_on, due="2026-03-01", overdue="2026-03-02")
    assert counted([first, tile("DR-03", met_on, due="2028-03-01", overdue="2028-03-02")]) == share


def test_an_interval_overdue_since_last_year_is_carried_over():
    assert counted([tile("DR-03", "2023-03-01", due="2025-03-01", overdue="2025-03-02")]) == (0, 1)


def filing(*tiles):
    figure = filed_in_time(tiles, {"BA-06"}, YEAR)
    return figure.done, figure.owed


def unmet(ends="9999-12-31", **more):
    return tile("BA-06", "2026-04-01", ends, due="2026-04-29", overdue="2026-04-30", event_id=7, **more)


def test_a_filing_by_its_last_day_is_in_time():
    met = tile("BA-06", "2026-04-20", due="2026-04-29", met="9999-12-31", event_id=7)
    assert filing(unmet("2026-04-20"), met) == (1, 1)


def test_a_late_filing_is_told_apart():
    met = tile("BA-06", "2026-06-01", due="2026-04-29", met="9999-12-31", event_id=7, late=33)
    figure = filed_in_time([unmet("2026-06-01"), met], {"BA-06"}, YEAR)
    assert (figure.done, figure.owed, figure.remark) == (0, 1, "逾期已办1项，不计入已做")


def test_a_missing_filing_is_missing():
    assert filing(unmet()) == (0, 1)


def test_a_filing_after_the_day_of_the_assessment_does_not_count():
    met = tile("BA-06", "2026-11-25", due="2026-04-29", met="9999-12-31", event_id=7, late=200)
    assert filing(unmet("2026-11-25"), met) == (0, 1)


def test_a_filing_not_yet_due_or_of_another_year_is_left_out():
    assert filing(tile("BA-06", "2026-11-01", due="2026-11-28", overdue="2026-11-29", event_id=8)) == (0, 0)
    assert filing(tile("BA-06", "2025-04-01", due="2025-04-29", overdue="2025-04-30", event_id=9)) == (0, 0)


def test_a_provisional_filing_inside_its_band_is_left_out():
    assert filing(tile("BA-06", "2026-10-20", due="2026-11-17", overdue="2026-11-28", event_id=8)) == (0, 0)


def test_evaluations_overdue_and_by_principle_are_cases():
    tiles = [
        tile("EV-02", "2023-01-01", due="2026-01-01", overdue="2026-01-02", subject=1),
        tile("EV-01", "2023-01-01", due="2026-01-01", subject=2, force="principle"),
        tile("EV-01", "2025-01-01", due="2028-01-01", subject=3, force="principle"),
    ]
    figure = not_overdue(tiles, {"EV-01", "EV-02"}, YEAR.on)
    assert (figure.done, figure.owed, figure.cases) == (1, 3, 2) and "原则上要求1项" in figure.remark


def test_a_unit_with_one_valid_plan_is_covered():
    tiles = [
        tile("YB-01", "2024-11-01", unit=1, met=FAR_DAY.isoformat()),
        tile("YB-02", "2024-11-01", unit=1),
        tile("YB-01", "2024-11-01", unit=2),
        tile("YB-01", "2024-11-01", unit=9),
        tile("DR-03", "2024-11-01", unit=3),
    ]
    figure = with_plans(tiles, {1, 2, 3}, YEAR.on)
    assert (figure.done, figure.owed) == (1, 2)


def test_a_plan_that_ended_before_the_day_covers_nobody():
    tiles = [tile("YB-01", "2024-11-01", "2026-01-01", met="2026-01-01"), tile("YB-01", "2026-01-01")]
    assert with_plans(tiles, {1}, YEAR.on).done == 0


def test_one_plan_filed_by_two_bodies_is_two_filings():
    both = [
        tile("BA-09", "2026-03-02", due="2026-03-30", met="9999-12-31", unit=1, subject=7, event_id=3),
        tile("BA-09", "2026-03-02", due="2026-03-30", overdue="2026-03-31", unit=2, subject=7, event_id=3),
    ]
    figure = filed_in_time(both, {"BA-09"}, YEAR)
    assert (figure.done, figure.owed) == (1, 2)
