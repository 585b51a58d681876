"""What a plan costs: for each soft term the excess over what the term alone could have at least (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from emergency.programme.facts import Term, TermKind
from emergency.programme.ground import DAYS_OF_WEEK, UNIT, Ground
from emergency.programme.standing import Standing


class Weeks:
    """The load of weeks as prices: the next drill of a week costs its load relative to an even one.

    A week's price counts its usable days, so that a week with a holiday is full with fewer drills. The sum of prices
    is convex in each week's number, hence least where all weeks are as even as the windows allow.
    """

    def __init__(self, ground: Ground, week_of: Sequence[int], drills: int) -> None:
        days = Counter(week_of[day] for day in ground.usable)
        self.days = [max(1, days[week]) for week in range(max(week_of, default=0) + 1)]
        self.top = ground.even * UNIT * len(ground.usable)
        self.drills = max(1, drills)

    def step(self, week: int, count: int) -> int:
        """What one more drill costs in a week that has `count`."""
        return self.top * (2 * count + 1) // (2 * self.days[week] * self.drills)

    def whole(self, loads: Iterable[int]) -> int:
        """What these loads cost together."""
        return sum(self.step(week, count) for week, load in enumerate(loads) for count in range(load))


class Toll:
    """What one more drill on each day costs its week, kept in step; `crowd` adds a little for each one on the day."""

    def __init__(self, standing: Standing, drills: int, crowd: int = 0) -> None:
        self.standing, self.crowd = standing, crowd
        self.weeks = Weeks(standing.ground, standing.week_of, drills)
        self.of_day = [0] * standing.ground.width
        for week in set(standing.week_of):
            self.refresh(week)

    def refresh(self, week: int) -> None:
        """Reckon the days of a week anew after its load changed."""
        standing = self.standing
        first = week * DAYS_OF_WEEK - standing.ground.start.weekday()
        step = self.weeks.step(week, standing.week[week])
        for day in range(max(0, first), min(standing.ground.width, first + DAYS_OF_WEEK)):
            self.of_day[day] = step + self.crowd * standing.load[day]

    def back(self, day: int) -> int:
        """What the week of a day gives back when one drill leaves it."""
        week = self.standing.week_of[day]
        return self.weeks.step(week, self.standing.week[week] - 1)


def costs_of(standing: Standing, terms: Sequence[Term]) -> dict[str, int]:
    """By term, in thousandths of a weight: the excess over the least that this term alone could have."""
    ground = standing.ground
    placed = [index for index, day in enumerate(standing.day) if day >= 0]
    found = {term.name: _excess(standing, placed, term) for term in terms if term.kind is not TermKind.EVEN}
    weeks = Weeks(ground, standing.week_of, len(placed))
    names = [term.name for term in terms if term.kind is TermKind.EVEN]
    if names:
        least = least_even(ground, weeks, standing.week_of, placed)
        found |= dict.fromkeys(names, 0)
        found[names[0]] = weeks.whole(standing.week) - least
    return found


def _excess(standing: Standing, placed: Sequence[int], term: Term) -> int:
    ground, avoids = standing.ground, term.kind is TermKind.AVOID
    days = {(day - ground.start).days for day in term.days}
    concerned = {traits for traits in {task.traits for task in ground.tasks} if term.concerns(traits)}
    kept: dict[tuple[int, ...], bool] = {}
    count = 0
    for index in placed:
        if ground.tasks[index].traits not in concerned or (standing.day[index] in days) is not avoids:
            continue
        wish = ground.wish[index]
        if wish not in kept:
            kept[wish] = any((day in days) is not avoids for day in wish)
        count += kept[wish]
    return count * term.weight * UNIT


def least_even(ground: Ground, weeks: Weeks, week_of: Sequence[int], placed: Iterable[int]) -> int:
    """The least that the weeks can cost if only windows counted: no chain of moves makes a heavy week lighter."""
    wishes = Counter(ground.wish[index] or (ground.locked[index],) for index in placed)
    groups: Counter[tuple[int, ...]] = Counter()
    for wish, count in wishes.items():
        groups[tuple(dict.fromkeys(week_of[day] for day in wish))] += count
    return _Levels(weeks, groups).least()


class _Levels:
    """Drills as groups that may use the same weeks, and how many of each group stand in each week."""

    def __init__(self, weeks: Weeks, groups: Mapping[tuple[int, ...], int]) -> None:
        self.weeks = weeks
        self.load = [0] * len(weeks.days)
        self.stand: list[Counter[tuple[int, ...]]] = [Counter() for _ in weeks.days]
        for group, count in sorted(groups.items(), key=lambda one: (len(one[0]), one[0])):
            for _ in range(count):
                self._add(min(group, key=lambda week: (self.weeks.step(week, self.load[week]), week)), group)

    def _add(self, week: int, group: tuple[int, ...], step: int = 1) -> None:
        self.load[week] += step
        self.stand[week][group] += step
        if not self.stand[week][group]:
            del self.stand[week][group]

    def least(self) -> int:
        """Move along chains of weeks until none helps; the result is the least there is."""
        done: set[int] = set()
        while True:
            heavy = [week for week, load in enumerate(self.load) if load and week not in done]
            if not heavy:
                return self.weeks.whole(self.load)
            start = max(heavy, key=lambda week: self.weeks.step(week, self.load[week] - 1))
            if self._relieve(start):
                done.clear()
            else:
                done.add(start)

    def _relieve(self, start: int) -> bool:
        came: dict[int, tuple[int, tuple[int, ...]]] = {}
        seen, queue = {start}, [start]
        for week in queue:
            for group in self.stand[week]:
                for other in group:
                    if other not in seen:
                        seen.add(other)
                        came[other] = (week, group)
                        queue.append(other)
        end = min(queue, key=lambda week: self.weeks.step(week, self.load[week]))
        if self.weeks.step(end, self.load[end]) >= self.weeks.step(start, self.load[start] - 1):
            return False
        while end != start:
            week, group = came[end]
            self._add(week, group, -1)
            self._add(end, group)
            end = week
        return True
