"""The oracle of soft costs: min-cost flow on the relaxed year, with windows and a cap a day, and no other hard rule.

No place, crew or spacing counts, so that its cost is at most that of any plan with the same busiest day. It prices
with code of its own and shares none with the scheduler but the seeds.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import numpy
from ortools.graph.python import min_cost_flow

from benchmarks.programme_years import Year
from emergency.programme.facts import Task, TermKind

MONDAY = date(2020, 1, 6)
Prices = dict[date, int]


def relaxed(year: Year, placed: Iterable[object], cap: int) -> dict[object, date]:
    """The cheapest days for the drills that were placed, at most `cap` a day."""
    keys = set(placed)
    tasks = [task for task in year.tasks if task.key in keys]
    wishes, prices = wishes_of(year, tasks), prices_of(year, tasks)
    steps = steps_of(year, tasks)
    every = sorted({day for wish in wishes.values() for day in wish})
    weeks = sorted({week_of(day) for day in every})
    node_of = {day: len(tasks) + n for n, day in enumerate(every)}
    week_node = {week: len(tasks) + len(every) + n for n, week in enumerate(weeks)}
    sink = len(tasks) + len(every) + len(weeks)
    arcs: list[tuple[int, int, int, int]] = []
    for n, task in enumerate(tasks):
        price = prices[task.traits]
        arcs += [(n, node_of[day], 1, price.get(day, 0)) for day in wishes[task.key]]
    arcs += [(node_of[day], week_node[week_of(day)], cap, 0) for day in every]
    for week in weeks:
        days = sum(week_of(day) == week for day in every)
        arcs += [(week_node[week], sink, 1, steps(days, count)) for count in range(min(len(tasks), cap * days))]
    solver = min_cost_flow.SimpleMinCostFlow()
    columns = numpy.array(arcs, dtype=numpy.int64)
    used = solver.add_arcs_with_capacity_and_unit_cost(*(columns[:, n] for n in range(4)))
    supplies = [1] * len(tasks) + [0] * (sink - len(tasks)) + [-len(tasks)]
    solver.set_nodes_supplies(numpy.arange(sink + 1), numpy.array(supplies))
    if solver.solve() != solver.OPTIMAL:
        return {}
    flows = solver.flows(used)
    return {
        tasks[tail].key: every[head - len(tasks)]
        for (tail, head, _, _), flow in zip(arcs, flows, strict=True)
        if flow and tail < len(tasks)
    }


def wishes_of(year: Year, tasks: list[Task]) -> dict[object, list[date]]:
    """The days of each drill by its own window, day set, fire season and crews' leave."""
    away = {crew.name: crew.away for crew in year.limits.crews}
    found = {}
    for task in tasks:
        burns = "open_fire" in task.traits and "approved" not in task.traits
        found[task.key] = [
            day
            for day in year.days.open[task.rest]
            if task.first <= day <= task.last
            and not (burns and day in year.days.fire)
            and not any(day in away[name] for name in task.crews)
        ]
    return found


def prices_of(year: Year, tasks: list[Task]) -> Mapping[frozenset[str], Prices]:
    """In thousandths of a weight: 1000 times the weight on each avoided day, the same off as on for preferred ones."""
    found: dict[frozenset[str], Prices] = {}
    for traits in {task.traits for task in tasks}:
        price: Prices = defaultdict(int)
        for term in year.terms:
            if term.kind is not TermKind.EVEN and term.wants <= traits and not term.without & traits:
                for day in term.days:
                    price[day] += 1000 * term.weight * (1 if term.kind is TermKind.AVOID else -1)
        found[traits] = price
    return found


def steps_of(year: Year, tasks: list[Task]) -> Callable[[int, int], int]:
    """The price of one more drill in a week of so many usable days that has so many drills."""
    weight = sum(term.weight for term in year.terms if term.kind is TermKind.EVEN)
    wishes = wishes_of(year, list(year.tasks))
    usable = len({day for wish in wishes.values() for day in wish})
    return lambda days, count: 1000 * weight * usable * (2 * count + 1) // (2 * days * len(tasks))


def week_of(day: date) -> int:
    """Weeks from Monday to Sunday, numbered through."""
    return (day - MONDAY) // timedelta(days=7)


def cost(year: Year, days: Mapping[object, date]) -> int:
    """The whole soft cost of these days without its constant part: prices and the load of weeks."""
    tasks = [task for task in year.tasks if task.key in days]
    prices, steps, wishes = prices_of(year, tasks), steps_of(year, tasks), wishes_of(year, list(year.tasks))
    usable = Counter(week_of(day) for day in {day for wish in wishes.values() for day in wish})
    loads = Counter(week_of(day) for day in days.values())
    fit = sum(prices[task.traits].get(days[task.key], 0) for task in tasks)
    return fit + sum(steps(usable[week], count) for week, load in loads.items() for count in range(load))
