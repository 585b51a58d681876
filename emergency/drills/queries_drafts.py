"""The drafts of a place that the viewer may publish: those that are still to come, and how many days went by."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.drills.places import Place, drills_at
from emergency.drills.question import Question
from emergency.drills.words import State
from emergency.units.models import Unit
from emergency.units.queries import visible_units

# As many as one transaction writes while nobody else can.
MOST = 300


@dataclass(frozen=True)
class Drafts:
    """What a press would publish, the earliest first; how many there are in all, and how many lie in the past."""

    ready: list[Drill]
    whole: int
    past: int

    @property
    def units(self) -> int:
        """Of how many units."""
        return len({drill.organiser_id for drill in self.ready})


def drafts_at(scope: Scope, place: Place, question: Question) -> Drafts:
    """The drafts that the question asks for. Two queries."""
    asked = replace(question, filters=replace(question.filters, state=State.DRAFT))
    mine = Drill.organiser_id.in_(visible_units(scope).with_only_columns(Unit.id))
    query = drills_at(scope, place, asked).where(mine, Drill.state == State.DRAFT)
    ahead = query.where(Drill.starts_at > clock.now())
    found = [row[0] for row in db.session.execute(ahead.limit(MOST))]
    whole = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    coming = db.session.scalar(select(func.count()).select_from(ahead.order_by(None).subquery())) or 0
    return Drafts(found, coming, whole - coming)
