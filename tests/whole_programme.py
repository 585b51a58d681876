"""A programme of the year for each county, with a limit, an observer and a season, as addresses name them."""

from datetime import date
from typing import Any

from places import CITY, COUNTY, NEIGHBOUR

from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.programme.actions_make import ask_programme, make_programme
from emergency.programme.actions_settings import CrewDetails, add_season, save_crew, set_limit
from emergency.programme.models import ProgrammeLine
from emergency.units.queries_regions import get_region

OFFICES = {"own": COUNTY, "other": COUNTY, "foreign": NEIGHBOUR}


def plan_years(things: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same things, each with the numbers of its programme, line, observer and season."""
    made = {office.name: _made(office) for office in OFFICES.values()}
    found = {}
    for where, told in things.items():
        office = OFFICES[where]
        found[where] = told | made[office.name] | _set(office, told, made)
    return found


def _made(office: Scope) -> dict[str, int]:
    with committed():
        programme = ask_programme(office, get_region(CITY, office.regions[0]), 2026, 2, 0, by_job=False)
    make_programme(programme.id)
    return {"programme_id": programme.id}


def _set(office: Scope, told: dict[str, Any], made: dict[str, dict[str, int]]) -> dict[str, int]:
    line = db.select(ProgrammeLine.id).where(
        ProgrammeLine.unit_id == told["unit_id"], ProgrammeLine.programme_id == made[office.name]["programme_id"]
    )
    line_id = db.session.scalars(line.order_by(ProgrammeLine.id).limit(1)).one()
    region = get_region(CITY, told["code"])
    with committed():
        set_limit(office, region, 3, "人手不足", 0)
        crew = save_crew(office, region, CrewDetails(f"{region.name}救援队", 1))
        season = add_season(office, region, "exams", (date(2026, 6, 24), date(2026, 6, 26)), "教育局通知")
    return {"line_id": line_id, "crew_id": crew.id, "season_id": season.id}
