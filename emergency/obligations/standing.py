"""应编: unmet from the day a unit is bound until a plan is in force, met while one is (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import Tile
from emergency.obligations.planlife import Life


def tiles(duty: Duty, lives: Iterable[Life]) -> tuple[Tile, ...]:
    """Tiles of a standing duty over its window. Overdue only from a day the office set as a local rule."""
    found: list[Tile] = []
    day = duty.starts
    spans = sorted(lives, key=lambda life: (life.starts, life.milestone_id))
    while day < duty.ends:
        life = next((life for life in spans if life.starts <= day < life.ends), None)
        if life:
            found += duty.tile(
                day,
                life.ends,
                proof=Proof(life.starts, life.milestone_id),
                met_until=min(life.ends, duty.ends),
                plan_id=life.plan_id,
            )
            day = life.ends
        else:
            begins = min((life.starts for life in spans if life.starts > day), default=duty.ends)
            found += _unmet(duty, day, begins)
            day = begins
    return tuple(found)


def _unmet(duty: Duty, starts: date, ends: date) -> tuple[Tile, ...]:
    switch = duty.segment.switch
    due_on = switch.due_on if switch else None
    return duty.tile(starts, ends, term=duty.term(due_on) if due_on else None)
