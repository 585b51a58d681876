"""A change of law, of a switch or of a counting rule cuts the tile on its day; a one-off term keeps its version."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from emergency.base.workdays import WorkdayTable
from emergency.obligations.casefile import case_of
from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.counting import Counting, CountingSpan
from emergency.obligations.derive import derive
from emergency.obligations.lawbook import LawBook, RuleSwitch
from emergency.obligations.state import Mark, Status, missed_periods, state_on, tile_on

BOOK = book_of(read_rows(Path("seeds/reference/law")))
TOWN = {
    "unit": {"kind": "township"},
    "plans": [{"line": "government", "kinds": ["township"], "acts": [{"issued": date(2025, 3, 3)}]}],
}
SITE = {
    "unit": {"kind": "enterprise", "facts": {"producer": True}},
    "plans": [{"line": "enterprise", "kinds": ["site"], "acts": [{"issued": date(2025, 1, 10)}]}],
}


def tiles(data, rule_id, book=BOOK, **more):
    case = case_of(data)
    found = derive(case.unit, case.plans, case.credits, book, **more)
    return [tile for tile in found if tile.rule_id == rule_id]


def switched(*switches):
    return LawBook(BOOK.rules, switches)


def test_a_rule_switched_off_is_not_owed_on_those_days():
    book = switched(RuleSwitch("YB-01", False, date(2026, 1, 1), date(2026, 2, 1)))
    found = tiles({"unit": {"kind": "city"}}, "YB-01", book)
    assert [(tile.starts, tile.ends) for tile in found] == [
        (date(2024, 11, 1), date(2026, 1, 1)),
        (date(2026, 2, 1), date(9999, 12, 31)),
    ]


def test_a_filing_is_not_owed_while_its_rule_is_off_and_keeps_its_term():
    book = switched(RuleSwitch("BA-06", False, date(2025, 3, 10), date(2025, 3, 20)))
    found = tiles(TOWN, "BA-06", book)
    assert tile_on(found, date(2025, 3, 12)) is None
    assert tile_on(found, date(2025, 3, 20)).due_on == tile_on(found, date(2025, 3, 5)).due_on


def test_a_plan_is_overdue_only_from_a_day_the_office_set():
    book = switched(RuleSwitch("YB-12", True, date(2025, 1, 1), due_on=date(2025, 12, 31)))
    found = tiles({"unit": {"kind": "village"}}, "YB-12", book)
    assert state_on(tile_on(found, date(2025, 12, 31)), date(2025, 12, 31)).status is Status.PENDING
    state = state_on(tile_on(found, date(2026, 1, 1)), date(2026, 1, 1))
    assert state.status is Status.OVERDUE and Mark.LOCAL in state.marks


def new_version(rule_id, day, **changes):
    old = BOOK.versions(rule_id)[0]
    new = replace(old, version=2, valid_from=day, **changes)
    others = tuple(rule for rule in BOOK.rules if rule.id != rule_id)
    return LawBook((*others, replace(old, valid_to=day), new))


def test_a_new_version_cuts_a_standing_duty():
    found = tiles({"unit": {"kind": "city"}}, "YB-01", new_version("YB-01", date(2026, 1, 1)))
    assert [(tile.rule_version, tile.starts) for tile in found] == [
        (1, date(2024, 11, 1)),
        (2, date(2026, 1, 1)),
    ]


def test_a_one_off_term_keeps_the_version_of_its_event():
    found = tiles(TOWN, "BA-06", new_version("BA-06", date(2025, 3, 10)))
    assert {tile.rule_version for tile in found} == {1}
    assert found[-1].ends == date(9999, 12, 31)


def test_a_natural_period_runs_on_over_a_new_version():
    found = tiles(SITE, "DR-05b", new_version("DR-05b", date(2026, 3, 1)))
    assert [tile.overdue_from for tile in found] == [date(2025, 7, 1), date(2025, 7, 1)]


def test_a_counting_rule_cuts_the_tile_on_its_day():
    spans = (
        CountingSpan(Counting(), date.min, date(2025, 5, 1)),
        CountingSpan(Counting(soon_days=60), date(2025, 5, 1)),
    )
    found = tiles(SITE, "DR-05b", counting=spans)
    assert [(tile.starts, tile.soon_from) for tile in found] == [
        (date(2025, 1, 10), date(2025, 5, 31)),
        (date(2025, 5, 1), date(2025, 5, 1)),
    ]


def test_missed_half_years_are_kept():
    tile = tiles(SITE, "DR-05b")[0]
    missed = missed_periods(tile, date(2026, 3, 1))
    assert [period.starts for period in missed] == [date(2025, 1, 1), date(2025, 7, 1)]


def test_asking_for_a_day_outside_the_tile_is_refused():
    tile = tiles(TOWN, "BA-06")[0]
    with pytest.raises(ValueError, match="不在该段"):
        state_on(tile, date(2020, 1, 1))


def test_the_same_input_gives_the_same_tiles():
    assert tiles(SITE, "DR-05b") == tiles(SITE, "DR-05b")


def test_a_period_missed_over_a_cut_is_counted_once():
    spans = (
        CountingSpan(Counting(), date.min, date(2025, 10, 1)),
        CountingSpan(Counting(soon_days=60), date(2025, 10, 1)),
    )
    found = tiles(SITE, "DR-05b", counting=spans)
    missed = [period.starts for tile in found for period in missed_periods(tile, date(2026, 3, 1))]
    assert missed == [date(2025, 1, 1), date(2025, 7, 1)]


def test_holidays_of_a_school_are_never_missed():
    terms = ["2026-03-02/2026-07-10", "2026-08-31/2027-01-15"]
    unit = {"kind": "school", "facts": {"school_kind": ["primary"], "school_terms": terms}}
    plan = {"line": "government", "kinds": ["unit"], "acts": [{"issued": date(2026, 3, 2)}]}
    tile = tiles({"unit": unit, "plans": [plan]}, "DR-12")[0]
    months = [period.starts.month for period in missed_periods(tile, date(2026, 11, 1))]
    assert months == [3, 4, 5, 6, 9, 10]


def test_a_provisional_date_names_the_year_it_waits_for():
    late = {**TOWN, "plans": [{**TOWN["plans"][0], "acts": [{"issued": date(2026, 12, 14)}]}]}
    tile = tiles(late, "BA-06", workdays=WorkdayTable({2026: {}}))[0]
    assert tile.provisional and tile.basis["waits_for_year"] == 2027


def test_the_day_a_unit_was_entered_shifts_no_rolling_clock():
    unit = {"kind": "department", "active_from": date(2026, 11, 1)}
    plan = {"line": "government", "kinds": ["special"], "acts": [{"issued": date(2025, 3, 3)}]}
    tile = tiles({"unit": unit, "plans": [plan]}, "DR-01")[0]
    assert (tile.starts, tile.due_on) == (date(2026, 11, 1), date(2028, 3, 3))


def test_a_demand_without_a_number_is_undated_within_a_dated_rule():
    unit = {"kind": "enterprise", "facts": {"producer": True, "hazardous": ["trade_without_storage"]}}
    plan = {"line": "enterprise", "kinds": ["comprehensive"], "acts": [{"published": date(2025, 3, 3)}]}
    tile = tiles({"unit": unit, "plans": [plan]}, "BA-09")[0]
    assert tile.basis["force"] == "undated" and tile.overdue_from is None
