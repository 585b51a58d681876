"""The plain values that the scheduler of the drill year takes and gives."""

from datetime import date

import pytest

from emergency.programme.facts import Limits, Task, Term, TermKind, Trait


def test_an_owed_drill_needs_only_its_unit_place_and_window():
    task = Task("a", "unit", "231181100000", date(2026, 1, 1), date(2026, 6, 30))
    assert (task.rest, task.spacing, task.locked) == ("office", 14, None)


def test_a_place_takes_two_drills_a_day_unless_told_otherwise():
    assert Limits().a_day == 2


@pytest.mark.parametrize(
    ("traits", "meant"), [({"fire", "outdoor"}, True), ({"outdoor"}, False), ({"fire", "outdoor", "short"}, False)]
)
def test_a_term_concerns_drills_with_all_it_wants_and_none_it_leaves_out(traits, meant):
    term = Term("x", "防火", TermKind.PREFER, 1, frozenset({Trait.FIRE, "outdoor"}), frozenset({"short"}))
    assert term.concerns(frozenset(traits)) is meant
