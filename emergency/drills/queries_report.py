"""Asking to whom drills were reported, for their pages and for the engine."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from emergency.base.database import FAR_MOMENT, db
from emergency.drills.models_report import DrillReport
from emergency.units.within import known_at


def report_of(drill_id: int) -> DrillReport | None:
    """The report of a drill that was already seen, as known now."""
    query = select(DrillReport).where(DrillReport.drill_id == drill_id, DrillReport.known_until == FAR_MOMENT)
    return db.session.scalar(query)


def reports_of(drill_ids: Select[Any], moment: datetime | None) -> dict[int, tuple[date, int]]:
    """The day and number of the report of each drill whose number is chosen, as known at a moment."""
    query = select(DrillReport.drill_id, DrillReport.day, DrillReport.id)
    query = query.where(DrillReport.drill_id.in_(drill_ids), known_at(DrillReport, moment))
    return {row.drill_id: (row.day, row.id) for row in db.session.execute(query)}


def report_witness(report_id: int) -> tuple[str, date, str, datetime] | None:
    """A report of a drill, by whom recorded and when."""
    row = db.session.get(DrillReport, report_id)
    return None if row is None else (f"演练情况报送{row.target}", row.day, row.recorded_by, row.known_from)
