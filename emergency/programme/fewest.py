"""Settling a drill so that fewest others leave the day where they stood (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.programme.ousting import in_the_way
from emergency.programme.standing import NOWHERE, Standing

# How many drills may leave their day for one; how many days one search, and all of a plan together, may look at.
MOST_MOVED = 4
LOOKS, LOOKS_IN_ALL = 10_000, 15_000


class Fewest:
    """Searches with none moved, then one, then two…, so that what it finds first moves fewest.

    `home[i]` is where drill i stood before, or NOWHERE: only those that leave a home are counted.
    """

    def __init__(self, standing: Standing, cap: int, home: Sequence[int]) -> None:
        self.standing, self.cap, self.home = standing, cap, home
        self.in_all = LOOKS_IN_ALL
        self.left = 0
        self.chain: set[int] = set()

    def settle(self, index: int) -> bool:
        """Give the drill a day; all others keep one. False where no way was found, with nothing changed."""
        for most in range(MOST_MOVED + 1):
            self.left = min(LOOKS, self.in_all)
            looks = self.left
            self.chain = {index}
            found = self._seat([index], most)
            self.in_all -= looks - self.left
            if found or self.left <= 0:
                return found
        return False

    def _seat(self, waiting: list[int], most: int) -> bool:
        if not waiting:
            return True
        index, rest = waiting[-1], waiting[:-1]
        for _, _, day, victims in self._options(index, most - self._leaving(rest)):
            if self.left <= 0:
                return False
            if self._try(index, day, victims, rest, most):
                return True
        return False

    def _options(self, index: int, most: int) -> list[tuple[int, int, int, tuple[int, ...]]]:
        """The days that can be had with at most so many moved: fewest moved first, then nearest to home, or fittest."""
        standing, home = self.standing, self.home[index]
        self.left -= len(standing.ground.wish[index])
        price = standing.ground.price[index]
        found = []
        for day in standing.ground.wish[index]:
            moved = int(home not in (NOWHERE, day))
            far = price[day] if home == NOWHERE else abs(day - home)
            for victims in in_the_way(standing, index, day, self.cap) if moved <= most else ():
                cost = moved + self._leaving(victims)
                if cost <= most and self.chain.isdisjoint(victims):
                    found.append((cost, far, day, victims))
        return sorted(found)

    def _leaving(self, drills: Sequence[int]) -> int:
        """How many of these leave their home for good: another drill takes it."""
        return sum(self.home[index] != NOWHERE for index in drills)

    def _try(self, index: int, day: int, victims: tuple[int, ...], rest: list[int], most: int) -> bool:
        standing = self.standing
        stood = [standing.take(victim) for victim in victims]
        standing.put(index, day)
        self.chain.update(victims)
        if self._seat([*rest, *victims], most - (self.home[index] not in (NOWHERE, day))):
            return True
        self.chain.difference_update(victims)
        standing.take(index)
        for victim, old in zip(victims, stood, strict=True):
            standing.put(victim, old)
        return False
