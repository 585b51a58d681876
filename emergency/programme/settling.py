"""Finding a day for a drill by moving others out of its way, one for one (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.programme.ousting import in_the_way
from emergency.programme.standing import NOWHERE, Standing

# How deep a chain of moves may reach, and how many moves one search may try.
DEPTHS = (1, 2, 4, 8)
TRIES = 400


class Settler:
    """Places one drill at a time under a cap of drills a day, with chains of ejections where no day is free."""

    def __init__(self, standing: Standing, cap: int, tries: int = TRIES) -> None:
        self.standing, self.cap, self.tries = standing, cap, tries
        self.seen: set[object] = set()
        self.chain: set[int] = set()
        self.moved: list[tuple[int, int]] = []
        self.left = 0
        # Whether the last search was cut off by its depth: else a deeper one finds no more.
        self.cut = False

    def settle(self, index: int) -> bool:
        """Give the drill a day; all others keep one. False where no chain was found, with nothing changed."""
        self.left = self.tries
        for depth in DEPTHS:
            self.seen, self.chain, self.moved, self.cut = set(), {index}, [], False
            if self._seat(index, depth):
                return True
            if self.left <= 0 or not self.cut:
                break
        return False

    def _seat(self, index: int, depth: int) -> bool:
        standing = self.standing
        wish, load, price = standing.ground.wish[index], standing.load, standing.ground.price[index]
        free = [day for day in wish if load[day] < self.cap and standing.fits(index, day)]
        if free:
            self._move(index, min(free, key=lambda day: (price[day], load[day], day)))
            return True
        if not depth:
            self.cut = True
            return False
        for day in sorted(wish, key=lambda day: load[day]):
            for victims in in_the_way(standing, index, day, self.cap):
                if self.left <= 0:
                    return False
                if self._may_go(index, day, victims):
                    self.left -= 1
                    if self._push(index, day, victims, depth):
                        return True
        return False

    def _may_go(self, index: int, day: int, victims: Sequence[int]) -> bool:
        """Nobody goes twice in one chain. Who found no other day once finds none later, but for drills of one unit:
        where these find room depends on the day that was taken."""
        if not self.chain.isdisjoint(victims):
            return False
        asked = (index, day, victims[0]) if self._mates(index, victims[0]) else victims[-1]
        if asked in self.seen:
            return False
        self.seen.add(asked)
        return True

    def _push(self, index: int, day: int, victims: Sequence[int], depth: int) -> bool:
        mark = len(self.moved)
        self.chain.update(victims)
        for victim in victims:
            self._move(victim, NOWHERE)
        self._move(index, day)
        if all(self._seat(victim, depth - 1) for victim in victims):
            return True
        self.chain.difference_update(victims)
        while len(self.moved) > mark:
            moved, old = self.moved.pop()
            self._stand(moved, old)
        return False

    def _mates(self, index: int, other: int) -> bool:
        tasks = self.standing.ground.tasks
        return tasks[index].unit == tasks[other].unit

    def _move(self, index: int, day: int) -> None:
        self.moved.append((index, self.standing.day[index]))
        self._stand(index, day)

    def _stand(self, index: int, day: int) -> None:
        if self.standing.day[index] != NOWHERE:
            self.standing.take(index)
        if day != NOWHERE:
            self.standing.put(index, day)
