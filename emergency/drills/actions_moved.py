"""A unit that moved takes along the drills that are still to be held; fills the slot `unit_moved`."""

from sqlalchemy import select

from emergency.base.database import db
from emergency.drills.models import Drill
from emergency.drills.rules import COMING


def take_drills_along(unit_id: int, region_code: str) -> None:
    """Drills still to come stand in the calendar of the new region; those held or cancelled stay where they were."""
    for drill in db.session.scalars(select(Drill).where(Drill.organiser_id == unit_id, Drill.state.in_(COMING))):
        drill.region_code = region_code
