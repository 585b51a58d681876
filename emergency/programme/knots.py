"""Few drills that hinder each other, tried in every way, where chains of moves placed not all of them (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from emergency.programme.ground import Ground
from emergency.programme.standing import NOWHERE, Standing

# How many drills may be tried in every way, how many ways a knot, and how many for all knots together.
MOST_DRILLS, MOST_WAYS, WAYS_IN_ALL = 14, 30_000, 60_000


def untie(standing: Standing, cap: int) -> None:
    """Place as many as can be of each knot that holds an unplaced drill; others of the knot may move."""
    ground = standing.ground
    left = [index for index in standing.unplaced() if ground.wish[index]]
    ties = _ties(ground) if left else {}
    # No drill outside a knot bears on those in it, so one look at each is enough.
    seen: set[int] = set()
    ways = WAYS_IN_ALL
    for index in left:
        knot = _knot(ground, ties, index) if index not in seen and ways > 0 else []
        if knot:
            ways -= place_most(standing, knot, cap, min(MOST_WAYS, ways))
            seen.update(knot)


def _ties(ground: Ground) -> dict[object, list[int]]:
    """The drills of each unit, place and crew that still have a choice."""
    found: dict[object, list[int]] = defaultdict(list)
    for index in range(len(ground.tasks)):
        if ground.wish[index]:
            for tie in _ties_of(ground, index):
                found[tie].append(index)
    return found


def _ties_of(ground: Ground, index: int) -> list[object]:
    ties: list[object] = [("unit", ground.tasks[index].unit), ("place", ground.place[index])]
    return [*ties, *(("crew", crew) for crew in ground.crews[index])]


def _knot(ground: Ground, ties: Mapping[object, list[int]], index: int) -> list[int]:
    """The drills tied to this one by unit, place or crew with common days; nothing where they are too many."""
    knot, queue = {index}, [index]
    for one in queue:
        for tie in _ties_of(ground, one):
            for other in ties[tie]:
                if other not in knot and _tied(ground, one, other):
                    knot.add(other)
                    queue.append(other)
                    if len(knot) > MOST_DRILLS:
                        return []
    return sorted(knot, key=lambda one: (len(ground.wish[one]), one))


def _tied(ground: Ground, one: int, other: int) -> bool:
    if ground.mask[one] & ground.mask[other]:
        return True
    if ground.tasks[one].unit != ground.tasks[other].unit:
        return False
    gap = max(1, min(ground.tasks[one].spacing, ground.tasks[other].spacing))
    mine, theirs = ground.wish[one], ground.wish[other]
    return theirs[0] < mine[-1] + gap and mine[0] < theirs[-1] + gap


def place_most(standing: Standing, knot: Sequence[int], cap: int, ways: int = MOST_WAYS) -> int:
    """Try these drills in up to so many ways and keep the first that places most. How many were looked at."""
    before = {index: standing.day[index] for index in knot}
    for index, day in before.items():
        if day != NOWHERE:
            standing.take(index)
    search = _Search(standing, knot, cap, ways, sum(day != NOWHERE for day in before.values()))
    search.go(0, 0)
    for index, day in (search.best or before).items():
        if day != NOWHERE:
            standing.put(index, day)
    return ways - search.ways


class _Search:
    def __init__(self, standing: Standing, knot: Sequence[int], cap: int, ways: int, known: int) -> None:
        self.standing, self.knot, self.cap, self.most = standing, knot, cap, known
        self.ways = ways
        self.best: dict[int, int] = {}
        self.days = [self._by_price(index) for index in knot]

    def go(self, turn: int, placed: int) -> None:
        """Place the drill whose turn it is on each free day, or not at all, as long as more can be won."""
        standing = self.standing
        self.ways -= 1
        if placed > self.most:
            self.most = placed
            self.best = {index: standing.day[index] for index in self.knot}
        if turn == len(self.knot) or self.ways <= 0 or placed + len(self.knot) - turn <= self.most:
            return
        index = self.knot[turn]
        for day in self.days[turn]:
            if standing.load[day] < self.cap and standing.fits(index, day):
                standing.put(index, day)
                self.go(turn + 1, placed + 1)
                standing.take(index)
        self.go(turn + 1, placed)

    def _by_price(self, index: int) -> list[int]:
        price = self.standing.ground.price[index]
        return sorted(self.standing.ground.wish[index], key=lambda day: (price[day], day))
