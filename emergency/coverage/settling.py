"""Terms that wait for a year's working days, and how many became fixed when the year was entered."""

from collections.abc import Set
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Scope, system_scope
from emergency.base.database import FAR_MOMENT, db
from emergency.coverage.models import OPEN, Duty
from emergency.coverage.queries import field_of, seen_by

Key = tuple[int, str, str, int]
SAME = ("unit_id", "rule_id", "subject_kind", "subject_id", "starts")


def waiting_now() -> set[Key]:
    """The duties whose term rests on a year that is not known: (unit, rule, kind of subject, subject)."""
    query = select(Duty.unit_id, Duty.rule_id, Duty.subject_kind, Duty.subject_id, Duty.basis)
    rows = db.session.execute(query.where(OPEN, Duty.provisional.is_(True)))
    return {(row[0], row[1], row[2], row[3]) for row in rows if row.basis.get("waits_for_year")}


def record_settled(waited: Set[Key]) -> int:
    """One act that says how many of the duties that waited have a fixed term now; gives the number."""
    settled = len(waited - waiting_now()) if waited else 0
    if settled:
        left = len(waited) - settled
        rest = f"，仍有 {left} 项暂定" if left else ""
        sentence = f"放假安排录入后重算：{settled} 项应办事项的期限由暂定改为确定{rest}。"
        trail.record(system_scope(), Tag.WORKDAYS_SETTLE, "workdays", "settled", sentence)
    return settled


def settled_terms(scope: Scope) -> Select[Any]:
    """(tile, the tile before it) of every term that was provisional and became fixed, the latest first."""
    before = aliased(Duty)
    same = [getattr(Duty, name) == getattr(before, name) for name in SAME]
    both: tuple[Any, ...] = (Duty, before)
    query: Select[Any] = select(*both).join(before, and_(*same))
    query = query.where(
        Duty.known_from == before.known_until, Duty.provisional.is_(False),
        before.provisional.is_(True), before.due_on.isnot(None), before.known_until < FAR_MOMENT,
    )  # fmt: skip
    return seen_by(query, scope, field_of(scope)).order_by(Duty.known_from.desc(), Duty.unit_id, Duty.rule_id, Duty.id)
