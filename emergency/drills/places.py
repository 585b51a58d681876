"""Where a list of drills looks: a unit, a region, or all that the viewer may see."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from emergency.base.access import Role, Scope
from emergency.drills.queries import drills_in, drills_of, drills_seen
from emergency.drills.question import Question
from emergency.units.queries import get_unit
from emergency.units.queries_regions import get_region


@dataclass(frozen=True, slots=True)
class Place:
    """A place by name, and its address in a query; a unit lies `within` a region; `key` names its calendar for ever."""

    name: str
    region: str = ""
    unit_id: int = 0
    within: str = ""

    @property
    def key(self) -> str:
        """What the calendar of this place is called inside."""
        return f"unit:{self.unit_id}" if self.unit_id else f"region:{self.region}"


def place_of(scope: Scope, question: Question) -> Place:
    """The place asked for, else the viewer's own. Raises NotFound for a stranger's."""
    if question.unit_id:
        return unit_place(scope, question.unit_id)
    if question.region:
        return region_place(scope, question.region)
    if scope.role is Role.UNIT:
        return unit_place(scope, scope.unit_ids[0]) if len(scope.unit_ids) == 1 else Place("本人负责的单位")
    return region_place(scope, scope.regions[0]) if len(scope.regions) == 1 else Place("本人管辖范围")


def unit_place(scope: Scope, unit_id: int) -> Place:
    """A unit. Raises NotFound."""
    unit = get_unit(scope, unit_id)
    return Place(unit.name, unit_id=unit.id, within=unit.region_code)


def region_place(scope: Scope, code: str) -> Place:
    """A region. Raises NotFound."""
    region = get_region(scope, code)
    return Place(region.name, region=region.code)


def drills_at(scope: Scope, place: Place, question: Question) -> Select[Any]:
    """(Drill, name of the organiser) of a place, as the question filters."""
    if place.unit_id:
        return drills_of(scope, place.unit_id, question.year, question.filters)
    if place.region:
        return drills_in(scope, place.region, question.year, question.filters)
    return drills_seen(scope, question.year, question.filters)
