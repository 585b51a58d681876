"""The cheapest days of few drills, found by trying every way that can still be cheaper (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.programme.costs import Weeks
from emergency.programme.standing import Standing

# How many drills are tried in every way, and in how many ways.
MOST_DRILLS, MOST_WAYS = 12, 40_000


def perfect(standing: Standing, cap: int) -> None:
    """Lower the soft cost of a small year to the least there is with all drills placed; a larger one stays as it is."""
    ground = standing.ground
    movable = [index for index, day in enumerate(standing.day) if day >= 0 and ground.locked[index] < 0]
    if 0 < len(movable) <= MOST_DRILLS:
        _Search(standing, sorted(movable, key=lambda index: len(ground.wish[index])), cap).keep_best()


class _Search:
    def __init__(self, standing: Standing, drills: Sequence[int], cap: int) -> None:
        self.standing, self.drills, self.cap = standing, drills, cap
        placed = sum(day >= 0 for day in standing.day)
        self.weeks = Weeks(standing.ground, standing.week_of, placed)
        self.best = {index: standing.day[index] for index in drills}
        self.least = sum(self._price(index, day) for index, day in self.best.items()) + self._weeks()
        self.ways = MOST_WAYS
        # What the drills from each turn on cost at least, the weeks left aside: these only rise.
        self.rest = [0]
        for index in reversed(drills):
            self.rest.append(self.rest[-1] + min(self._price(index, day) for day in standing.ground.wish[index]))
        self.rest.reverse()

    def keep_best(self) -> None:
        """Take all off, try, and stand them where they cost least."""
        for index in self.drills:
            self.standing.take(index)
        self._go(0, 0)
        for index, day in self.best.items():
            self.standing.put(index, day)

    def _go(self, turn: int, prices: int) -> None:
        self.ways -= 1
        whole = prices + self._weeks()
        if self.ways <= 0 or whole + self.rest[turn] >= self.least:
            return
        if turn == len(self.drills):
            self.least = whole
            self.best = {index: self.standing.day[index] for index in self.drills}
            return
        index, standing = self.drills[turn], self.standing
        for day in sorted(standing.ground.wish[index], key=lambda day: (self._price(index, day), day)):
            if standing.load[day] < self.cap and standing.fits(index, day):
                standing.put(index, day)
                self._go(turn + 1, prices + self._price(index, day))
                standing.take(index)

    def _price(self, index: int, day: int) -> int:
        return self.standing.ground.price[index][day]

    def _weeks(self) -> int:
        return self.weeks.whole(self.standing.week)
