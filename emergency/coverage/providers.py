"""Where coverage asks the rooms below for what the engine is told besides units, plans and drills: one line a room."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from emergency.drills.queries_history import happenings as drill_happenings
from emergency.obligations.facts import Happening, UnitAct
from emergency.plans.queries_happenings import happenings as trigger_happenings
from emergency.plans.queries_received import filings_received
from emergency.records.queries_history import unit_acts
from emergency.records.queries_incidents import happenings as incidents_recorded

Told = TypeVar("Told", UnitAct, Happening)
Loader = Callable[[Sequence[int], datetime | None], Iterable[Told]]

# Each takes unit ids and a moment (None: now) and gives pure rows, as known then.
ACT_LOADERS: tuple[Loader[UnitAct], ...] = (unit_acts,)
HAPPENING_LOADERS: tuple[Loader[Happening], ...] = (
    trigger_happenings, filings_received, drill_happenings, incidents_recorded,
)  # fmt: skip


def acts_by_unit(unit_ids: Sequence[int], moment: datetime | None) -> dict[int, list[UnitAct]]:
    """What the units did apart from plans and drills, by unit."""
    return _by_unit(ACT_LOADERS, unit_ids, moment)


def happenings_by_unit(unit_ids: Sequence[int], moment: datetime | None) -> dict[int, list[Happening]]:
    """What happened that opens a duty each time, by the unit whose duty it is."""
    return _by_unit(HAPPENING_LOADERS, unit_ids, moment)


def _by_unit(
    loaders: Iterable[Loader[Told]], unit_ids: Sequence[int], moment: datetime | None
) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for load in loaders:
        for one in load(unit_ids, moment):
            found[one.unit_id].append(one)
    return found
