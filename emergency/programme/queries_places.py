"""Names of places, the regions that a viewer may plan for, and the days of a month."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import extract, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.drills.queries import visible_drills
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.queries import lines_of
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.queries_regions import get_region, visible_regions
from emergency.units.regionkinds import Level

BLOCK = 500


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of regions that the caller has seen through a scope."""
    query = select(Region.code, Region.name).where(Region.code.in_(sorted(set(codes))))
    return {row.code: row.name for row in db.session.execute(query)}


def places_to_plan(scope: Scope) -> list[tuple[str, str]]:
    """The city and the counties for which the viewer may make a programme, by code."""
    levels = (Level.PREFECTURE.value, Level.COUNTY.value)
    query = visible_regions(scope).where(Region.level.in_(levels), Region.counts.is_(True))
    rows = db.session.execute(query.order_by(Region.code).with_only_columns(Region.code, Region.name))
    return [(code, name) for code, name in rows]


def days_of_month(scope: Scope, programme: Programme, month: int) -> Iterator[tuple[date, Any]]:
    """The day of each line in a month with what a cell shows: unit, rule, its drill with name and state."""
    seen = visible_drills(scope).with_only_columns(Drill.id, Drill.title).subquery()
    query = lines_of(scope, programme).join(Unit, Unit.id == ProgrammeLine.unit_id)
    query = query.outerjoin(seen, seen.c.id == ProgrammeLine.drill_id)
    query = query.where(ProgrammeLine.day.is_not(None), extract("month", ProgrammeLine.day) == month)
    light = query.order_by(ProgrammeLine.day, ProgrammeLine.id).with_only_columns(
        ProgrammeLine.day, ProgrammeLine.id, ProgrammeLine.rule_id, ProgrammeLine.kind, ProgrammeLine.drill_id,
        ProgrammeLine.drill_state, ProgrammeLine.locked, Unit.name.label("unit_name"), seen.c.title,
    )  # fmt: skip
    for row in db.session.execute(light.execution_options(yield_per=BLOCK)):
        yield row.day, row


def places_below(scope: Scope, region: str) -> dict[str, str]:
    """Names of the counted regions right below one, and of itself for what belongs to no child. Raises NotFound."""
    if not scope.regions:
        return {}
    own = get_region(scope, region) if scope.covers(region) else None
    query = visible_regions(scope).where(Region.parent_code == region, Region.counts.is_(True))
    rows = db.session.execute(query.with_only_columns(Region.code, Region.name))
    names = {row.code: row.name for row in rows}
    if own is not None:
        names[region] = f"{own.name}（本级）"
    return names


def unit_names(unit_ids: Iterable[int]) -> dict[int, str]:
    """Names of units by number, whose scope the caller has checked; one query a thousand units."""
    wanted = sorted(set(unit_ids))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), 1000):
        query = select(Unit.id, Unit.name).where(Unit.id.in_(wanted[start : start + 1000]))
        found |= {row.id: row.name for row in db.session.execute(query)}
    return found
