"""Which days are open for a drill: working days, days of rest, holidays, years that are not known."""

from datetime import date, timedelta

import holidays
import pytest

from emergency.base.restdays import OFFICE, VILLAGE, statutory_days
from emergency.base.workdays import WorkdayTable, table_of
from emergency.obligations.open_days import moon_days
from emergency.programme.days import day_sets
from emergency.programme.facts import DaySets
from emergency.seeding import workday_years

MOON = moon_days()


@pytest.fixture(scope="module")
def table() -> WorkdayTable:
    return workday_years()


def sets_of(year: int, table: WorkdayTable) -> DaySets:
    return day_sets(date(year, 1, 1), date(year, 12, 31), table, moon=MOON)


def test_every_day_is_open_or_closed_with_a_reason(table):
    days = sets_of(2026, table)
    for rest in (OFFICE, VILLAGE):
        assert len(days.open[rest]) + len(days.closed[rest]) == 365
        assert all(closed.words for closed in days.closed[rest].values())


def test_an_office_uses_working_days_a_made_up_saturday_among_them(table):
    days = sets_of(2026, table)
    assert date(2026, 5, 9) in days.open[OFFICE]
    assert days.closed[OFFICE][date(2026, 5, 16)].words == "休息日"


def test_a_village_uses_weekends_but_no_day_of_a_holiday(table):
    days = sets_of(2026, table)
    assert date(2026, 5, 16) in days.open[VILLAGE]
    # 15 to 23 February rest without a break; the first and the last two are a Sunday and a weekend.
    for day in range(15, 24):
        assert days.closed[VILLAGE][date(2026, 2, day)].words == "法定节假日放假"


def test_a_year_without_a_table_opens_only_weekdays_far_from_holidays(table):
    days, statutory = sets_of(2027, table), statutory_days(2026, 2028, MOON)
    near = {day + timedelta(days=n) for day in statutory for n in range(-5, 6)}
    assert days.open[OFFICE] == days.open[VILLAGE]
    assert 199 <= len(days.open[OFFICE]) <= 211
    assert not [day for day in days.open[OFFICE] if day.weekday() >= 5 or day in near]
    assert days.closed[OFFICE][date(2027, 2, 3)].words == "距春节不足6天，2027年放假安排未录入"


def test_such_days_were_working_days_in_every_year_but_for_the_parade_of_2015(table):
    moon = {year: moon_of(year) for year in range(2013, 2028)}
    wrong = [
        day
        for year in range(2014, 2027)
        for day in day_sets(date(year, 1, 1), date(year, 12, 31), table_of([]), moon=moon).open[OFFICE]
        if not table.works(day)
    ]
    assert wrong == [date(2015, 9, 3), date(2015, 9, 4)]


def test_where_even_the_moon_days_are_missing_all_days_they_can_be_are_shut(table):
    assert set(day_sets(date(2027, 1, 1), date(2027, 12, 31), table).open[OFFICE]) < set(
        sets_of(2027, table).open[OFFICE]
    )


def test_the_last_days_of_the_last_known_year_wait_for_the_next_notice(table):
    closed = sets_of(2026, table).closed[OFFICE][date(2026, 12, 30)]
    assert closed.unknown and "2027年放假安排未录入" in closed.words


def moon_of(year: int) -> dict[str, date]:
    said = holidays.country_holidays("CN", years=year, language="zh_CN")
    names = ("春节", "清明节", "端午节", "中秋节")
    found: dict[str, date] = {}
    for day, words in sorted(said.items()):
        for name in (word for word in words.split("; ") if word in names):
            found.setdefault(name, day)
    return found


def test_the_moving_holidays_equal_those_of_a_library():
    assert {year: moon_of(year) for year in MOON} == dict(MOON)
