"""The 示例 drill years: the city's programme of this year and of the next, with one team that is sometimes away."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from emergency.base import clock
from emergency.base.database import committed, db
from emergency.coverage.queries import CITY
from emergency.demo_story import office
from emergency.demo_units import counties
from emergency.programme.actions_make import ask_programme, make_programme
from emergency.programme.actions_settings import CrewDetails, save_crew
from emergency.programme.facts import A_DAY_PER_PLACE
from emergency.programme.models import Programme, ProgrammeCrew, ProgrammeLine, ProgrammeRun
from emergency.units.facts import UnitKind
from emergency.units.queries_regions import get_region

PLANNER = "示例应急管理机构"


def tell_programmes() -> int:
    """Make both programmes from the duties of the story; gives how many lines they have."""
    scope, this_year = office(PLANNER), clock.today().year
    with committed():
        away = ((date(this_year + 1, 6, 14), date(this_year + 1, 6, 18)),)
        told = CrewDetails("示例专家组", A_DAY_PER_PLACE, (UnitKind.HOSPITAL,), away)
        save_crew(scope, get_region(scope, counties()[0].code), told).sample = True
    for year in (this_year, this_year + 1):
        with committed():
            programme = ask_programme(scope, get_region(scope, CITY), year, A_DAY_PER_PLACE, 0, by_job=False)
            programme.sample = True
        make_programme(programme.id)
    return len(db.session.scalars(select(ProgrammeLine.id)).all())


def remove_programmes(units: Any, plans: Iterable[int]) -> None:
    """Take out the 示例 programmes, and of real ones the lines of 示例 units and plans."""
    mine = select(Programme.id).where(Programme.sample.is_(True))
    plan_ids = sorted(plans)
    of_samples = or_(
        ProgrammeLine.programme_id.in_(mine), ProgrammeLine.unit_id.in_(units), ProgrammeLine.plan_id.in_(plan_ids),
        ProgrammeLine.exercises_id.in_(plan_ids),
    )  # fmt: skip
    for model, condition in (
        (ProgrammeLine, of_samples),
        (ProgrammeRun, ProgrammeRun.programme_id.in_(mine)),
        (Programme, Programme.sample.is_(True)),
        (ProgrammeCrew, ProgrammeCrew.sample.is_(True)),
    ):
        for row in db.session.scalars(select(model).where(condition)):
            db.session.delete(row)
        db.session.flush()
