"""Small years in every possible way: as many drills placed, and as low a busiest day, as can be at all."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as some
from programme_checker import faults
from year_cast import drill, on, open_days

from emergency.programme.facts import Crew, Limits
from emergency.programme.placing import place, stretched

DAYS = open_days(16)


@some.composite
def small_years(draw):
    """Up to five drills in windows of at most four open days, few units, places and crews."""
    tasks = []
    for number in range(draw(some.integers(1, 5))):
        first = draw(some.integers(0, 12))
        tasks.append(
            drill(
                number,
                first,
                first + draw(some.integers(0, 3)),
                unit=draw(some.sampled_from("uvw")),
                place=draw(some.sampled_from("pq")),
                rest=draw(some.sampled_from(("office", "village"))),
                spacing=draw(some.sampled_from((1, 3, 7))),
                crews=tuple(draw(some.sets(some.sampled_from("xy"), max_size=1))),
                locked=draw(some.sampled_from((None, None, None, None, on(first)))),
            )
        )
    away = draw(some.frozensets(some.integers(0, 15).map(on), max_size=4))
    return tasks, Limits(draw(some.integers(1, 2)), {}, (Crew("x", 1, away), Crew("y", 2)))


def every_plan(tasks):
    """All ways to give each drill a day of its window or none."""
    windows = [[day for day in DAYS.open[task.rest] if task.first <= day <= task.last] for task in tasks]
    choices = [[task.locked] if task.locked else [None, *days] for task, days in zip(tasks, windows, strict=True)]
    for days in product(*choices):
        yield {task.key: day for task, day in zip(tasks, days, strict=True) if day is not None}


def peak_of(plan):
    days = list(plan.values())
    return max((days.count(day) for day in days), default=0)


def best_of(tasks, limits):
    """Most drills, then the lowest busiest day, over all plans that break no rule."""
    good = [
        (-len(plan), peak_of(plan))
        for plan in every_plan(tasks)
        if not faults(tasks, DAYS, limits, plan, [task.key for task in tasks if task.key not in plan])
    ]
    most, peak = min(good)
    return -most, peak


@settings(max_examples=120, deadline=None)
@given(small_years())
def test_as_many_drills_are_placed_as_by_trying_every_way(year):
    tasks, limits = year
    plan = place(tasks, DAYS, limits)
    most, peak = best_of(tasks, limits)
    assert len(plan.days) == most
    assert plan.peak <= max(peak, stretched(plan.bound, limits))


@settings(max_examples=200, deadline=None)
@given(small_years())
def test_every_plan_keeps_all_hard_rules_and_tells_of_every_drill(year):
    tasks, limits = year
    plan = place(tasks, DAYS, limits)
    assert not faults(tasks, DAYS, limits, plan.days, [one.key for one in plan.unplaced])
    assert plan.bound <= plan.peak
    assert all(one.sentence.endswith("。") for one in (*plan.unplaced, *plan.conflicts))
