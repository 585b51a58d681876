"""Who must leave a day so that a drill can have it (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emergency.programme.standing import Standing

# How many drills of the same unit may have to go for one.
AT_ONCE = 3


def in_the_way(standing: Standing, index: int, day: int, cap: int) -> Iterator[tuple[int, ...]]:
    """Sets of drills of which one must go: those too near, and one more where place, crew or day (`cap`) is full.

    An empty set where the day is free; none where only locked drills, or too many, could make room.
    """
    ground = standing.ground
    place = ground.place[index]
    near = tuple(standing.near(index, day))
    if len(near) > AT_ONCE or ground.room[place] == 0 or any(ground.locked[mate] >= 0 for mate in near):
        return
    gone = [mate for mate in near if standing.day[mate] == day]
    same = sum(ground.place[mate] == place for mate in gone)
    crowded = standing.at_place[place][day] - same >= ground.room[place]
    packed = standing.load[day] - len(gone) >= cap
    full = [crew for crew in ground.crews[index] if _taken(standing, crew, day, gone) >= ground.crew_room[crew]]
    if not (crowded or packed or full):
        yield near
        return
    here = [one for one in standing.here[day] if not crowded or ground.place[one] == place]
    for victim in here:
        if ground.locked[victim] >= 0 or victim in near:
            continue
        if all(crew in ground.crews[victim] for crew in full):
            yield (*near, victim)


def _taken(standing: Standing, crew: int, day: int, gone: Sequence[int]) -> int:
    crews = standing.ground.crews
    return standing.at_crew[crew][day] - sum(crew in crews[mate] for mate in gone)
