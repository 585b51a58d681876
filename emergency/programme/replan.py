"""The plan that changes fewest drills after a move, a new unit, a switched rule or a new holiday table (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.programme.bound import least_peak
from emergency.programme.facts import DaySets, Limits, Plan, Progress, Stop, Task, Term
from emergency.programme.ground import survey
from emergency.programme.knots import untie
from emergency.programme.placing import NO_CAP, plan_of, stretched
from emergency.programme.settling import Settler
from emergency.programme.standing import Standing
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
    """Keep every drill where it stood (`before`) as long as that is allowed; the others get the nearest fit day.

    A drill that must go takes a free day if there is one, else the shortest chain of other moves. What moved is where
    `Plan.days` differs from `before`.
    """
    ground = survey(tasks, days, limits, terms)
    watch = Watch(progress, stop)
    standing = Standing(ground)
    homeless = _keep(standing)
    watch.tell(SETTLED)
    wishing = [index for index in range(len(tasks)) if ground.wish[index] or ground.locked[index] >= 0]
    cap = max(stretched(least_peak(ground, wishing), limits), max(standing.load))
    for height in (cap, NO_CAP):
        settler = Settler(standing, height)
        for index in homeless:
            if standing.day[index] < 0 and ground.wish[index] and not watch.over():
                settler.settle(index)
    if not watch.over():
        untie(standing, NO_CAP)
    watch.tell(WHOLE)
    return plan_of(standing, days, limits, terms, watch)


def _keep(standing: Standing) -> list[int]:
    """Stand all drills on their former days, those with few days first; who could not stay, or is new."""
    ground, homeless = standing.ground, []
    for index in sorted(standing.unplaced(), key=lambda index: (len(ground.wish[index]), index)):
        before = ground.tasks[index].before
        day = (before - ground.start).days if before is not None else -1
        if 0 <= day < ground.width and ground.mask[index] >> day & 1 and standing.fits(index, day):
            standing.put(index, day)
        else:
            homeless.append(index)
    return homeless
