"""Each time something happens, a duty of its own: open from the event, met by its answer (pure)."""

from __future__ import annotations

from datetime import date

from emergency.obligations.deadlines import term_of
from emergency.obligations.duty import Duty, Proof
from emergency.obligations.facts import FAR_DAY, Happening, Tile


def tiles(duty: Duty, event: Happening) -> tuple[Tile, ...]:
    """Unmet from the event, met from its answer to the end of that year: what is done is then no longer listed.

    With a number of working days it falls due, and an answer after that is ``late`` (days).
    """
    term = term_of(duty, event.on) if duty.segment.demand.working_days else None
    proof = _proof(duty, event)
    if proof is None:
        return duty.tile(duty.starts, duty.ends, term=term, happening_id=event.id)
    unmet = duty.tile(duty.starts, proof.on, term=term, happening_id=event.id)
    late = (proof.on - term.due_on).days if term and proof.on >= term.overdue_from else None
    year_out = date(proof.on.year + 1, 1, 1)
    met = duty.tile(
        proof.on,
        year_out,
        proof=proof,
        met_until=FAR_DAY,
        due_on=term.due_on if term else None,
        happening_id=event.id,
        late=late,
    )
    return unmet + met


def _proof(duty: Duty, event: Happening) -> Proof | None:
    """The answer to the event; one that states an earlier day than the event counts from the event."""
    answer = event.answers.get(duty.segment.demand.met_by.value)
    return Proof(max(answer[0], event.on), answer[1]) if answer else None
