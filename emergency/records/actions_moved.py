"""A unit that moved takes its records along; fills the slot `unit_moved`."""

from sqlalchemy import select

from emergency.base.database import db
from emergency.records.models import WorkRecord


def take_records_along(unit_id: int, region_code: str) -> None:
    """The records of a unit stand in the ledger of the region in which the unit lies now."""
    for record in db.session.scalars(select(WorkRecord).where(WorkRecord.unit_id == unit_id)):
        record.region_code = region_code
