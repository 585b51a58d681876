"""How low the busiest day can be at best: the densest stretch of windows (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from emergency.programme.ground import Ground


def least_peak(ground: Ground, placed: Iterable[int]) -> int:
    """No plan of these drills has a lower busiest day: drills that must lie between two days, by the days open there.

    Counted for all drills, and for those alone whose days lie among an often used set of days, such as working days.
    """
    windows = Counter((ground.locked[index],) if ground.locked[index] >= 0 else ground.wish[index] for index in placed)
    if not windows:
        return 0
    whole = frozenset(day for window in windows for day in window)
    usable = {whole, *(whole & opened for opened in ground.opened)}
    return max(_densest(ground.width, windows, days) for days in usable if days)


def _densest(width: int, windows: Counter[tuple[int, ...]], usable: frozenset[int]) -> int:
    """The greatest ceil(drills within [a, b] / usable days of [a, b]) over drills that use only such days."""
    ends_from: list[Counter[int]] = [Counter() for _ in range(width)]
    for window, count in windows.items():
        if usable.issuperset(window):
            ends_from[window[0]][window[-1]] += count
    inside = [0] * width
    best = 0
    for first in range(width - 1, -1, -1):
        for last, count in ends_from[first].items():
            inside[last] += count
        if not ends_from[first]:
            continue
        drills = days = 0
        for last in range(first, width):
            days += last in usable
            drills += inside[last]
            if drills > best * days:
                best = -(-drills // days)
    return best
