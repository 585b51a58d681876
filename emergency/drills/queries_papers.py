"""Asking for the papers of held drills with the drills and organisers that they belong to."""

from typing import Any

from sqlalchemy import Select, and_, select

from emergency.base.access import Scope
from emergency.drills.models import Drill
from emergency.drills.places import Place
from emergency.drills.queries import in_year, visible_drills
from emergency.evidence.models import Paper
from emergency.units.models import Unit
from emergency.units.within import lies_in


def papers_at(scope: Scope, place: Place, year: int) -> Select[Any]:
    """(Paper, Drill, name of the organiser) of a place and year, by the drill's day; what was purged is not there."""
    seen = visible_drills(scope).where(in_year(year))
    if place.unit_id:
        seen = seen.where(Drill.organiser_id == place.unit_id)
    elif place.region:
        seen = seen.where(lies_in(Drill.region_code, place.region))
    mine = and_(Paper.subject_kind == "drill", Paper.subject_id == Drill.id, Paper.purged_at.is_(None))
    query = select(Paper).join(Drill, mine).join(Unit, Unit.id == Drill.organiser_id)
    query = query.where(Drill.id.in_(seen.with_only_columns(Drill.id)))
    return query.add_columns(Drill, Unit.name).order_by(Drill.held_on, Drill.id, Paper.id)
