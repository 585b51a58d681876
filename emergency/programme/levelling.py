"""Bettering a placed year: moves, exchanges and short chains of drills that lower the soft cost (pure)."""

from __future__ import annotations

from collections.abc import Collection

from emergency.programme.costs import Toll
from emergency.programme.standing import Standing
from emergency.programme.watch import SETTLED, WHOLE, Watch

# How often the whole year is gone through, and after how many changes the ways out of a day are looked at anew:
# sooner where drills have few days, for there they are soon told.
ROUNDS = 8
STALE_SHORT, STALE_LONG, SHORT = 30, 100, 40
Exit = tuple[int, int, int]


class Leveller:
    """Keeps all hard rules and the cap of drills a day; each change lowers the cost, so that it ends.

    Only `movable` drills move, where they are named: a re-plan leaves the others where people know them.
    """

    def __init__(self, standing: Standing, cap: int, watch: Watch, movable: Collection[int] | None = None) -> None:
        self.standing, self.ground, self.cap, self.watch = standing, standing.ground, cap, watch
        placed = sum(day >= 0 for day in standing.day)
        self.toll = Toll(standing, placed)
        self.movable = movable
        self.changes = 0
        # When each day last changed, and when each drill was last tried in vain.
        self.touched = [0] * standing.ground.width
        self.tried = [-1] * len(standing.day)
        days = sum(len(wish) for wish in standing.ground.wish)
        self.lasting = STALE_SHORT if days < SHORT * len(standing.day) else STALE_LONG
        self.stale = 0
        self.exits: dict[int, list[Exit]] = {}
        self.rooms: dict[int, list[tuple[int, int]]] = {}

    def level(self) -> None:
        """Go through the year until nothing gets better, or until it is stopped."""
        standing, ground = self.standing, self.ground
        movable = [
            index for index, day in enumerate(standing.day)
            if day >= 0 and len(ground.wish[index]) > 1 and self._moves(index)
        ]  # fmt: skip
        for turn in range(ROUNDS):
            before = self.changes
            wanting = []
            for index in movable:
                if self.watch.over():
                    return
                if self._better(index):
                    wanting.append(index)
            # Who stands best of all as the year is needs no second look.
            movable = wanting
            self.watch.tell(SETTLED + (WHOLE - SETTLED) * (turn + 1) // ROUNDS)
            if self.changes == before:
                return

    def _moves(self, index: int) -> bool:
        return self.movable is None or index in self.movable

    def _better(self, index: int) -> bool:
        """Try the cheaper days of a drill, the cheapest first; whether there are any."""
        standing, price, toll = self.standing, self.ground.price[index], self.toll.of_day
        day = standing.day[index]
        own = price[day] + self.toll.back(day)
        wish = self.ground.wish[index]
        options = sorted([(price[one] + toll[one], one) for one in wish if price[one] + toll[one] < own])
        since, touched = self.tried[index], self.touched
        again = touched[day] > since
        self.tried[index] = self.changes
        for cost, other in options:
            if not again and touched[other] <= since:
                continue
            if standing.load[other] < self.cap and standing.fits(index, other):
                self._move(index, other)
                break
            if price[other] < price[day] and self._exchange(index, day, other):
                break
            if self._chain(index, other, own - cost):
                break
        return bool(options)

    def _move(self, index: int, day: int) -> None:
        standing = self.standing
        old = standing.take(index)
        standing.put(index, day)
        self._note(old, day)

    def _note(self, *days: int) -> None:
        self.changes += 1
        for day in days:
            self.touched[day] = self.changes
            self.toll.refresh(self.standing.week_of[day])

    def _exchange(self, index: int, day: int, other: int) -> bool:
        """Change places with a drill of the other day that loses less than this one gains."""
        ground, standing = self.ground, self.standing
        gain = ground.price[index][day] - ground.price[index][other]
        mask, price = ground.mask, ground.price
        for mate in list(standing.here[other]):
            may = mask[mate] >> day & 1 and self._moves(mate)
            loses = price[mate][day] - price[mate][other] if may else gain
            if loses < gain and self._can_go(mate, index, other):
                standing.take(index)
                standing.take(mate)
                if standing.fits(mate, day):
                    standing.put(mate, day)
                    if standing.fits(index, other):
                        standing.put(index, other)
                        self._note(day, other)
                        return True
                    standing.take(mate)
                standing.put(mate, other)
                standing.put(index, day)
        return False

    def _can_go(self, mate: int, index: int, day: int) -> bool:
        """Whether it would help: where the place is full, only a drill of the same place makes room."""
        place = self.ground.place[index]
        full = self.standing.at_place[place][day] >= self.ground.room[place]
        return not full or self.ground.place[mate] == place

    def _chain(self, index: int, other: int, gain: int) -> bool:
        """Let a drill of the other day leave for a day with room, if that costs less than this one gains."""
        standing = self.standing
        for cost, mate, free in self._ways_out(other):
            if cost >= gain:
                return False
            if standing.day[mate] != other or standing.load[free] >= self.cap or not self._can_go(mate, index, other):
                continue
            standing.take(mate)
            if standing.fits(mate, free):
                standing.put(mate, free)
                if standing.fits(index, other):
                    self._note(other, free)
                    self._move(index, other)
                    return True
                standing.take(mate)
            standing.put(mate, other)
        return False

    def _ways_out(self, day: int) -> list[Exit]:
        """The drills of a day by what leaving it would cost, each with the cheapest day that has room."""
        if self.changes >= self.stale:
            self.stale = self.changes + self.lasting
            self.exits.clear()
            self.rooms.clear()
        if day not in self.exits:
            back, ground = self.toll.back(day), self.ground
            ways = []
            for mate in filter(self._moves, self.standing.here[day]):
                mask, price = ground.mask[mate], ground.price[mate]
                found = next((one for one in self._rooms(price) if mask >> one[1] & 1), None)
                if found is not None:
                    ways.append((found[0] - price[day] - back, mate, found[1]))
            ways.sort()
            self.exits[day] = ways
        return self.exits[day]

    def _rooms(self, price: list[int]) -> list[tuple[int, int]]:
        """The days with room, the cheapest first by these prices."""
        if id(price) not in self.rooms:
            load, toll = self.standing.load, self.toll.of_day
            self.rooms[id(price)] = sorted(
                (price[day] + toll[day], day) for day in self.ground.usable if load[day] < self.cap
            )
        return self.rooms[id(price)]
