"""What a year owes, from tiles of drill duties: periods, rolling years, schools, rules that come and go."""

from datetime import date

import pytest

from emergency.base.periods import Period, PeriodKind
from emergency.obligations.facts import FAR_DAY, SubjectKind, Tile
from emergency.programme.owed import Owed, Unknown, Year, owed_in, term_of, term_word

YEAR = Year(2027, date(2026, 11, 22))
SCHOOL = 7


def tile(starts=date(2026, 3, 2), ends=FAR_DAY, rule="DR-07", due=None, **basis) -> Tile:
    """A tile of one rule of one unit."""
    return Tile(SCHOOL, rule, 1, SubjectKind.UNIT, SCHOOL, "231102200000", starts, ends, due_on=due, basis=basis)


def terms(found) -> list[str]:
    return [one.term for one in found]


def test_a_half_yearly_duty_is_owed_twice_each_in_its_half():
    found = owed_in([tile(period="half", owed_from="2026-07-01")], YEAR, {})
    assert terms(found) == ["2027-H1", "2027-H2"]
    assert [(one.first, one.last) for one in found] == [
        (date(2027, 1, 1), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2027, 12, 31)),
    ]


def test_a_period_met_by_a_drill_is_owed_no_more():
    met = [tile(ends=date(2027, 2, 3), period="half", owed_from="2026-07-01")]
    met.append(tile(date(2027, 2, 3), period="half", owed_from="2027-07-01"))
    assert terms(owed_in(met, Year(2027, date(2027, 3, 1)), {})) == ["2027-H2"]


def test_a_period_that_went_by_can_no_more_be_planned():
    found = owed_in([tile(period="quarter", owed_from="2026-01-01")], Year(2026, date(2026, 5, 8)), {})
    assert terms(found) == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert found[0].first == date(2026, 5, 8)


def test_only_months_with_teaching_days_are_owed_by_a_school():
    months = "2027-03,2027-04,2027-05,2027-06"
    told = tile(rule="DR-12", period="month", owed_from="2026-03-01", owed_months=months)
    found = owed_in([told], YEAR, {SCHOOL: date(2027, 7, 1)})
    assert terms(found[:-1]) == months.split(",")
    assert found[-1] == Unknown(SCHOOL, "DR-12", date(2027, 7, 1))


def test_a_school_without_any_terms_is_said_and_not_guessed():
    told = tile(rule="DR-12", period="month", terms_missing=True)
    assert owed_in([told], YEAR, {}) == [Unknown(SCHOOL, "DR-12", date(2027, 1, 1))]


def test_a_rule_switched_off_in_june_owes_its_first_half_no_more():
    found = owed_in([tile(ends=date(2027, 6, 1), period="half", owed_from="2026-07-01")], YEAR, {})
    assert found == []


def test_a_rule_that_comes_in_may_is_drilled_from_that_day_on():
    found = owed_in([tile(date(2027, 5, 1), period="year", owed_from="2027-01-01")], YEAR, {})
    assert [(one.term, one.first) for one in found] == [("2027", date(2027, 5, 1))]


@pytest.mark.parametrize(
    ("due", "window"),
    [
        (date(2027, 5, 9), (date(2027, 1, 1), date(2027, 5, 9))),
        (date(2028, 1, 20), (date(2027, 1, 1), date(2027, 12, 31))),
        (date(2026, 12, 1), (date(2027, 1, 1), date(2027, 12, 31))),
    ],
)
def test_a_rolling_duty_is_planned_by_its_day_or_before_the_year_ends(due: date, window: tuple[date, date]):
    [one] = owed_in([tile(rule="DR-03", due=due, met_until=due)], YEAR, {})
    assert (one.first, one.last) == window
    assert isinstance(one, Owed)
    assert one.overdue is (due.year == 2026)


def test_a_rolling_duty_that_is_due_later_waits():
    assert owed_in([tile(rule="DR-01", due=date(2028, 2, 1))], YEAR, {}) == []


def test_a_rolling_duty_that_ends_before_its_day_owes_nothing():
    ending = tile(rule="DR-01", ends=date(2027, 4, 1), due=date(2027, 9, 1))
    assert owed_in([ending], YEAR, {}) == []


@pytest.mark.parametrize(
    ("kind", "term", "word"),
    [("month", "2027-04", "2027年4月"), ("quarter", "2027-Q2", "2027年第2季度"), ("half", "2027-H1", "2027年上半年")],
)
def test_a_period_has_a_name_for_files_and_one_for_people(kind: str, term: str, word: str):
    assert term_of(kind, Period(date(2027, 4 if kind != "half" else 1, 1), date(2027, 7, 1))) == term
    assert term_word(term) == word
    assert PeriodKind(kind)
