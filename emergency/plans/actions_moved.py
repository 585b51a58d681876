"""A unit that moved takes its plans along; fills the slot `unit_moved`."""

from sqlalchemy import select

from emergency.base.database import db
from emergency.plans.models import Plan


def take_plans_along(unit_id: int, region_code: str) -> None:
    """The plans of a unit stand in the ledger of the region in which the unit lies now."""
    for plan in db.session.scalars(select(Plan).where(Plan.unit_id == unit_id)):
        plan.region_code = region_code
