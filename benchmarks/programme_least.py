"""The oracle of re-plans: how many drills must leave their day at least, proven by CP-SAT on the places concerned.

Drills of other places and crews stay where they stand. Who must move whatever else is done is part of the count.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from ortools.sat.python import cp_model

from benchmarks.programme_rivals import wish_of
from benchmarks.programme_years import Year
from emergency.programme.facts import Task


def least_moved(year: Year, tasks: Iterable[Task], moved: Iterable[Task], seconds: float = 60) -> int | None:
    """The fewest that leave their `before`, if drills of the places and crews of `moved` may; None if not proven."""
    places = {task.place for task in moved}
    crews = {crew for task in moved for crew in task.crews}
    free = [task for task in tasks if task.place in places or crews.intersection(task.crews)]
    keys = {task.key for task in free}
    fixed = [task for task in tasks if task.key not in keys and task.before]
    model = cp_model.CpModel()
    takes = {
        (task.key, day): model.NewBoolVar("")
        for task in free
        for day in ([task.locked] if task.locked else wish_of(year, task))
    }
    of_drill: dict[object, list[tuple[date, cp_model.IntVar]]] = defaultdict(list)
    for (key, day), take in takes.items():
        of_drill[key].append((day, take))
    for task in free:
        some = [take for _, take in of_drill[task.key]]
        (model.AddExactlyOne if task.before else model.AddAtMostOne)(some)
    _limit_seats(model, year, free, fixed, of_drill)
    _space(model, free, fixed, of_drill)
    model.Minimize(sum(take for task in free for day, take in of_drill[task.key] if task.before not in (None, day)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    if solver.Solve(model) != cp_model.OPTIMAL:
        return None
    return round(solver.ObjectiveValue())


def _seats(task: Task) -> list[tuple[str, str]]:
    return [("place", task.place), *(("crew", name) for name in task.crews)]


def _limit_seats(model, year: Year, free, fixed, of_drill) -> None:
    room = {("crew", crew.name): crew.a_day for crew in year.limits.crews}
    wanted = defaultdict(list)
    for task in free:
        for day, take in of_drill[task.key]:
            for seat in _seats(task):
                wanted[seat, day].append(take)
    held = defaultdict(int)
    for task in fixed:
        for seat in _seats(task):
            held[seat, task.before] += 1
    for (seat, day), takes in wanted.items():
        whole = room.get(seat, 1) if seat[0] == "crew" else year.limits.places.get(seat[1], year.limits.a_day)
        model.Add(sum(takes) <= whole - held[seat, day])


def _space(model, free, fixed, of_drill) -> None:
    at_home = {task.key: [(task.before, None)] for task in fixed}
    of_unit = defaultdict(list)
    for task in (*free, *fixed):
        of_unit[task.unit].append(task)
    for task in free:
        for mate in of_unit[task.unit]:
            gap = timedelta(days=max(1, min(task.spacing, mate.spacing)))
            for day, take in of_drill[task.key] if mate.key != task.key else ():
                for other, taken in of_drill.get(mate.key) or at_home[mate.key]:
                    if abs(day - other) < gap:
                        model.AddBoolOr([take.Not()] if taken is None else [take.Not(), taken.Not()])
