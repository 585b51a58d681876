"""The catalogue of law is complete, cites every article, and refuses what cannot be checked."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.facts import SubjectKind
from emergency.obligations.rules import Force, Group, Shape
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import UnitKind

ROWS = read_rows(Path("seeds/reference/law"))
BOOK = book_of(ROWS)
GOOD = ROWS[0]


def by_id(rule_id):
    return BOOK.versions(rule_id)[-1]


NUMBERS = {
    "GP": 8,
    "BA": 17,
    "GK": 2,
    "DR": 26,
    "EV": 6,
    "RV": 4,
    "TR": 4,
    "RP": 6,
    "PN": 2,
    "YB": 12,
    "PS": 1,
    "ZB": 1,
}


def test_all_eighty_nine_rules_of_the_list_are_there_and_counted_once():
    listed = {rule.part_of or rule.id for rule in BOOK.rules if rule.in_list}
    assert Counter(rule_id.split("-")[0] for rule_id in listed) == NUMBERS
    assert BOOK.in_use(date(2026, 11, 21))[1] == len(listed) == 89


def test_parts_of_a_rule_name_a_rule_that_is_there():
    parts = {rule.id: rule.part_of for rule in BOOK.rules if rule.part_of}
    assert parts == {"BA-08b": "BA-08", "BA-12b": "BA-12", "DR-06b": "DR-06", "DR-11b": "DR-11"}


def test_a_rule_without_a_number_is_never_a_dated_duty():
    undated = {rule for rule in BOOK.rules if rule.force is Force.UNDATED and not rule.is_listed}
    assert all(demand.shape is Shape.ONCE for rule in undated for _, demand in rule.demands)
    assert {rule.id for rule in undated} >= {"DR-02", "DR-20", "BA-16", "BA-13", "TR-01", "GP-01"}


def test_each_force_of_the_list_is_used():
    assert {rule.force for rule in BOOK.rules} == set(Force)


@pytest.mark.parametrize("prefix", ["RP", "PN", "ZB", "GP-02", "GP-05", "BA-10", "EV-04", "RV-03", "OLD"])
def test_what_is_only_listed_binds_nobody(prefix):
    found = [rule for rule in BOOK.rules if rule.id.startswith(prefix)]
    assert found and all(rule.is_listed for rule in found)
    assert not {rule.id for rule in found} & set(BOOK.ids_for(UnitKind, CATALOGUE))


def test_the_coal_mine_rule_ends_without_an_invented_successor():
    assert [rule.valid_to for rule in BOOK.versions("DR-16")] == [date(2026, 2, 1)]


@pytest.mark.parametrize("rule_id", ["DR-18", "BA-13"])
def test_the_chemicals_law_binds_from_its_first_day(rule_id):
    assert by_id(rule_id).valid_from == date(2026, 5, 1)


def test_the_predecessor_is_in_with_what_is_verified_only():
    old = by_id("OLD-2013")
    assert (old.valid_from, old.valid_to, old.in_list) == (date(2013, 10, 25), date(2024, 1, 31), False)
    assert "条文未取得" in old.verification


def test_the_village_plan_is_a_work_arrangement_and_the_evaluation_a_principle():
    assert by_id("YB-12").force is Force.LOCAL
    assert by_id("EV-01").force is Force.PRINCIPLE


@pytest.mark.parametrize("rule_id", ["DR-07", "DR-08", "DR-09", "DR-12", "DR-13"])
def test_fire_and_evacuation_drills_must_be_real(rule_id):
    assert by_id(rule_id).accepts.forms == {"live"}


def test_every_drill_rule_says_which_drills_qualify():
    assert all(rule.accepts for rule in BOOK.rules if rule.group is Group.DRILLS and rule.subject is SubjectKind.UNIT)


def test_dates_not_read_in_an_original_are_marked():
    sure = {rule.valid_from for rule in BOOK.rules if not rule.valid_from_unverified}
    assert sure == {date(2013, 10, 25), date(2021, 8, 1), date(2024, 1, 31), date(2024, 11, 1), date(2026, 5, 1)}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"article": ""}, "article"),
        ({"binds": {"fact": "colour", "is": "red"}}, "colour"),
        ({"binds": {"fact": "kind", "like": "city"}}, "比较词"),
        ({"binds": {"none": []}}, "目录里没有"),
        ({"force": "strong"}, "force写了不认识的词“strong”"),
        ({"demand": {"shape": "calendar", "met_by": "drill", "period": "year", "perod": 1}}, "perod"),
        ({"demand": {"shape": "once", "met_by": "act"}}, "acts"),
        ({"demand": {"shape": "each", "met_by": "received"}}, "after"),
        ({"surprise": 1}, "surprise"),
        ({"demand": {"shape": "deadline", "met_by": "filed"}}, "working_days"),
        ({"valid_to": date(2000, 1, 1)}, "颠倒"),
    ],
)
def test_a_rule_that_cannot_be_checked_is_refused(change, word):
    with pytest.raises(ValueError, match=word):
        book_of([{**GOOD, **change}])


def test_versions_must_follow_each_other_without_gap_or_overlap():
    first = {**GOOD, "valid_to": date(2026, 1, 1)}
    second = {**GOOD, "version": 2, "valid_from": date(2026, 2, 1)}
    with pytest.raises(ValueError, match="不衔接"):
        book_of([first, second])
    assert len(book_of([first, {**second, "valid_from": date(2026, 1, 1)}]).rules) == 2
