"""On any day of any shape exactly one tile stands where a duty is owed, and none where it is not."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date

from day_oracle import owed_on
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cast import IDS, RULES, TURNS, day, world

from emergency.obligations.lawbook import LawBook
from emergency.obligations.rules import Shape

SEEDS = st.integers(0, 10**6)


def on_tiles(tiles, one_day):
    """How many tiles stand on a day, by rule and subject."""
    now = (tile for tile in tiles if tile.starts <= one_day < tile.ends)
    return Counter((tile.rule_id, tile.subject_kind.value, tile.subject_id) for tile in now)


@settings(deadline=None, max_examples=120)
@given(SEEDS)
def test_tiles_cover_exactly_the_days_on_which_a_rule_binds(seed):
    chance = random.Random(seed)
    drawn = world(chance)
    tiles = drawn.tiles()
    for one_day in [day(chance) for _ in range(8)]:
        found = on_tiles(tiles, one_day)
        assert set(found) == owed_on(drawn, one_day), one_day
        assert set(found.values()) <= {1}, one_day


def test_the_drawn_units_owe_nearly_every_rule_and_every_shape():
    drawn = [world(random.Random(seed)) for seed in range(250)]
    rules = {tile.rule_id for one in drawn for tile in one.tiles()}
    book = LawBook(drawn[0].book.rules)
    assert len(rules) > 0.9 * len(IDS)
    assert {shape for rule_id in rules for shape in book.traits[rule_id].shapes} == set(Shape) - {Shape.LISTED}
    assert any(turn.month == 2 and turn.day == 29 for turn in TURNS)


@settings(deadline=None, max_examples=120)
@given(SEEDS)
def test_nothing_is_due_before_it_starts(seed):
    """Of a unit that was there when its plans came out, under a law that nobody switched in between.

    A rolling term starts with the plan, which may be older than the law: the counting rules say so.
    """
    drawn = world(random.Random(seed))
    drawn = replace(drawn, book=LawBook(RULES), unit=replace(drawn.unit, active_from=date(2015, 1, 1)))
    found = {}
    for tile in drawn.tiles():
        found.setdefault((tile.rule_id, tile.subject_kind, tile.subject_id), []).append(tile)
    began = {act.id: act.on for plan in drawn.plans for act in plan.milestones}
    for mine in found.values():
        first = min(began.get(tile.basis.get("event_id"), tile.starts) for tile in mine)
        assert all(tile.due_on is None or tile.due_on >= first for tile in mine)
        assert all(tile.overdue_from is None or tile.overdue_from > first for tile in mine)
