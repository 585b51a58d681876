"""The plan that changes fewest drills after a move, a new unit, a switched rule or a new holiday table (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.programme.bound import least_peak
from emergency.programme.facts import DaySets, Limits, Plan, Progress, Stop, Task, Term
from emergency.programme.fewest import Fewest
from emergency.programme.ground import Ground, survey
from emergency.programme.knots import untie
from emergency.programme.levelling import Leveller
from emergency.programme.placing import NO_CAP, plan_of, settle_all, stretched
from emergency.programme.standing import Standing
from emergency.programme.sweeping import choose
from emergency.programme.watch import SETTLED, WHOLE, Watch


def replan(
    tasks: Sequence[Task],
    days: DaySets,
    limits: Limits,
    terms: Sequence[Term] = (),
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Plan:
    """Keep every drill where it stood (`before`) as long as that is allowed; the others get the fittest day left.

    A drill that must go takes a free day if there is one, else the shortest chain of other moves. New drills and those
    that had to go are spread over the weeks as those of a new plan. What moved is where `Plan.days` differs from
    `before`.
    """
    ground = survey(tasks, days, limits, terms)
    watch = Watch(progress, stop)
    standing = Standing(ground)
    _keep(standing)
    watch.tell(SETTLED)
    wishing = [index for index in range(len(tasks)) if ground.wish[index] or ground.locked[index] >= 0]
    cap = max(stretched(least_peak(ground, wishing), limits), max(standing.load))
    _settle_fewest(standing, cap, watch)
    choose(standing, cap, limits.seed, watch)
    settle_all(standing, cap, watch)
    settle_all(standing, NO_CAP, watch)
    if not watch.over():
        untie(standing, NO_CAP)
    while _go_home(standing, max(cap, max(standing.load))):
        pass
    _spread(standing, max(cap, max(standing.load)), watch)
    watch.tell(WHOLE)
    return plan_of(standing, days, limits, terms, watch)


def _keep(standing: Standing) -> None:
    """Stand all drills on their former days, those with few days first; who may not stay, or is new, stands nowhere."""
    ground = standing.ground
    for index in sorted(standing.unplaced(), key=lambda index: (len(ground.wish[index]), index)):
        day = _home(ground, index)
        if day >= 0 and standing.fits(index, day):
            standing.put(index, day)


def _settle_fewest(standing: Standing, cap: int, watch: Watch) -> None:
    """Settle those that lost their day, with as few others moved as can be told in time."""
    ground = standing.ground
    fewest = Fewest(standing, cap, [_home(ground, index) for index in range(len(ground.tasks))])
    for index in standing.unplaced():
        if watch.over() or fewest.in_all <= 0:
            return
        if ground.wish[index] and ground.tasks[index].before is not None:
            fewest.settle(index)


def _spread(standing: Standing, cap: int, watch: Watch) -> None:
    """Level those that stand nowhere they stood before; all others stay."""
    ground = standing.ground
    moved = {index for index, day in enumerate(standing.day) if day >= 0 and day != _home(ground, index)}
    Leveller(standing, cap, watch, frozenset(index for index in moved if ground.locked[index] < 0)).level()


def _home(ground: Ground, index: int) -> int:
    """The day where the drill stood, if it may still take it."""
    before = ground.tasks[index].before
    day = (before - ground.start).days if before is not None else -1
    return day if day >= 0 and ground.mask[index] >> day & 1 else -1


def _go_home(standing: Standing, cap: int) -> bool:
    """Let those that moved for nothing go back; whether any did."""
    went = False
    for index, day in enumerate(standing.day):
        home = _home(standing.ground, index) if day >= 0 else -1
        if home in (-1, day) or standing.load[home] >= cap or not standing.fits(index, home):
            continue
        standing.take(index)
        standing.put(index, home)
        went = True
    return went
