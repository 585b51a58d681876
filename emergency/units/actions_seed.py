"""Loading the reference data: divisions, the unit that answers for each, the starter list of departments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Scope
from emergency.base.database import FAR_DAY, db
from emergency.base.forms import FIRST_DAY
from emergency.units.actions import Entry, UnitDetails, insert_unit
from emergency.units.actions_derived import FROM_TREE, insert_fact, insert_superior
from emergency.units.actions_regions import AreaDetails, insert_body, insert_region
from emergency.units.bodies import WITHOUT_BODY
from emergency.units.divisions import Division
from emergency.units.facts import UnitKind
from emergency.units.lines import SuperiorKind
from emergency.units.models import Unit
from emergency.units.models_regions import Region, RegionOffice
from emergency.units.regionkinds import Level, RegionKind
from emergency.units.rules import path_codes
from emergency.units.timeline import Stretch

SOURCE = "统计用区划代码2023年版（截止2023-06-30）"
STARTER = "起始名单"
STARTER_REASON = "示例部门，待使用单位确认后计入"


@dataclass(frozen=True)
class Department:
    """One line of the starter list: what the department is called in a city and in a county."""

    line: str
    city: str = ""
    county: str = ""


def seed_units(scope: Scope, divisions: Iterable[Division], departments: Sequence[Department]) -> int:
    """Load what is not there yet, and touch nothing that is; returns how many regions and units are new."""
    known = set(db.session.scalars(select(Region.code)))
    fresh = [division for division in divisions if division.code not in known]
    bodies = _seed_regions(scope, fresh)
    named = _seed_departments(scope, fresh, departments)
    _seed_superiors(scope, bodies + named)
    _seed_office(fresh)
    new = len(fresh) + len(bodies) + len(named)
    if new:
        sentence = f"载入行政区域{len(fresh)}行、责任单位{len(bodies)}个、部门起始名单{len(named)}个"
        trail.record(scope, Tag.SEED, "region", "seed", sentence)
    return new


def _seed_regions(scope: Scope, divisions: Iterable[Division]) -> list[Unit]:
    bodies = []
    for division in divisions:
        standing = division.standing
        area = AreaDetails(
            code=division.code,
            name=division.name,
            kind=standing.kind,
            counts=standing.counts,
            reason=standing.reason,
            valid_from=FIRST_DAY,
            paper=SOURCE,
            statutory=True,
        )
        region = insert_region(scope, division.parent_code, area, raw_name=division.raw_name, note=division.note)
        if standing.kind not in WITHOUT_BODY and (unit := insert_body(scope, region, SOURCE)):
            bodies.append(unit)
    return bodies


def _seed_departments(scope: Scope, divisions: Iterable[Division], departments: Sequence[Department]) -> list[Unit]:
    found = []
    for division in divisions:
        if division.level not in (Level.PREFECTURE, Level.COUNTY):
            continue
        for department in departments:
            name = department.city if division.level is Level.PREFECTURE else department.county
            if name:
                found.append(_seed_department(scope, division, department.line, name))
    return found


def _seed_department(scope: Scope, division: Division, line: str, name: str) -> Unit:
    details = UnitDetails(UnitKind.DEPARTMENT, f"{division.name}{name}", division.code, line)
    entry = Entry(FIRST_DAY, STARTER, counted=False, counted_reason=STARTER_REASON, confirmed=False)
    unit = insert_unit(scope, details, entry)
    if line == "应急":
        days = Stretch(FIRST_DAY, FAR_DAY)
        insert_fact(scope, unit.id, "emergency_department", True, days, STARTER)
        insert_fact(scope, unit.id, "safety_duty", True, days, STARTER)
    return unit


def _seed_superiors(scope: Scope, units: Sequence[Unit]) -> None:
    """属地: a department answers to the government of its region, a body to the nearest counted one above.

    The six committees under 莲花管理委员会 therefore answer to 五大连池市 until the office says otherwise.
    """
    query = select(Unit).join(Region, Region.code == Unit.region_code)
    seats = {
        unit.region_code: unit
        for unit in db.session.scalars(query.where(Unit.represents.is_(True), Unit.counted.is_(True)))
    }
    for unit in units:
        above = path_codes(unit.region_code)
        if unit.represents:
            above = above[:-1]
        superior = next((seats[code] for code in reversed(above) if code in seats), None)
        if superior is not None:
            insert_superior(scope, unit, SuperiorKind.TERRITORY, superior, FIRST_DAY, FROM_TREE)


def _seed_office(divisions: Iterable[Division]) -> None:
    for division in divisions:
        if division.standing.kind is RegionKind.PREFECTURE:
            office = f"{division.name}应急管理局"
            db.session.add(RegionOffice(region_code=division.code, office=office, committee="", assessor="考核组"))
