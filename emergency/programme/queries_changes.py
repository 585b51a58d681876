"""What a press on a whole programme would do, in numbers: the proposals by kind, the lines that can become drills."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import distinct, func, select

from emergency.base.database import db
from emergency.programme.models import ProgrammeLine
from emergency.programme.queries import REFUSED, STATES
from emergency.programme.words import Proposal


@dataclass(frozen=True, slots=True)
class Ready:
    """The lines that can become drills: how many, of how many units, from when to when; and what was left behind."""

    lines: int
    units: int
    first: date | None
    last: date | None
    past: int
    refused: int


def proposals_in(programme_id: int) -> dict[str, int]:
    """How many lines each kind of proposal concerns; the caller saw the programme through a scope."""
    query = select(ProgrammeLine.proposal, func.count()).group_by(ProgrammeLine.proposal)
    mine = query.where(ProgrammeLine.programme_id == programme_id, ProgrammeLine.proposal != Proposal.NONE)
    return {row[0]: row[1] for row in db.session.execute(mine)}


def ready_in(programme_id: int, today: date) -> Ready:
    """What `全部转为演练草稿` would take; the caller saw the programme through a scope. Two queries."""
    mine = (ProgrammeLine.programme_id == programme_id, *STATES["placed"])
    ahead = (*mine, ProgrammeLine.reason != REFUSED, ProgrammeLine.day >= today)
    told = select(func.count(), func.count(distinct(ProgrammeLine.unit_id)), func.min(ProgrammeLine.day),
                  func.max(ProgrammeLine.day)).where(*ahead)  # fmt: skip
    lines, units, first, last = db.session.execute(told).one()
    past = func.count().filter(ProgrammeLine.day < today)
    refused = func.count().filter(ProgrammeLine.reason == REFUSED, ProgrammeLine.day >= today)
    left = db.session.execute(select(past, refused).where(*mine)).one()
    return Ready(lines, units, first, last, left[0], left[1])
