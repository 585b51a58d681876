"""Between which days the drill duties of a unit want their next drill; fills the slot `drill_windows`."""

from datetime import date

from sqlalchemy import select

from emergency.base import clock
from emergency.base.database import db
from emergency.coverage.models import OPEN, Duty
from emergency.obligations.facts import SubjectKind
from emergency.obligations.rules import Force, Group

Key = tuple[str, int | None]


def windows_of(unit_id: int) -> dict[Key, tuple[date | None, date, str]]:
    """By rule and plan the first day that counts (None: any), the last day in time, and with a term table the months
    owed from then on (2027-03,2027-04), as the duties stand today."""
    today = clock.today()
    query = select(Duty.rule_id, Duty.subject_kind, Duty.subject_id, Duty.basis, Duty.due_on).where(
        Duty.unit_id == unit_id, OPEN, Duty.starts <= today, Duty.ends > today, Duty.due_on.is_not(None),
        Duty.duty_group == Group.DRILLS.value, Duty.force.in_((Force.DUTY.value, Force.LOCAL.value)),
    )  # fmt: skip
    found: dict[Key, tuple[date | None, date, str]] = {}
    for row in db.session.execute(query):
        owed_from = row.basis.get("owed_from")
        first = date.fromisoformat(str(owed_from)) if owed_from else None
        plan_id = row.subject_id if row.subject_kind == SubjectKind.PLAN else None
        found[row.rule_id, plan_id] = (first, row.due_on, str(row.basis.get("owed_months") or ""))
    return found
