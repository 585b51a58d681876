"""Asking for the year's drill records behind 集中补录占比, and for the assessment day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, select

from emergency.base.access import Scope
from emergency.base.clock import SHANGHAI, day_of
from emergency.base.database import FAR_MOMENT, db
from emergency.drills.models import Drill
from emergency.drills.models_share import AssessmentDay
from emergency.drills.places import Place
from emergency.drills.queries import visible_drills
from emergency.drills.rules_share import Entry
from emergency.drills.words import State
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.rules import path_codes
from emergency.units.within import lies_in


def entries_at(scope: Scope, place: Place, on: date) -> list[Entry]:
    """The records of drills that units of a place held in the year up to a day, received by then; newest first."""
    seen = visible_drills(scope).where(
        Drill.state == State.HELD.value, Drill.held_on.between(date(on.year, 1, 1), on),
        Drill.recorded_at < datetime.combine(on + timedelta(days=1), time.min, SHANGHAI),
    )  # fmt: skip
    if place.unit_id:
        seen = seen.where(Drill.organiser_id == place.unit_id)
    elif place.region:
        seen = seen.where(lies_in(Drill.region_code, place.region))
    query = seen.join(Unit, Unit.id == Drill.organiser_id).with_only_columns(
        Drill.id, Drill.title, Drill.sample, Drill.organiser_id, Unit.name, Drill.region_code, Drill.held_on,
        Drill.recorded_at,
    )  # fmt: skip
    rows: Iterable[Any] = db.session.execute(query.order_by(Drill.recorded_at.desc(), Drill.id))
    return [
        Entry(
            row.id, row.title, row.sample, row.organiser_id, row.name, row.region_code, row.held_on,
            day_of(row.recorded_at),
        )
        for row in rows
    ]  # fmt: skip


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of regions that lie within a place already seen through a scope."""
    query = select(Region.code, Region.name).where(Region.code.in_(list(codes)))
    return {row.code: row.name for row in db.session.execute(query)}


def set_day(region_code: str, year: int) -> AssessmentDay | None:
    """The day set for this very region and year."""
    return db.session.scalar(_days([region_code], year))


def assessment_day(region_code: str, year: int) -> date:
    """The day of a region's assessment: set for it, else for the nearest region above, else 31 December."""
    above = path_codes(region_code) if region_code else []
    found = {row.region_code: row.day for row in db.session.scalars(_days(above, year))}
    return next((found[code] for code in reversed(above) if code in found), date(year, 12, 31))


def _days(codes: Iterable[str], year: int) -> Select[AssessmentDay]:
    return select(AssessmentDay).where(
        AssessmentDay.region_code.in_(list(codes)), AssessmentDay.year == year, AssessmentDay.known_until == FAR_MOMENT
    )  # fmt: skip
