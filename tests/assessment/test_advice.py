"""The proposal is the best that can be had: equal to trying every set of acts, on thousands of small cases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from test_assessment_rules import BANDS, BASE, CASES

from emergency.assessment.advice import EFFORTS, Deed, DeedKind, Effort, Lever, best, next_steps, options_of
from emergency.assessment.facts import Scoring

DAY = date(2026, 12, 1)
POINTWISE = replace(BASE, scoring=Scoring.PER_POINT, points=D(5), each=D(1))
COUNTED = replace(BASE, scoring=Scoring.COUNT, points=D(3), each=D("0.5"))
ITEMS = (BASE, BANDS, POINTWISE, COUNTED, CASES)
KINDS = (DeedKind.FILE, DeedKind.MEND, DeedKind.DRILL, DeedKind.PLAN)


def deed(number, kind=DeedKind.FILE, opens=False, lost=""):
    return Deed(f"d{number}", number, kind, "BA-06", "", DAY, DAY, opens, lost)


@some.composite
def levers(draw, most=3):
    found, number = [], 0
    for place in range(draw(some.integers(1, 3))):
        deeds = []
        for _ in range(draw(some.integers(0, most))):
            number += 1
            deeds.append(deed(number, draw(some.sampled_from(KINDS)), draw(some.booleans())))
        owed = draw(some.integers(len(deeds) + 1, 12))
        done = draw(some.integers(0, owed - len(deeds)))
        item = replace(draw(some.sampled_from(ITEMS)), id=str(place))
        found.append(Lever(item, done, owed, owed - done if item.scoring is Scoring.PER_CASE else 0, tuple(deeds)))
    return found


def every_set(found, days):
    """(gain, -cost) of the best of all sets of acts, by trying them."""
    pairs = [(place, one) for place, lever in enumerate(found) for one in lever.deeds]
    results = [(D(0), 0)]
    for size in range(1, len(pairs) + 1):
        for chosen in combinations(pairs, size):
            cost = sum(one.cost for _, one in chosen)
            if cost <= days:
                counts = [
                    lever.gain(sum(p == place and not one.opens for p, one in chosen),
                               sum(p == place and one.opens for p, one in chosen))
                    for place, lever in enumerate(found)
                ]  # fmt: skip
                results.append((sum(counts, D(0)), -cost))
    return max(results)


@settings(deadline=None, max_examples=400)
@given(levers(), some.integers(0, 20))
def test_the_proposal_equals_trying_every_set(found, days):
    proposal = best(found, days)
    assert (proposal.gain, -proposal.cost) == every_set(found, days)


@settings(deadline=None, max_examples=100)
@given(levers(6), some.integers(0, 30))
def test_what_is_chosen_adds_up_and_stays_within_the_days(found, days):
    proposal = best(found, days)
    assert proposal.cost == sum(one.cost for option in proposal.options for one in option.deeds) <= days
    assert proposal.gain == sum((option.gain for option in proposal.options), D(0))
    assert len({one.name for option in proposal.options for one in option.deeds}) == sum(
        len(option.deeds) for option in proposal.options
    )


def test_a_band_pays_only_when_the_next_step_is_reached():
    lever = Lever(BANDS, 3, 10, 0, tuple(deed(number) for number in range(7)))
    assert [(len(one.deeds), one.gain) for one in options_of(lever, 99)] == [(2, 1), (4, 3), (6, 5), (7, 6)]


def test_nothing_is_proposed_that_gains_nothing():
    lever = Lever(BANDS, 0, 100, 0, (deed(1), deed(2)))
    assert best([lever], 99).options == () and next_steps([lever]) == []


def test_a_lost_act_is_never_proposed():
    lever = Lever(BASE, 0, 1, 0, (deed(1, lost="期限已过"),))
    assert best([lever], 99).options == ()


def test_of_equal_gains_the_cheaper_is_taken():
    dear = Lever(replace(BASE, id="a"), 0, 2, 0, (deed(1, DeedKind.PLAN), deed(2, DeedKind.FILE)))
    assert [one.name for option in best([dear], 5).options for one in option.deeds] == ["d2"]


def test_fewer_cases_gain_what_they_cost():
    lever = Lever(CASES, 8, 10, 2, (deed(1), deed(2)))
    assert [one.gain for one in options_of(lever, 9)] == [D("0.5"), D(1)]


@pytest.mark.parametrize("effort", EFFORTS.values())
def test_every_act_takes_time_and_people(effort: Effort):
    assert effort.lead >= 1 and effort.cost >= 1


def test_a_city_of_acts_is_answered():
    found = [
        Lever(replace(item, id=str(place)), 100, 700, 600, tuple(deed(place * 1000 + n) for n in range(600)))
        for place, item in enumerate(ITEMS * 4)
    ]
    assert best(found, 1000).cost <= 1000


def planned(unit, place):
    """The one plan of a unit, as an item sees it."""
    return Deed(f"{unit}-{place}", unit, DeedKind.PLAN, "YB-01", "", DAY, DAY)


@some.composite
def sharing(draw):
    """Levers whose items may want the same plans of the same units."""
    found = []
    for place in range(draw(some.integers(2, 3))):
        units = draw(some.sets(some.integers(1, 4), max_size=3))
        deeds = tuple(planned(unit, place) for unit in sorted(units))
        owed = draw(some.integers(len(deeds) + 1, 9))
        item = replace(draw(some.sampled_from((BASE, BANDS, POINTWISE, COUNTED))), id=str(place))
        found.append(Lever(item, draw(some.integers(0, owed - len(deeds))), owed, 0, deeds))
    return found


def every_union(found, days):
    """The gain of the best set of plans, by trying all of them."""
    units = sorted({one.unit_id for lever in found for one in lever.deeds})
    sets = [set(some) for size in range(len(units) + 1) for some in combinations(units, size) if size * 5 <= days]
    return max(sum((lever.gain(sum(one.unit_id in s for one in lever.deeds)) for lever in found), D(0)) for s in sets)


@settings(deadline=None, max_examples=300)
@given(sharing(), some.integers(0, 25))
def test_shared_acts_are_paid_once_and_count_in_every_item(found, days):
    proposal = best(found, days)
    units = {one.unit_id for option in proposal.options for one in option.deeds}
    assert proposal.cost == 5 * len(units) <= days
    told = sum((lever.gain(sum(one.unit_id in units for one in lever.deeds)) for lever in found), D(0))
    assert proposal.gain == told <= every_union(found, days)


def test_an_act_that_serves_two_items_is_proposed_before_one_that_serves_one():
    twice = [Lever(replace(BASE, id=place), 0, 2, 0, (planned(1, place),)) for place in "ab"]
    once = Lever(replace(BASE, id="c", points=D(3)), 0, 2, 0, (planned(2, "c"),))
    half = [replace(lever, item=replace(lever.item, points=D(2))) for lever in twice]
    proposal = best([once, *half], 5)
    assert {one.unit_id for option in proposal.options for one in option.deeds} == {1}
    assert (proposal.gain, proposal.cost) == (D(2), 5)
