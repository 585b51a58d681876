"""The drills of a region that stand in the register already, as load and as what a duty was planned with."""

from collections import defaultdict
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, and_, func, or_, select

from emergency.base.clock import SHANGHAI, day_of
from emergency.base.database import db
from emergency.drills.models import Drill, DrillDuty
from emergency.drills.words import Acceptance, State
from emergency.programme.models import ProgrammeLine
from emergency.programme.planned import Planned
from emergency.programme.queries_owed import units_of
from emergency.programme.words import CALLED_OFF
from emergency.units.models import Unit


def planned_in(region: str, year: int) -> list[Planned]:
    """The drills of the year in a region that stand on a day, with the duties they are held for. Two queries.

    One of the year before that was accepted has met its duty already.
    """
    return _planned([*_stands(year), units_of(region)])


def postponed_in(region: str, year: int) -> list[Planned]:
    """The drills that left their day in the year and wait for another one, under that former day. Two queries."""
    first, after = _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))
    mine = [Drill.state == State.POSTPONED, Drill.starts_at >= first, Drill.starts_at < after, units_of(region)]
    return _planned(mine)


def unlisted_in(programme_id: int, region: str, year: int) -> int:
    """How many drills of the year stand in the register and in no line of the programme yet. One query."""
    first = _midnight(date(year, 1, 1))
    listed = select(ProgrammeLine.drill_id).where(
        ProgrammeLine.programme_id == programme_id, ProgrammeLine.drill_id.is_not(None)
    )
    query = select(func.count()).select_from(Drill).join(Unit, Unit.id == Drill.organiser_id)
    query = query.where(*_stands(year), Drill.starts_at >= first, units_of(region), Drill.id.not_in(listed))
    return db.session.scalar(query) or 0


def _planned(mine: list[ColumnElement[bool]]) -> list[Planned]:
    duties: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    told = select(DrillDuty.drill_id, DrillDuty.rule_id, DrillDuty.plan_id)
    told = told.join(Drill, Drill.id == DrillDuty.drill_id).join(Unit, Unit.id == Drill.organiser_id).where(*mine)
    for row in db.session.execute(told):
        duties[row.drill_id].append((row.rule_id, row.plan_id))
    rows = select(Drill.id, Drill.organiser_id, Drill.starts_at).join(Unit, Unit.id == Drill.organiser_id).where(*mine)
    return [
        Planned(row.id, row.organiser_id, day_of(row.starts_at), tuple(duties[row.id]))
        for row in db.session.execute(rows)
    ]


def _stands(year: int) -> list[ColumnElement[bool]]:
    """Drills with a day in the year, and those of the year before that still wait: rolling years count them."""
    first, last = _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))
    counted = Drill.acceptance == Acceptance.ACCEPTED
    waits = and_(Drill.starts_at < first, Drill.starts_at >= _midnight(date(year - 1, 1, 1)), ~counted)
    return [Drill.state.notin_(CALLED_OFF), Drill.starts_at < last, or_(Drill.starts_at >= first, waits)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)
