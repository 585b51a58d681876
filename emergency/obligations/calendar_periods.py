"""每月, 每季, 每半年, 每年: a proof meets only the natural period in which it was held (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from emergency.base.periods import Period, period_of
from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import Tile
from emergency.obligations.owed_periods import OwedPeriods


def tiles(duty: Duty, owed: OwedPeriods, proofs: Sequence[Proof]) -> tuple[Tile, ...]:
    """Tiles over the duty's window: one a proof, each met until the next owed period begins.

    A missed period stays overdue until the next proof; ``basis`` keeps the first unmet period (``owed_from``)
    and its kind, from which ``missed_periods`` counts.
    """
    points = _points(owed, proofs)
    found: list[Tile] = []
    for index, point in enumerate(points):
        follower = points[index + 1] if index + 1 < len(points) else None
        starts = point.on if point and index else duty.starts
        ends = follower.on if follower else duty.ends
        target = owed.after(point.on) if point else owed.first()
        found += _tile(duty, starts, ends, point, target, owed)
    return tuple(found)


def _points(owed: OwedPeriods, proofs: Sequence[Proof]) -> list[Proof | None]:
    """The proofs that change a light: the first in each owed period, and any held outside an owed period."""
    first = owed.first()
    kept: list[Proof] = []
    for proof in sorted(proofs, key=lambda proof: (proof.on, proof.id)):
        own = owed.containing(proof.on)
        too_early = proof.on < owed.event_day and (own is None or own != first)
        if not too_early and not (kept and own and kept[-1].on in own):
            kept.append(proof)
    if kept and kept[0].on <= owed.event_day:
        return list(kept)
    return [None, *kept]


def _tile(
    duty: Duty, starts: date, ends: date, point: Proof | None, target: Period | None, owed: OwedPeriods
) -> tuple[Tile, ...]:
    if target is None:
        met_until = period_of(owed.kind, point.on).ends if point else None
        return duty.tile(
            starts,
            ends,
            proof=point,
            met_until=met_until,
            provisional=True,
            terms_missing=True,
            period=owed.kind.value,
        )
    return duty.tile(
        starts,
        ends,
        term=duty.term(target.last_day),
        proof=point,
        met_until=target.starts if point else None,
        owed_from=target.starts.isoformat(),
        owed_months=_owed_months(owed, target, ends),
        period=owed.kind.value,
    )


def _owed_months(owed: OwedPeriods, first: Period, ends: date) -> str | None:
    """With a term table: the owed months of the tile that are known by now, such as 2026-03,2026-04."""
    if owed.terms is None:
        return None
    months: list[str] = []
    period: Period | None = first
    while period is not None and period.starts < ends:
        months.append(f"{period.starts:%Y-%m}")
        period = owed.after(period.starts)
    return ",".join(months)
