"""Placing owed drills: the hard rules, the busiest day, and bad input told in words."""

from dataclasses import replace
from datetime import date

import pytest
from programme_checker import faults
from year_cast import drill, on, open_days

from emergency.base.restdays import VILLAGE, Closed
from emergency.base.workdays import table_of
from emergency.programme.days import day_sets
from emergency.programme.facts import Crew, DaySets, Limits, Reason, Term, TermKind
from emergency.programme.placing import place

WHOLE_YEAR = frozenset(on(n) for n in range(-200, 300))


def reasons(plan):
    return {one.key: one.reason for one in plan.unplaced}


def sentence(plan):
    return plan.unplaced[0].sentence


def test_every_drill_gets_a_day_and_the_load_is_even():
    tasks = [drill(n, place=f"town {n}", first=0, last=4) for n in range(20)]
    plan = place(tasks, open_days(), Limits())
    assert len(plan.days) == 20 and plan.peak <= plan.bound + 1
    assert not faults(tasks, open_days(), Limits(), plan.days)


def test_a_place_takes_no_more_than_its_capacity_a_day():
    tasks = [drill(n, last=1) for n in range(5)]
    plan = place(tasks, open_days(), Limits(a_day=2))
    assert len(plan.days) == 4 and set(reasons(plan).values()) == {Reason.PLACE_FULL}
    assert "该地区每天的上限已满" in sentence(plan)


def test_a_capacity_of_nothing_is_told():
    plan = place([drill("a")], open_days(), Limits(places={"town": 0}))
    assert reasons(plan) == {"a": Reason.PLACE_SHUT}
    assert sentence(plan) == "该地区每天的上限设为0，当年不安排演练；需要安排的请在“排期设置”里改为至少1次。"


def test_a_window_of_one_day_that_is_a_holiday_is_told():
    days = open_days()
    days = DaySets({"office": days.open["office"][1:]}, {"office": {on(0): Closed("国庆节放假")}})
    plan = place([drill("a", 0, 0)], days, Limits())
    assert reasons(plan) == {"a": Reason.NO_OPEN_DAY}
    assert sentence(plan).startswith("可排日期内无可用工作日：只有2026-06-01一天（国庆节放假）")


def test_a_year_without_a_holiday_table_places_on_safe_days_and_says_what_is_missing():
    days = day_sets(date(2027, 1, 1), date(2027, 12, 31), table_of([]))
    tasks = [
        replace(drill("safe"), first=date(2027, 3, 1), last=date(2027, 3, 31)),
        replace(drill("near"), first=date(2027, 4, 26), last=date(2027, 4, 30)),
    ]
    plan = place(tasks, days, Limits())
    assert plan.days["safe"].weekday() < 5 and reasons(plan) == {"near": Reason.UNKNOWN_YEAR}
    assert "下一年放假安排未录入" in sentence(plan) and "2027年放假安排未录入" in sentence(plan)


def test_a_window_that_ends_before_it_begins_is_told():
    plan = place([drill("a", 5, 4)], open_days(), Limits())
    assert reasons(plan) == {"a": Reason.EMPTY_WINDOW}


def test_an_observer_on_leave_all_year_is_told_by_name():
    limits = Limits(crews=(Crew("王观摩", 1, WHOLE_YEAR),))
    plan = place([drill("a", crews=("王观摩",)), drill("b")], open_days(), limits)
    assert reasons(plan) == {"a": Reason.CREW_AWAY} and "b" in plan.days
    assert "观摩评估人员没有空：王观摩" in sentence(plan)


def test_an_observer_sees_no_more_drills_a_day_than_said():
    tasks = [drill(n, last=1, place=f"town {n}", crews=("王观摩",)) for n in range(3)]
    plan = place(tasks, open_days(), Limits(crews=(Crew("王观摩", 1),)))
    assert len(plan.days) == 2 and set(reasons(plan).values()) == {Reason.CREW_FULL}


def test_drills_of_one_unit_stand_apart():
    tasks = [drill(n, last=27, unit="school", spacing=20) for n in range(2)] + [drill(2, last=27, unit="school")]
    plan = place(tasks, open_days(), Limits())
    assert len(plan.days) == 2 and set(reasons(plan).values()) == {Reason.SPACING}
    assert not faults(tasks, open_days(), Limits(), plan.days, list(reasons(plan)))


def test_open_fire_stays_out_of_the_season_unless_approved():
    days = open_days(fire=frozenset(on(n) for n in range(30)))
    burning = frozenset({"open_fire"})
    tasks = [
        drill("late", traits=burning),
        drill("never", last=29, traits=burning),
        drill("may", last=29, traits=burning | {"approved"}),
    ]
    plan = place(tasks, days, Limits())
    assert plan.days["late"] >= on(30) and "may" in plan.days and reasons(plan) == {"never": Reason.FIRE_SEASON}


def test_four_hundred_schools_that_need_one_week_are_all_placed_or_told():
    tasks = [drill(n, last=6, place=f"town {n % 20}", traits=frozenset({"school"})) for n in range(400)]
    plan = place(tasks, open_days(), Limits())
    assert len(plan.days) == 20 * 5 * 2 and len(plan.unplaced) == 200
    assert not faults(tasks, open_days(), Limits(), plan.days, list(reasons(plan)))


def test_locked_drills_stay_and_their_conflicts_are_told():
    tasks = [drill("a", unit="u", locked=on(3)), drill("b", unit="u", locked=on(5)), drill("c", unit="u")]
    plan = place(tasks, open_days(), Limits())
    assert (plan.days["a"], plan.days["b"]) == (on(3), on(5)) and plan.days["c"] >= on(19)
    assert {(one.key, one.reason) for one in plan.conflicts} == {("a", Reason.SPACING), ("b", Reason.SPACING)}


def test_a_locked_drill_on_a_closed_day_is_told():
    days = open_days()
    days.closed["office"][on(5)] = Closed("休息日")
    plan = place([drill("a", locked=on(5))], days, Limits())
    assert [one.sentence for one in plan.conflicts] == ["2026-06-06是休息日，本单位的演练排在工作日。"]


def test_a_village_may_drill_on_a_weekend_and_an_office_may_not():
    plan = place([drill("v", 5, 6, rest=VILLAGE), drill("o", 5, 6)], open_days(), Limits())
    assert plan.days["v"] in (on(5), on(6)) and reasons(plan) == {"o": Reason.NO_OPEN_DAY}


def test_the_same_seed_gives_the_same_plan():
    tasks = [drill(n, n % 7, 20 + n % 9, place=f"town {n % 3}") for n in range(60)]
    plans = [place(tasks, open_days(), Limits(a_day=3, seed=seed)) for seed in (5, 5)]
    assert plans[0] == plans[1]


def test_a_wish_is_met_where_the_load_allows_it():
    wish = Term("w", "愿望", TermKind.PREFER, 3, days=frozenset({on(8), on(9)}))
    plan = place([drill("a"), drill("b")], open_days(), Limits(), [wish])
    assert set(plan.days.values()) == {on(8), on(9)} or list(plan.days.values()) in ([on(8)] * 2, [on(9)] * 2)
    assert plan.cost == 0 and plan.cost_by_term == {"w": 0}


def test_progress_is_told_to_the_end():
    told = []
    place([drill(n) for n in range(3)], open_days(), Limits(), progress=lambda done, whole: told.append((done, whole)))
    assert told == sorted(told) and told[-1] == (100, 100)


def test_whoever_stops_it_keeps_the_best_so_far():
    answers = iter([False] * 10 + [True] * 10_000)
    tasks = [drill(n, place=f"town {n}") for n in range(40)]
    plan = place(tasks, open_days(), Limits(), stop=lambda: next(answers))
    assert plan.stopped and 0 < len(plan.days) < 40
    assert {one.reason for one in plan.unplaced} == {Reason.STOPPED}
    assert not faults(tasks, open_days(), Limits(), plan.days, [one.key for one in plan.unplaced])


def test_no_drills_make_an_empty_plan():
    plan = place([], open_days(), Limits())
    assert (dict(plan.days), plan.peak, plan.bound, plan.cost) == ({}, 0, 0, 0)


def test_two_drills_of_one_key_are_refused():
    with pytest.raises(ValueError, match="one key"):
        place([drill("a"), drill("a")], open_days(), Limits())
