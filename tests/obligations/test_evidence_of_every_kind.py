"""Every kind of evidence of random units: accepting it never worsens its duty on any day."""

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from random_cast import day, world

from emergency.obligations.deadlines import ACT_OF
from emergency.obligations.facts import DrillCredit, Milestone, MilestoneKind, UnitAct
from emergency.obligations.planlife import starting_act
from emergency.obligations.rules import Evidence, Shape
from emergency.obligations.state import Status, state_on, tile_on

WORSE = {Status.MET: 0, Status.PENDING: 1, Status.OVERDUE: 2}
NEW = 10**7
MANY = settings(deadline=None, max_examples=80)
SEEDS = st.integers(0, 10**6)


def duties(tiles):
    found = {}
    for tile in tiles:
        found.setdefault((tile.rule_id, tile.subject_kind.value, tile.subject_id), []).append(tile)
    return found


def met_by(drawn, tile):
    """What meets the duty of a tile, of the version that it stands on; a rule has one kind of evidence."""
    return drawn.book.version(tile.rule_id, tile.rule_version).demands[0][1]


def worse_days(before, after):
    """Days of one duty on which the second history is worse than the first, by the edges of both."""
    both = (*before, *after)
    edges = {edge for tile in both for edge in (tile.starts, tile.ends, tile.overdue_from, tile.met_until) if edge}
    days = {edge + timedelta(days=step) for edge in edges if edge.year < 2099 for step in (-1, 0, 1)}
    pairs = ((tile_on(before, one), tile_on(after, one), one) for one in sorted(days))
    return [one for old, new, one in pairs if old and _worse(old, new, one)]


def _worse(old, new, on):
    return new is None or WORSE[state_on(new, on).status] > WORSE[state_on(old, on).status]


def with_act_of_plan(chance, drawn, kind):
    """The same world with one more dated act of a plan, for everybody and every rule."""
    chosen = chance.choice(drawn.plans)
    numbers = sorted({act.revision_no for act in chosen.milestones if act.kind is not MilestoneKind.ABOLISHED})
    act = Milestone(NEW, kind, day(chance), chance.choice(numbers))
    if kind is MilestoneKind.ACCEPTED:
        begun = starting_act(chosen, act.revision_no)
        act = act._replace(on=begun.on if begun else act.on)
    more = replace(chosen, milestones=(*chosen.milestones, act))
    return replace(drawn, plans=tuple(more if plan is chosen else plan for plan in drawn.plans))


def never_worse(drawn, more, fits):
    """Asserts of each duty that the new evidence can meet that no day is worse, and that leaving it out restores."""
    tiles = drawn.tiles()
    before, after = duties(tiles), duties(more.tiles())
    for key, mine in before.items():
        if fits(mine[0], met_by(drawn, mine[0])):
            assert worse_days(mine, after.get(key, [])) == [], key
    assert drawn.tiles() == tiles


@MANY
@given(SEEDS, st.sampled_from(sorted(ACT_OF)))
def test_filings_disclosures_evaluations_and_reviews_never_worsen_what_they_meet(seed, evidence):
    chance = random.Random(seed)
    drawn = world(chance)
    if drawn.plans:
        more = with_act_of_plan(chance, drawn, ACT_OF[evidence])
        never_worse(drawn, more, lambda _tile, demand: demand.met_by is evidence)


@MANY
@given(SEEDS)
def test_accepting_a_plan_never_worsens_the_duty_to_have_one(seed):
    chance = random.Random(seed)
    drawn = world(chance)
    if drawn.plans:
        more = with_act_of_plan(chance, drawn, MilestoneKind.ACCEPTED)
        never_worse(drawn, more, lambda _tile, demand: demand.shape is Shape.STANDING)


@MANY
@given(SEEDS)
def test_drills_and_acts_of_random_units_never_worsen_what_they_meet(seed):
    chance = random.Random(seed)
    drawn = world(chance)
    for tile in chance.sample(drawn.tiles(), min(3, len(drawn.tiles()))):
        demand = met_by(drawn, tile)
        plan_id = tile.subject_id if tile.subject_kind == "plan" else None
        if demand.met_by is Evidence.DRILL:
            credit = DrillCredit(NEW, tile.unit_id, tile.rule_id, plan_id, day(chance))
            more = replace(drawn, credits=(*drawn.credits, credit))
            never_worse(drawn, more, lambda one, _demand, rule_id=tile.rule_id: one.rule_id == rule_id)
        elif demand.met_by is Evidence.ACT:
            more = replace(drawn, acts=(*drawn.acts, UnitAct(NEW, tile.unit_id, demand.acts[0], day(chance))))
            never_worse(drawn, more, lambda _tile, one, acts=demand.acts: one.acts == acts)


@MANY
@given(SEEDS)
def test_an_answer_never_worsens_what_follows_a_happening(seed):
    chance = random.Random(seed)
    drawn = world(chance)
    for event in drawn.happenings[:3]:
        told = {word.value: (event.on + timedelta(days=chance.randrange(400)), NEW) for word in Evidence}
        fresh = event._replace(answers={**told, **event.answers})
        more = replace(drawn, happenings=tuple(fresh if one is event else one for one in drawn.happenings))
        before, after = duties(drawn.tiles()), duties(more.tiles())
        keys = [key for key in before if key[1:] == (event.kind.value, event.id)]
        # What is answered is listed to the end of that year, so a duty may leave the list but never gets worse in it.
        found = [(before[key], after.get(key, [])) for key in keys]
        assert all(status_of(new, tile.starts) <= status_of(old, tile.starts) for old, new in found for tile in new)


def status_of(tiles, on):
    tile = tile_on(tiles, on)
    return -1 if tile is None else WORSE[state_on(tile, on).status]
