"""The problem in numbers: days as offsets, drills, places and crews as indexes, wishes as prices (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.programme.facts import Crew, DaySets, Limits, Task, Term, TermKind, Trait

# Costs are whole numbers, thousandths of a weight, so that sums are exact in any order.
UNIT = 1000
DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Ground:
    """All that does not change while drills are placed. A day is its offset from `start`.

    `wish[i]` are the days that drill i may take, in order, `mask[i]` the same as bits, `price[i][d]` what day d costs
    it. `room` and `crew_room` are a day's capacities of places and crews; `mates[i]` are the other drills of the
    unit, each with the days that must lie between. `even` is the weight of the load of weeks, `opened` the day sets
    in use, `usable` all days that any drill may use.
    """

    start: date
    width: int
    tasks: Sequence[Task]
    wish: list[tuple[int, ...]]
    mask: list[int]
    price: list[list[int]]
    place: list[int]
    room: list[int]
    crews: list[tuple[int, ...]]
    crew_room: list[int]
    mates: list[list[tuple[int, int]]]
    locked: list[int]
    even: int
    opened: tuple[frozenset[int], ...]
    usable: tuple[int, ...]

    def day(self, offset: int) -> date:
        """The date of an offset."""
        return self.start + timedelta(days=offset)


def survey(tasks: Sequence[Task], days: DaySets, limits: Limits, terms: Sequence[Term]) -> Ground:
    """Number the problem. Locked drills have no wish; the days reach as far as they stand.

    Raises ValueError where two drills have one key.
    """
    if len({task.key for task in tasks}) < len(tasks):
        raise ValueError("two drills have one key")
    start, width = _reach(tasks, days)
    places = {name: n for n, name in enumerate(dict.fromkeys(task.place for task in tasks))}
    names = {name: n for n, name in enumerate(dict.fromkeys(name for task in tasks for name in task.crews))}
    known = {crew.name: crew for crew in limits.crews}
    crews = [known.get(name) or Crew(name) for name in names]
    wishes = _Wishes(days, start, known)
    wish = [wishes.of(task) if task.locked is None else () for task in tasks]
    bits = {one: sum(1 << day for day in one) for one in set(wish)}
    return Ground(
        start=start,
        width=width,
        tasks=tasks,
        wish=wish,
        mask=[bits[one] for one in wish],
        price=_prices(tasks, terms, start, width),
        place=[places[task.place] for task in tasks],
        room=[max(0, limits.places.get(name, limits.a_day)) for name in places],
        crews=[tuple(names[name] for name in dict.fromkeys(task.crews)) for task in tasks],
        crew_room=[max(0, crew.a_day) for crew in crews],
        mates=_mates(tasks),
        locked=[(task.locked - start).days if task.locked else -1 for task in tasks],
        even=sum(term.weight for term in terms if term.kind is TermKind.EVEN),
        opened=tuple(frozenset(wishes.open.get(rest, ())) for rest in dict.fromkeys(task.rest for task in tasks)),
        usable=tuple(sorted({day for one in bits for day in one})),
    )


def _reach(tasks: Sequence[Task], days: DaySets) -> tuple[date, int]:
    known = [day for opened in days.open.values() for day in opened[:1] + opened[-1:]]
    known += [task.locked for task in tasks if task.locked is not None]
    if not known:
        return date(1, 1, 1), 1
    return min(known), (max(known) - min(known)).days + 1


class _Wishes:
    """The days that a drill may take, kept by window, since many drills ask the same."""

    def __init__(self, days: DaySets, start: date, crews: Mapping[str, Crew]) -> None:
        self.open = {rest: [(day - start).days for day in opened] for rest, opened in days.open.items()}
        self.start, self.crews = start, crews
        self.fire = {(day - start).days for day in days.fire}
        self.away = {name: {(day - start).days for day in crew.away} for name, crew in crews.items()}
        self.kept: dict[object, tuple[int, ...]] = {}

    def of(self, task: Task) -> tuple[int, ...]:
        """Open days of its window, off the 防火期 for open fire without approval, with every named crew there."""
        burns = Trait.OPEN_FIRE in task.traits and Trait.APPROVED not in task.traits
        names = tuple(name for name in task.crews if self.away.get(name))
        asked = (task.rest, task.first, task.last, burns, names)
        if asked not in self.kept:
            first, last = (task.first - self.start).days, (task.last - self.start).days
            shut = set(self.fire) if burns else set()
            shut.update(*(self.away[name] for name in names))
            opened = self.open.get(task.rest, [])
            self.kept[asked] = tuple(day for day in opened if first <= day <= last and day not in shut)
        return self.kept[asked]


def _prices(tasks: Sequence[Task], terms: Sequence[Term], start: date, width: int) -> list[list[int]]:
    """One list of prices for each set of traits, shared by the drills that have it."""
    offsets = {term.name: [(day - start).days for day in term.days] for term in terms}
    kept: dict[frozenset[str], list[int]] = {}
    for traits in {task.traits for task in tasks}:
        prices = kept[traits] = [0] * width
        for term in terms:
            if term.kind is TermKind.EVEN or not term.days or not term.concerns(traits):
                continue
            step = term.weight * UNIT * (1 if term.kind is TermKind.AVOID else -1)
            for day in offsets[term.name]:
                if 0 <= day < width:
                    prices[day] += step
    return [kept[task.traits] for task in tasks]


def _mates(tasks: Sequence[Task]) -> list[list[tuple[int, int]]]:
    of_unit: dict[object, list[int]] = defaultdict(list)
    for index, task in enumerate(tasks):
        of_unit[task.unit].append(index)
    found: list[list[tuple[int, int]]] = [[] for _ in tasks]
    for group in of_unit.values():
        for index in group:
            own = tasks[index].spacing
            found[index] = [(mate, max(1, min(own, tasks[mate].spacing))) for mate in group if mate != index]
    return found
