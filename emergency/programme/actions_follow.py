"""Lines follow their drills: the day and state of the register are those of the programme, in the same commit."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from emergency.base.clock import day_of
from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.programme.models import ProgrammeLine
from emergency.programme.words import CALLED_OFF

BLOCK = 400
MOVED = "programme_drills"


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: Any) -> None:
    """Note which drills this transaction changed, or gave a line to."""
    for row in (*session.new, *session.dirty):
        if isinstance(row, Drill):
            session.info.setdefault(MOVED, set()).add(row.id)
        elif isinstance(row, ProgrammeLine) and row.drill_id is not None:
            session.info.setdefault(MOVED, set()).add(row.drill_id)


def follow_touched() -> None:
    """Put lines where their drills stand now; fills the slot `before_commit`."""
    session = db.session()
    session.flush()
    moved = session.info.pop(MOVED, None)
    if moved:
        for block in _blocks(moved):
            _follow(block)
        session.flush()
        session.info.pop(MOVED, None)


def _blocks(drill_ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(drill_ids)
    for start in range(0, len(ordered), BLOCK):
        yield ordered[start : start + BLOCK]


def _follow(drill_ids: list[int]) -> None:
    query = select(ProgrammeLine, Drill.state, Drill.starts_at).join(Drill, Drill.id == ProgrammeLine.drill_id)
    for line, state, starts_at in db.session.execute(query.where(ProgrammeLine.drill_id.in_(drill_ids))):
        day = None if state in CALLED_OFF else day_of(starts_at)
        if (line.drill_state, line.day) != (state, day):
            line.drill_state, line.day = state, day
