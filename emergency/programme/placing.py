"""The drill year placed: first days, chains for the rest, a low busiest day, then the fittest seasons (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.programme.bound import least_peak
from emergency.programme.costs import costs_of
from emergency.programme.facts import DaySets, Limits, Plan, Progress, Stop, Task, Term
from emergency.programme.ground import Ground, survey
from emergency.programme.knots import MOST_DRILLS, place_most, untie
from emergency.programme.levelling import Leveller
from emergency.programme.obstacles import conflicts_of, unplaced_of
from emergency.programme.perfecting import perfect
from emergency.programme.settling import Settler
from emergency.programme.standing import Standing
from emergency.programme.sweeping import choose, sweep
from emergency.programme.watch import PLACED, SETTLED, WHOLE, Watch

NO_CAP = 10**9


def place(
    tasks: Sequence[Task],
    days: DaySets,
    limits: Limits,
    terms: Sequence[Term] = (),
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Plan:
    """Give every owed drill a day that keeps all hard rules, or list it with the reason.

    The most drills come first, then a low busiest day, then the soft terms. The same input and seed give the same
    plan; `stop` keeps the best so far. Raises ValueError where two drills have one key.
    """
    ground = survey(tasks, days, limits, terms)
    watch = Watch(progress, stop)
    standing = first_days(ground, limits, watch)
    watch.tell(SETTLED)
    bound = least_peak(ground, [index for index, day in enumerate(standing.day) if day >= 0])
    cap = max(stretched(bound, limits), max(standing.load))
    Leveller(standing, cap, watch).level()
    if not watch.over():
        perfect(standing, cap)
    watch.tell(WHOLE)
    return plan_of(standing, days, limits, terms, watch)


def stretched(bound: int, limits: Limits) -> int:
    """How many drills the busiest day may have: the bound times the stretch, rounded up."""
    return max(1, -(-bound * limits.stretch.numerator // limits.stretch.denominator))


def plan_of(standing: Standing, days: DaySets, limits: Limits, terms: Sequence[Term], watch: Watch) -> Plan:
    """What stands, with all that is told about it."""
    ground = standing.ground
    placed = [index for index, day in enumerate(standing.day) if day >= 0]
    costs = costs_of(standing, terms)
    return Plan(
        days={ground.tasks[index].key: ground.day(standing.day[index]) for index in placed},
        unplaced=unplaced_of(standing, days, limits, watch.stopped),
        conflicts=conflicts_of(standing, days, limits),
        peak=max(standing.load),
        bound=least_peak(ground, placed),
        cost=sum(costs.values()),
        cost_by_term=costs,
        stopped=watch.stopped,
    )


def first_days(ground: Ground, limits: Limits, watch: Watch) -> Standing:
    """The fittest day for each, then chains for the rest; where that leaves too busy a day, the sweep by deadlines."""
    wishing = [index for index in range(len(ground.tasks)) if ground.wish[index] or ground.locked[index] >= 0]
    bound = least_peak(ground, wishing)
    standing = Standing(ground)
    choose(standing, stretched(bound, limits), limits.seed, watch)
    watch.tell(PLACED)
    _finish(standing, limits, watch)
    placed = [index for index, day in enumerate(standing.day) if day >= 0]
    bound = least_peak(ground, placed)
    for cap in range(bound, stretched(bound, limits) + 1):
        if max(standing.load) <= stretched(bound, limits) or watch.over():
            break
        other = Standing(ground)
        sweep(other, cap, limits.seed)
        _finish(other, limits, watch)
        if _better(other, standing):
            standing = other
    return standing


def _finish(standing: Standing, limits: Limits, watch: Watch) -> None:
    """Place the rest, even where days grow busier than wished, then lower the busiest days again."""
    settle_all(standing, NO_CAP, watch)
    if not watch.over():
        untie(standing, NO_CAP)
    placed = [index for index, day in enumerate(standing.day) if day >= 0]
    _lower(standing, stretched(least_peak(standing.ground, placed), limits), watch)


def _better(one: Standing, other: Standing) -> bool:
    return (len(one.unplaced()), max(one.load)) < (len(other.unplaced()), max(other.load))


def _wishing(standing: Standing) -> list[int]:
    return [index for index in standing.unplaced() if standing.ground.wish[index]]


def settle_all(standing: Standing, cap: int, watch: Watch) -> None:
    """Settle the drills left over; one that differs in nothing from one that failed fails as well."""
    ground, settler = standing.ground, Settler(standing, cap)
    failed: set[object] = set()
    for index in _wishing(standing):
        if watch.over():
            return
        unit = ground.tasks[index].unit if ground.mates[index] else None
        like = (ground.mask[index], ground.place[index], ground.crews[index], unit, ground.tasks[index].spacing)
        if like in failed:
            continue
        if settler.settle(index):
            failed.clear()
        else:
            failed.add(like)


def _lower(standing: Standing, cap: int, watch: Watch) -> None:
    """Move drills off the days above the cap as long as chains are found; few drills are tried in every way."""
    settler = Settler(standing, cap)
    for day in range(standing.ground.width):
        for index in list(standing.here[day]):
            if standing.load[day] <= cap or watch.over():
                break
            if standing.ground.locked[index] < 0:
                standing.take(index)
                if not settler.settle(index):
                    standing.put(index, day)
    movable = [index for index, day in enumerate(standing.day) if day >= 0 and standing.ground.locked[index] < 0]
    if max(standing.load) > cap and len(movable) <= MOST_DRILLS:
        _lower_few(standing, movable, cap)


def _lower_few(standing: Standing, movable: list[int], cap: int) -> None:
    for lower in range(cap, max(standing.load)):
        before = {index: standing.take(index) for index in movable}
        place_most(standing, movable, lower)
        if all(standing.day[index] >= 0 for index in movable):
            return
        for index in movable:
            if standing.day[index] >= 0:
                standing.take(index)
            standing.put(index, before[index])
