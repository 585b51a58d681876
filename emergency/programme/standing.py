"""Where each drill stands while the year is placed, and what that leaves free (pure)."""

from __future__ import annotations

from emergency.programme.ground import DAYS_OF_WEEK, Ground

NOWHERE = -1


class Standing:
    """The days taken so far, with the loads of days, places and crews kept in step."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.day = [NOWHERE] * len(ground.tasks)
        self.load = [0] * ground.width
        self.here: list[dict[int, None]] = [{} for _ in range(ground.width)]
        self.at_place = [[0] * ground.width for _ in ground.room]
        self.at_crew = [[0] * ground.width for _ in ground.crew_room]
        self.week = [0] * (ground.width // DAYS_OF_WEEK + 2)
        monday = ground.start.weekday()
        self.week_of = [(day + monday) // DAYS_OF_WEEK for day in range(ground.width)]
        for index, day in enumerate(ground.locked):
            if day >= 0:
                self.put(index, day)

    def put(self, index: int, day: int) -> None:
        """Stand a drill on a day; whether it may is the caller's question."""
        self._count(index, day, 1)
        self.day[index] = day
        self.here[day][index] = None

    def take(self, index: int) -> int:
        """Take a drill off its day and tell the day."""
        day = self.day[index]
        self._count(index, day, -1)
        self.day[index] = NOWHERE
        del self.here[day][index]
        return day

    def _count(self, index: int, day: int, step: int) -> None:
        ground = self.ground
        self.load[day] += step
        self.week[self.week_of[day]] += step
        self.at_place[ground.place[index]][day] += step
        for crew in ground.crews[index]:
            self.at_crew[crew][day] += step

    def fits(self, index: int, day: int) -> bool:
        """Whether place, crews and the other drills of the unit leave the day free."""
        ground = self.ground
        place = ground.place[index]
        if self.at_place[place][day] >= ground.room[place]:
            return False
        for crew in ground.crews[index]:
            if self.at_crew[crew][day] >= ground.crew_room[crew]:
                return False
        days = self.day
        for mate, gap in ground.mates[index]:  # noqa: SIM110 - a generator here takes a third of the whole time
            if days[mate] >= 0 and -gap < days[mate] - day < gap:
                return False
        return True

    def near(self, index: int, day: int) -> list[int]:
        """The drills of the same unit that stand too near to the day."""
        days = self.day
        return [mate for mate, gap in self.ground.mates[index] if days[mate] >= 0 and -gap < days[mate] - day < gap]

    def unplaced(self) -> list[int]:
        """The drills that stand nowhere yet."""
        return [index for index, day in enumerate(self.day) if day == NOWHERE]
