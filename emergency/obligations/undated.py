"""应当而未定次数或期限: pending until a proof, then met; never overdue (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import FAR_DAY, Tile


def tiles(duty: Duty, proofs: Sequence[Proof]) -> tuple[Tile, ...]:
    """Tiles over the duty's window; the newest proof stands."""
    days = sorted({proof.on: proof for proof in sorted(proofs, key=lambda proof: -proof.id)}.items())
    found: list[Tile] = []
    for index, (day, proof) in enumerate(days):
        if index == 0:
            found += duty.tile(duty.starts, day)
        ends = days[index + 1][0] if index + 1 < len(days) else duty.ends
        found += duty.tile(day, ends, proof=proof, met_until=FAR_DAY)
    return tuple(found) if days else duty.tile(duty.starts, duty.ends)
