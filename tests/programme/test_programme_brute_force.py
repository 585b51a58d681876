"""Small years in every possible way: as many drills placed, and as low a busiest day, as can be at all."""

from collections import Counter
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as some
from programme_checker import faults
from year_cast import drill, on, open_days

from emergency.programme.facts import Crew, Limits, Term, TermKind
from emergency.programme.placing import place, stretched
from emergency.programme.replan import replan

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


def fewest_moved(tasks, limits, most):
    """The fewest that leave or lose their day in any plan that keeps all rules and places as many."""
    return min(
        (len(moved(tasks, plan)), peak_of(plan))
        for plan in every_plan(tasks)
        if len(plan) >= most
        and not faults(tasks, DAYS, limits, plan, [task.key for task in tasks if task.key not in plan])
    )[0]


def moved(tasks, plan):
    return [task.key for task in tasks if task.before and plan.get(task.key) != task.before]


@settings(max_examples=150, deadline=None)
@given(small_years(), some.integers(0, 4), some.integers(0, 15).map(on))
def test_one_move_makes_as_few_others_move_as_by_trying_every_way(year, which, day):
    tasks, limits = year
    plan = place(tasks, DAYS, limits)
    tasks = [replace(task, before=plan.days.get(task.key)) for task in tasks]
    number = which % len(tasks)
    tasks[number] = replace(tasks[number], locked=day if day in DAYS.open[tasks[number].rest] else tasks[number].before)
    new = replan(tasks, DAYS, limits)
    assert len(moved(tasks, new.days)) <= fewest_moved(tasks, limits, len(new.days))


TERMS = (
    Term("even", "各周均衡", TermKind.EVEN, 2),
    Term("early", "宜早", TermKind.PREFER, 3, wants=frozenset({"fire"}), days=frozenset(map(on, range(4)))),
    Term("rain", "避开雨天", TermKind.AVOID, 5, without=frozenset({"short"}), days=frozenset(map(on, (2, 5, 9)))),
)


def soft_cost(tasks, limits, plan):
    """In thousandths of a weight: unfit days, and each week's drills against its share of the usable days."""
    away = {crew.name: crew.away for crew in limits.crews}
    usable = {
        day
        for task in tasks
        for day in (DAYS.open[task.rest] if task.locked is None else ())
        if task.first <= day <= task.last and not any(day in away[name] for name in task.crews)
    }
    cost = 0
    for term in TERMS[1:]:
        unfit = term.kind is TermKind.AVOID
        cost += (
            1000
            * term.weight
            * sum(
                term.concerns(task.traits) and (plan[task.key] in term.days) is unfit
                for task in tasks
                if task.key in plan
            )
        )
    days_of = Counter(day.isocalendar().week for day in usable)
    for week, count in Counter(day.isocalendar().week for day in plan.values()).items():
        share = 2 * max(1, days_of[week]) * len(plan)
        cost += sum(1000 * TERMS[0].weight * len(usable) * (2 * n + 1) // share for n in range(count))
    return cost


@settings(max_examples=150, deadline=None)
@given(small_years(), some.lists(some.sampled_from(("fire", "short", "")), min_size=5, max_size=5))
def test_the_soft_cost_is_the_least_of_all_plans_that_place_the_same_drills(year, traits):
    tasks, limits = year
    tasks = [replace(task, traits=frozenset({trait} - {""})) for task, trait in zip(tasks, traits, strict=False)]
    plan = place(tasks, DAYS, limits, TERMS)
    costs = [
        soft_cost(tasks, limits, days)
        for days in every_plan(tasks)
        if days.keys() == plan.days.keys()
        and peak_of(days) <= plan.peak
        and not faults(tasks, DAYS, limits, days, [task.key for task in tasks if task.key not in days])
    ]
    assert soft_cost(tasks, limits, plan.days) == min(costs, default=0)
