"""The acts of units as the engine reads them, with what was known at a moment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from emergency.base.database import plain_rows
from emergency.obligations.facts import ActKind, UnitAct
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.units.queries_checks import check_acts
from emergency.units.within import is_among, known_at


def unit_acts(unit_ids: Sequence[int], moment: datetime | None = None) -> list[UnitAct]:
    """Trainings, yearly papers and checks of contacts of these units, as known at a moment (None: now).

    Two questions. A withdrawn record is no act from its withdrawal on. Takes ids that were already seen through a
    scope, or all of them for a recompute.
    """
    query = select(WorkRecord.id, WorkRecord.unit_id, WorkRecord.kind, WorkRecordVersion.held_on)
    query = query.join(WorkRecordVersion, WorkRecordVersion.record_id == WorkRecord.id)
    query = query.where(is_among(WorkRecord.unit_id, unit_ids), known_at(WorkRecordVersion, moment))
    query = query.where(WorkRecord.kind.in_([kind.value for kind in ActKind]))
    rows = plain_rows(query.order_by(WorkRecordVersion.held_on, WorkRecord.id))
    told = [UnitAct(row.id, row.unit_id, ActKind(row.kind), row.held_on) for row in rows]
    checked = check_acts(unit_ids, moment)
    return told + [UnitAct(number, unit_id, ActKind.CONTACTS_CHECKED, day) for number, unit_id, day in checked]
