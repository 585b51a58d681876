"""Leap days, ends of months and years, and days on which a version of the law or a switch turns, each in figures."""

from datetime import date, timedelta

import pytest
from pure_cast import GOVERNMENT, plan, rule, unit

from emergency.base.workdays import table_of
from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.facts import DrillCredit, PlanKind
from emergency.obligations.lawbook import LawBook, RuleSwitch
from emergency.obligations.state import state_on, tile_on
from emergency.units.facts import UnitKind

ROLLING = rule(shape="rolling", met_by="drill", years=3, subject="plan")
YEARLY = rule(shape="calendar", met_by="drill", period="year")
MONTHLY = rule(shape="calendar", met_by="drill", period="month")
FILED = rule(shape="deadline", met_by="filed", working_days=20, starts_with=["issued"], subject="plan", group="filing")


def tiles_of(rows, issued, drills=(), switches=()):
    plans = [plan(7, GOVERNMENT, issued, kinds=(PlanKind.SPECIAL,))]
    credits = [DrillCredit(number, 1, "X", 7, day) for number, day in enumerate(drills, 1)]
    book = LawBook(book_of(rows).rules, switches)
    # A table in which every weekday is worked, so that the count can be done on the fingers.
    return derive(unit(UnitKind.DEPARTMENT), plans, credits, book, workdays=table_of([(date(2024, 1, 1), False)]))


def says(tiles, day):
    tile = tile_on(tiles, day)
    return None if tile is None else state_on(tile, day).status.value


@pytest.mark.parametrize(
    ("held", "due"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2021, 12, 31), date(2024, 12, 31)),
        (date(2023, 8, 31), date(2026, 8, 31)),
    ],
)
def test_three_years_end_on_the_same_day_or_the_last_of_its_month(held, due):
    tiles = tiles_of([ROLLING], date(2020, 1, 1), [held])
    assert says(tiles, due) == "pending" and says(tiles, due - timedelta(days=1)) == "met"
    assert says(tiles, due + timedelta(days=1)) == "overdue"
    assert tile_on(tiles, due).due_on == due


def test_a_year_ends_with_its_last_day_and_the_next_begins():
    tiles = tiles_of([YEARLY], date(2023, 1, 1), [date(2023, 12, 31), date(2025, 1, 1)])
    assert (says(tiles, date(2023, 12, 31)), says(tiles, date(2024, 1, 1))) == ("met", "pending")
    assert (says(tiles, date(2024, 12, 31)), says(tiles, date(2025, 1, 1))) == ("pending", "met")


def test_february_of_a_leap_year_has_its_day():
    tiles = tiles_of([MONTHLY], date(2024, 1, 1), [date(2024, 1, 31), date(2024, 2, 29)])
    assert [says(tiles, date(2024, 2, 28)), says(tiles, date(2024, 2, 29))] == ["pending", "met"]
    assert [says(tiles, date(2024, 3, 31)), says(tiles, date(2024, 4, 1))] == ["pending", "overdue"]


def test_working_days_cross_the_end_of_february():
    # 20 weekdays after Thursday 15 February 2024: the 16th is the first, 14 March the twentieth.
    tiles = tiles_of([FILED], date(2024, 2, 15))
    assert tile_on(tiles, date(2024, 2, 15)).due_on == date(2024, 3, 14)
    assert (says(tiles, date(2024, 3, 14)), says(tiles, date(2024, 3, 15))) == ("pending", "overdue")


def two_versions(**second):
    turn = date(2025, 7, 1)
    first = {**YEARLY, "valid_to": turn}
    return [first, {**YEARLY, "version": 2, "valid_from": turn, **second}]


def test_on_the_day_on_which_a_version_of_the_law_turns_the_new_one_speaks():
    rows = two_versions(demand={"shape": "calendar", "met_by": "drill", "period": "half"})
    tiles = tiles_of(rows, date(2024, 1, 1))
    before, after = tile_on(tiles, date(2025, 6, 30)), tile_on(tiles, date(2025, 7, 1))
    assert (before.rule_version, after.rule_version) == (1, 2)
    assert before.ends == after.starts == date(2025, 7, 1)
    assert after.due_on == date(2025, 12, 31) and says(tiles, date(2025, 7, 1)) == "pending"


def test_a_term_that_began_under_the_old_law_keeps_it():
    turn = date(2024, 2, 20)
    demand = {"shape": "deadline", "met_by": "filed", "working_days": 5, "starts_with": ["issued"]}
    rows = [{**FILED, "valid_to": turn}, {**FILED, "version": 2, "valid_from": turn, "demand": demand}]
    old, new = tiles_of(rows, date(2024, 2, 19)), tiles_of(rows, turn)
    assert [tile.due_on for tile in old] == [date(2024, 3, 18)]
    assert [tile.due_on for tile in new] == [date(2024, 2, 27)]


def test_a_rule_switched_off_binds_to_the_day_before_and_again_from_the_day_of_its_return():
    off = RuleSwitch("X", False, date(2025, 3, 1), date(2025, 10, 1))
    tiles = tiles_of([YEARLY], date(2024, 1, 1), switches=(off,))
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 9, 30), date(2025, 10, 1)]
    assert [says(tiles, day) for day in days] == ["overdue", None, None, "pending"]
