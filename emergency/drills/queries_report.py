"""Asking to whom drills were reported, for their pages and for the engine."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.database import FAR_MOMENT, db
from emergency.drills.models_report import DrillReport
from emergency.units.within import known_at


def report_of(drill_id: int) -> DrillReport | None:
    """The report of a drill that was already seen, as known now."""
    query = select(DrillReport).where(DrillReport.drill_id == drill_id, DrillReport.known_until == FAR_MOMENT)
    return db.session.scalar(query)


def reports_of(drill_ids: Collection[int], moment: datetime | None) -> dict[int, tuple[date, int]]:
    """The day and number of each drill's report, as known at a moment."""
    query = select(DrillReport).where(DrillReport.drill_id.in_(drill_ids), known_at(DrillReport, moment))
    return {row.drill_id: (row.day, row.id) for row in db.session.scalars(query)}


def report_witness(report_id: int) -> tuple[str, date, str, datetime] | None:
    """A report of a drill, by whom recorded and when."""
    row = db.session.get(DrillReport, report_id)
    return None if row is None else (f"演练情况报送{row.target}", row.day, row.recorded_by, row.known_from)
