"""Others who place the same year: everyone for himself, a plain greedy, and CP-SAT as the oracle of how many fit."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

from benchmarks.programme_years import Year
from emergency.programme.facts import Task

try:
    from ortools.sat.python import cp_model
except ImportError:
    cp_model = None

# Beyond so many yes-or-no choices CP-SAT found nothing in a minute and took gigabytes.
MOST_CHOICES = 150_000
Days = dict[object, date]


def wish_of(year: Year, task: Task) -> list[date]:
    """The days of one drill by its own window, day set, fire season and crews' leave."""
    away = {day for crew in year.limits.crews if crew.name in task.crews for day in crew.away}
    if "open_fire" in task.traits and "approved" not in task.traits:
        away |= year.days.fire
    return [day for day in year.days.open[task.rest] if task.first <= day <= task.last and day not in away]


def everyone_picks(year: Year, seed: int) -> Days:
    """Each unit takes a day of the last third of its window and asks nobody."""
    dice = random.Random(seed)
    wishes = {task.key: wish_of(year, task) for task in year.tasks}
    return {key: dice.choice(wish[len(wish) * 2 // 3 :]) for key, wish in wishes.items() if wish}


def plain_greedy(year: Year) -> Days:
    """In the order of the list, the free day of the window with the fewest drills; nobody is moved again."""
    load: Counter[date] = Counter()
    seats: Counter[tuple[str, date]] = Counter()
    held: dict[object, list[tuple[date, int]]] = defaultdict(list)
    a_day = {crew.name: crew.a_day for crew in year.limits.crews}
    found: Days = {}
    for task in year.tasks:
        most = year.limits.places.get(task.place, year.limits.a_day)
        free = [
            day
            for day in wish_of(year, task)
            if seats["p" + task.place, day] < most
            and all(seats["c" + name, day] < a_day.get(name, 1) for name in task.crews)
            and all(abs((day - other).days) >= min(gap, task.spacing) for other, gap in held[task.unit])
        ]
        if free:
            day = found[task.key] = min(free, key=lambda day: (load[day], day))
            load[day] += 1
            held[task.unit].append((day, task.spacing))
            for seat in ("p" + task.place, *("c" + name for name in task.crews)):
                seats[seat, day] += 1
    return found


def oracle(year: Year, peak: int, seconds: float, workers: int = 1) -> tuple[str, int, int, Days]:
    """CP-SAT: as many drills as can be placed with at most `peak` a day. Status, placed, proven bound, days."""
    if cp_model is None:
        return "missing", 0, 0, {}
    wishes = {task.key: wish_of(year, task) for task in year.tasks}
    if sum(map(len, wishes.values())) > MOST_CHOICES:
        return "too large", 0, len(year.tasks), {}
    model = cp_model.CpModel()
    takes = {(key, day): model.NewBoolVar("") for key, wish in wishes.items() for day in wish}
    for key, wish in wishes.items():
        model.AddAtMostOne(takes[key, day] for day in wish)
    _limit_days(model, year, wishes, takes, peak)
    _space_units(model, year, wishes, takes)
    model.Maximize(sum(takes.values()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.StatusName(solver.Solve(model))
    if status not in ("OPTIMAL", "FEASIBLE"):
        return status, 0, len(year.tasks), {}
    days = {key: day for (key, day), take in takes.items() if solver.Value(take)}
    return status, len(days), int(solver.BestObjectiveBound() + 1e-6), days


def _limit_days(model, year: Year, wishes, takes, peak: int) -> None:
    seats = defaultdict(list)
    for task in year.tasks:
        for day in wishes[task.key]:
            for seat in (("all", ""), ("place", task.place), *(("crew", name) for name in task.crews)):
                seats[seat, day].append(takes[task.key, day])
    a_day = {crew.name: crew.a_day for crew in year.limits.crews}
    for ((what, name), _), taken in seats.items():
        most = {"all": peak, "place": year.limits.places.get(name, year.limits.a_day), "crew": a_day.get(name, 1)}[what]
        if len(taken) > most:
            model.Add(sum(taken) <= most)


def _space_units(model, year: Year, wishes, takes) -> None:
    """Drills of one unit with one spacing: at most one within any stretch of so many days."""
    of_unit = defaultdict(list)
    for task in year.tasks:
        of_unit[task.unit, task.spacing].append(task)
    for (_, spacing), tasks in of_unit.items():
        for start in sorted({day for task in tasks for day in wishes[task.key]}) if len(tasks) > 1 else ():
            stretch = {start + timedelta(days=n) for n in range(spacing)}
            near = [takes[task.key, day] for task in tasks for day in wishes[task.key] if day in stretch]
            model.AddAtMostOne(near)
