"""First days for all drills: from January on by the nearest deadline, or the fittest day for each (pure)."""

from __future__ import annotations

import random
from heapq import heappop, heappush

from emergency.programme.costs import Toll
from emergency.programme.standing import Standing
from emergency.programme.watch import PLACED, Watch

# How many drills a day may be looked at in vain before the next day comes.
LOOK_PAST = 200
# What a full day costs more than an empty one, so that days of one price fill evenly; a drill's weight is 1000.
CROWD = 1000
TELL_EVERY = 500
Entry = tuple[int, float, int]


def sweep(standing: Standing, cap: int, seed: int) -> None:
    """Go through the year and give each day up to `cap` drills, those first whose last day is nearest."""
    ground = standing.ground
    dice = random.Random(seed)  # noqa: S311 - it only breaks ties
    opening: list[list[Entry]] = [[] for _ in range(ground.width)]
    for index in standing.unplaced():
        wish = ground.wish[index]
        if wish:
            opening[wish[0]].append((wish[-1], dice.random(), index))
    waiting: list[Entry] = []
    for day in range(ground.width):
        for entry in opening[day]:
            heappush(waiting, entry)
        passed: list[Entry] = []
        while waiting and standing.load[day] < cap and len(passed) < LOOK_PAST:
            entry = heappop(waiting)
            last, _, index = entry
            if last < day:
                continue
            if ground.mask[index] >> day & 1 and standing.fits(index, day):
                standing.put(index, day)
            else:
                passed.append(entry)
        for entry in passed:
            heappush(waiting, entry)


def choose(standing: Standing, cap: int, seed: int, watch: Watch) -> None:
    """Give each drill the fittest day that is free, those first that have the fewest days."""
    ground, load = standing.ground, standing.load
    dice = random.Random(seed)  # noqa: S311 - it only breaks ties
    toll = Toll(standing, len(ground.tasks), CROWD // max(1, cap))
    ties = [dice.random() for _ in ground.tasks]
    order = sorted(standing.unplaced(), key=lambda index: (len(ground.wish[index]), ties[index]))
    for turn, index in enumerate(order):
        if turn % TELL_EVERY == 0:
            watch.tell(PLACED * turn // len(order))
        if watch.over():
            return
        price, prices = ground.price[index], toll.of_day
        ranked = [(price[day] + prices[day]) * ground.width + day for day in ground.wish[index] if load[day] < cap]
        while ranked:
            best = min(ranked)
            day = best % ground.width
            if standing.fits(index, day):
                standing.put(index, day)
                toll.refresh(standing.week_of[day])
                break
            ranked.remove(best)
