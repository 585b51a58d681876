"""The open and closed days of a programme's year, by kind of unit (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from emergency.base.restdays import DAY, OFFICE, VILLAGE, Closed, MoonDays, statutory_days, why_closed
from emergency.base.workdays import WorkdayTable
from emergency.programme.facts import DaySets


def day_sets(
    first: date,
    last: date,
    table: WorkdayTable,
    *,
    names: Mapping[date, str] | None = None,
    moon: MoonDays | None = None,
    fire: frozenset[date] = frozenset(),
) -> DaySets:
    """The open and the closed days between `first` and `last`, both inside, for offices and for villages.

    Offices, schools and enterprises use working days; villages and communities any day but statutory holidays. In a
    year that is not in the table both use only weekdays more than five days from any statutory day. `names` says what
    a day off is called, `moon` where the moving holidays lie, `fire` the days of the 防火期.
    """
    wide = statutory_days(first.year - 1, last.year + 1, moon or {})
    days = [first + DAY * offset for offset in range((last - first).days + 1)]
    closed: dict[str, dict[date, Closed]] = {OFFICE: {}, VILLAGE: {}}
    for day in days:
        for rest, found in zip((OFFICE, VILLAGE), why_closed(day, table, names or {}, wide), strict=True):
            if found is not None:
                closed[rest][day] = found
    opened = {rest: tuple(day for day in days if day not in shut) for rest, shut in closed.items()}
    return DaySets(opened, closed, fire)
