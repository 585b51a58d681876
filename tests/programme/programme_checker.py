"""Says what a plan of the drill year breaks; it shares no code with the scheduler, only dates and counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from emergency.programme.facts import DaySets, Limits, Task


def faults(
    tasks: Sequence[Task], days: DaySets, limits: Limits, plan: Mapping[object, date], unplaced: Sequence[object] = ()
) -> list[str]:
    """A sentence for each hard rule broken by drills that are not locked, and for each drill told of never or twice."""
    by_key = {task.key: task for task in tasks}
    told = Counter([*plan, *unplaced])
    found = [f"{key} told {told[key]} times" for key in by_key if told[key] != 1]
    found += [f"{key} is no drill of this year" for key in told if key not in by_key]
    found += _own_days(by_key, days, limits, plan)
    found += _units(by_key, plan)
    found += _loads(by_key, limits, plan)
    return found


def _own_days(
    by_key: Mapping[object, Task], days: DaySets, limits: Limits, plan: Mapping[object, date]
) -> Iterator[str]:
    away = {crew.name: crew.away for crew in limits.crews}
    opened = {rest: set(listed) for rest, listed in days.open.items()}
    for key, task in by_key.items():
        if task.locked is not None:
            if plan.get(key) != task.locked:
                yield f"{key} is locked and moved"
            continue
        if key not in plan:
            continue
        day = plan[key]
        if not task.first <= day <= task.last:
            yield f"{key} outside its window on {day}"
        if day not in opened[task.rest]:
            yield f"{key} on a closed day {day}"
        if "open_fire" in task.traits and "approved" not in task.traits and day in days.fire:
            yield f"{key} burns on {day}"
        if any(day in away.get(name, ()) for name in task.crews):
            yield f"{key} without its observer on {day}"


def _units(by_key: Mapping[object, Task], plan: Mapping[object, date]) -> Iterator[str]:
    of_unit: dict[object, list[object]] = {}
    for key in plan:
        of_unit.setdefault(by_key[key].unit, []).append(key)
    for keys in of_unit.values():
        for number, key in enumerate(keys):
            for other in keys[number + 1 :]:
                one, two = by_key[key], by_key[other]
                apart = abs((plan[key] - plan[other]).days)
                if apart < max(1, min(one.spacing, two.spacing)) and not (one.locked and two.locked):
                    yield f"{key} and {other} are {apart} days apart"


def _loads(by_key: Mapping[object, Task], limits: Limits, plan: Mapping[object, date]) -> Iterator[str]:
    """Over a limit is only what drills that are not locked add to it."""
    a_day = {crew.name: crew.a_day for crew in limits.crews}
    seats = [(("place", by_key[key].place, day), key) for key, day in plan.items()]
    seats += [(("crew", name, day), key) for key, day in plan.items() for name in by_key[key].crews]
    loads = Counter(seat for seat, _ in seats)
    free = {seat for seat, key in seats if by_key[key].locked is None}
    for seat in free:
        what, name, day = seat
        most = limits.places.get(name, limits.a_day) if what == "place" else a_day.get(name, 1)
        if loads[seat] > most:
            yield f"{what} {name} has {loads[seat]} drills on {day}, at most {most}"
