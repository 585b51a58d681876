"""The catalogue of law is complete, cites every article, and refuses what cannot be checked."""

from datetime import date
from pathlib import Path

import pytest

from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.rules import Force, Group, Shape

ROWS = read_rows(Path("seeds/reference/law"))
BOOK = book_of(ROWS)
GOOD = ROWS[0]


def by_id(rule_id):
    return BOOK.versions(rule_id)[-1]


def test_the_rules_of_this_catalogue_are_all_there():
    expected = "YB-01 YB-02 YB-03 YB-04 YB-05 YB-06 YB-07 YB-08 YB-09 YB-12 BA-01 BA-02 BA-03 BA-06 BA-07 BA-09"
    expected += " BA-16 GK-01 GK-02 DR-01 DR-02 DR-03 DR-05a DR-05b DR-06 DR-07 DR-08 DR-09 DR-12 DR-13 DR-20"
    assert set(BOOK.ids()) == {*expected.split(), "EV-01", "EV-02"}


def test_a_rule_without_a_number_is_never_a_dated_duty():
    undated = {rule.id for rule in BOOK.rules if rule.force is Force.UNDATED}
    assert undated == {"DR-02", "DR-20", "BA-16"}
    assert all(demand.shape is Shape.ONCE for rule_id in undated for _, demand in by_id(rule_id).demands)


def test_the_village_plan_is_a_work_arrangement_and_the_evaluation_a_principle():
    assert by_id("YB-12").force is Force.LOCAL
    assert by_id("EV-01").force is Force.PRINCIPLE


@pytest.mark.parametrize("rule_id", ["DR-07", "DR-08", "DR-09", "DR-12", "DR-13"])
def test_fire_and_evacuation_drills_must_be_real(rule_id):
    assert by_id(rule_id).accepts.forms == {"live"}


def test_every_drill_rule_says_which_drills_qualify():
    assert all(rule.accepts for rule in BOOK.rules if rule.group is Group.DRILLS)


def test_dates_not_read_in_an_original_are_marked():
    sure = {rule.valid_from for rule in BOOK.rules if not rule.valid_from_unverified}
    assert sure == {date(2024, 1, 31), date(2024, 11, 1), date(2021, 8, 1)}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"article": ""}, "article"),
        ({"binds": {"fact": "colour", "is": "red"}}, "colour"),
        ({"binds": {"fact": "kind", "like": "city"}}, "比较词"),
        ({"binds": {"none": []}}, "目录里没有"),
        ({"force": "strong"}, "strong"),
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
