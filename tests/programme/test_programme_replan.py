"""The plan that changes fewest drills after something changed."""

from collections import Counter
from dataclasses import replace

from programme_checker import faults
from year_cast import drill, on, open_days

from emergency.base.restdays import Closed
from emergency.programme.facts import DaySets, Limits, Term, TermKind
from emergency.programme.placing import place
from emergency.programme.replan import replan

TOWNS = 8


def year():
    """160 drills of 80 units in a placed year, each with the day it got."""
    tasks = [drill(n, 0, 59, unit=f"unit {n // 2}", place=f"town {n % TOWNS}", spacing=14) for n in range(160)]
    plan = place(tasks, open_days(), Limits())
    return [replace(task, before=plan.days[task.key]) for task in tasks]


def moved(tasks, plan):
    return {task.key for task in tasks if task.before is not None and plan.days.get(task.key) != task.before}


def test_nothing_changed_means_nothing_moves():
    tasks = year()
    plan = replan(tasks, open_days(), Limits())
    assert not moved(tasks, plan) and len(plan.days) == 160


def test_a_drill_moved_by_hand_moves_at_most_those_in_its_way():
    tasks = year()
    full = next(task for task in tasks[1:] if task.place == tasks[0].place and task.before != tasks[0].before)
    tasks[0] = replace(tasks[0], locked=full.before)
    plan = replan(tasks, open_days(), Limits())
    assert len(moved(tasks[1:], plan)) <= 3 and plan.days[0] == full.before
    assert not faults(tasks, open_days(), Limits(), plan.days)


def test_a_new_unit_moves_nobody_where_there_is_room():
    tasks = [*year(), drill("new", place="town 1")]
    plan = replan(tasks, open_days(), Limits())
    assert not moved(tasks, plan) and "new" in plan.days


def test_a_new_holiday_moves_only_the_drills_that_stand_on_it():
    tasks, days = year(), open_days()
    holiday = tasks[0].before
    shut = DaySets(
        {rest: tuple(day for day in opened if day != holiday) for rest, opened in days.open.items()},
        {rest: {holiday: Closed("放假")} for rest in days.open},
    )
    plan = replan(tasks, shut, Limits())
    assert moved(tasks, plan) == {task.key for task in tasks if task.before == holiday}
    assert not faults(tasks, shut, Limits(), plan.days)


def test_a_drill_no_longer_owed_moves_nobody():
    tasks = year()[1:]
    assert not moved(tasks, replan(tasks, open_days(), Limits()))


def test_who_can_stand_nowhere_any_more_is_told():
    task = replace(drill("a", 0, 0), before=on(0))
    shut = DaySets({"office": open_days().open["office"][1:]}, {"office": {on(0): Closed("放假")}})
    plan = replan([task], shut, Limits())
    assert [one.key for one in plan.unplaced] == ["a"] and not plan.days


def test_a_place_that_opens_again_is_spread_as_evenly_as_in_a_new_plan():
    even = (Term("even", "均衡", TermKind.EVEN, 1),)
    stood = year()
    freed = [drill(f"freed {n}", place=f"freed {n % 4}", unit=f"freed {n}") for n in range(120)]
    plan = replan([*stood, *freed], open_days(), Limits(), even)
    assert not moved(stood, plan)
    weeks = Counter(day.isocalendar().week for day in plan.days.values())
    assert len(plan.days) == 280 and set(sorted(weeks.values())[1:]) <= {31, 32}
    assert plan.cost == 0


def test_levelling_leaves_alone_who_stands_where_it_stood():
    even = (Term("even", "均衡", TermKind.EVEN, 1),)
    lumpy = [drill(n, place=f"town {n % 5}", before=on(n % 5)) for n in range(10)]
    plan = replan([*lumpy, *(drill(f"new {n}") for n in range(10))], open_days(), Limits(), even)
    assert not moved(lumpy, plan)
