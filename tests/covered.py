"""A small Heihe with its law, recomputed: what coverage tests walk through."""

from datetime import date

from places import seed_places

from emergency.base.access import system_scope
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.coverage.actions import recompute_everything
from emergency.coverage.models import Duty
from emergency.obligations.actions import seed_law
from emergency.seeding import law_rows, workday_rows

TODAY = date(2026, 11, 21)


def seed_covered() -> None:
    """Places, units, law, and the duties that follow."""
    seed_places()
    with committed():
        seed_law(system_scope("系统载入"), law_rows(), workday_rows())
    recompute_everything()


def open_duties(unit_id: int, rule_id: str) -> list[Duty]:
    """The tiles of one rule that are known now, oldest first."""
    query = db.select(Duty).where(Duty.unit_id == unit_id, Duty.rule_id == rule_id, Duty.known_until == FAR_MOMENT)
    return list(db.session.scalars(query.order_by(Duty.starts)))
