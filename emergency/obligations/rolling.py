"""每2年, 每3年: each proof opens a new tile, met until its day plus the interval (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from emergency.base.periods import add_years
from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import Tile
from emergency.obligations.rules import Force


def tiles(duty: Duty, clock_from: date, proofs: Sequence[Proof]) -> tuple[Tile, ...]:
    """Tiles over the duty's window; ``clock_from`` is the starting event, ``proofs`` those that count."""
    years = duty.segment.demand.years
    assert years is not None
    points: list[Proof | None] = list(_first_of_each_day(proofs))
    if not points or points[0] is None or points[0].on > clock_from:
        points.insert(0, None)
    first_due = add_years(clock_from, years)
    found: list[Tile] = []
    due_before = first_due
    for index, point in enumerate(points):
        follower = points[index + 1] if index + 1 < len(points) else None
        starts = point.on if point and index else duty.starts
        ends = follower.on if follower else duty.ends
        # A proof from before the unit came under the rule never shortens the first interval.
        due = max(add_years(point.on, years), first_due) if point else first_due
        found += duty.tile(
            starts,
            ends,
            term=duty.term(due),
            proof=point,
            met_until=add_years(point.on, years) if point else None,
            late=_late(duty, point, due_before) if index else None,
        )
        due_before = due
    return tuple(found)


def _first_of_each_day(proofs: Sequence[Proof]) -> list[Proof]:
    by_day: dict[date, Proof] = {}
    for proof in sorted(proofs, key=lambda proof: (proof.on, proof.id)):
        by_day.setdefault(proof.on, proof)
    return list(by_day.values())


def _late(duty: Duty, point: Proof | None, due_before: date) -> int | None:
    if point is None or duty.segment.rule.force is not Force.DUTY:
        return None
    late = (point.on - duty.term(due_before).due_on).days
    return late if late > 0 else None
