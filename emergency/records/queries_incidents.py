"""Incidents whose response a unit recorded, and how each was evaluated afterwards (令88号 art. 40)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.obligations.facts import Happening, HappeningKind
from emergency.obligations.rules import Evidence
from emergency.plans.models import Plan
from emergency.plans.queries import plans_of_units, title_of
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.records.words import WORDINGS, RecordKind
from emergency.units.within import is_among, known_at

LONGEST_NAME = 30
# Unpacked, the statement is of any rows, whatever is added to it.
READ: tuple[Any, ...] = (
    WorkRecord.id, WorkRecord.unit_id, WorkRecordVersion.held_on, WorkRecordVersion.content, WorkRecordVersion.about_id,
)  # fmt: skip


def happenings(unit_ids: Sequence[int], moment: datetime | None = None) -> list[Happening]:
    """Incidents of these units with the evaluation that answers each, as known at a moment (None: now): two questions.

    A withdrawn record is none from its withdrawal on. Takes ids that were already seen through a scope, or all of
    them for a recompute. The plan in use is told on the record only: the duty does not end with the plan.
    """
    opened = db.session.execute(_known(RecordKind.INCIDENT, moment).where(is_among(WorkRecord.unit_id, unit_ids))).all()
    answers = _evaluations([row.id for row in opened], moment) if opened else {}
    return [
        Happening(row.id, row.unit_id, HappeningKind.INCIDENT, row.held_on, None, answers.get(row.id, {}))
        for row in opened
    ]


def _evaluations(incidents: Collection[int], moment: datetime | None) -> dict[int, dict[str, tuple[date, int]]]:
    query = _known(RecordKind.INCIDENT_EVALUATION, moment).where(WorkRecordVersion.about_id.in_(incidents))
    found: dict[int, dict[str, tuple[date, int]]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.about_id, {Evidence.INCIDENT_EVALUATED.value: (row.held_on, row.id)})
    return found


def _known(kind: RecordKind, moment: datetime | None) -> Select[Any]:
    query: Select[Any] = select(*READ).join(WorkRecordVersion, WorkRecordVersion.record_id == WorkRecord.id)
    query = query.where(WorkRecord.kind == kind.value, known_at(WorkRecordVersion, moment))
    return query.order_by(WorkRecordVersion.held_on, WorkRecord.id)


def open_incidents(unit_id: int, besides: int | None = None) -> list[tuple[int, str]]:
    """(number, name) of a unit's incidents that nobody evaluated yet, and of one that is chosen already."""
    query = _known(RecordKind.INCIDENT, None).where(WorkRecord.unit_id == unit_id)
    rows = db.session.execute(query).all()
    answered = _evaluations([row.id for row in rows], None)
    return [(row.id, _name(row)) for row in rows if row.id == besides or row.id not in answered]


def evaluation_of(incident: int) -> tuple[date, int] | None:
    """The day and the number of the evaluation of an incident, as known now."""
    return _evaluations([incident], None).get(incident, {}).get(Evidence.INCIDENT_EVALUATED.value)


def incident_day(unit_id: int, incident: int) -> date | None:
    """The day on which the response of a unit's incident ended; None for a stranger's, unknown or withdrawn one."""
    query = _known(RecordKind.INCIDENT, None).where(WorkRecord.id == incident, WorkRecord.unit_id == unit_id)
    row = db.session.execute(query).first()
    return row.held_on if row else None


def plans_to_name(scope: Scope, unit_id: int) -> list[tuple[int, str]]:
    """(number, title) of the plans in force that the unit may have used; of a secret one its code."""
    return [(plan.id, title_of(plan)) for plan in plans_of_units(scope, [unit_id])]


def plan_named(plan_id: int | None) -> str:
    """What a plan that stands on a record is called."""
    plan = db.session.get(Plan, plan_id) if plan_id else None
    return title_of(plan) if plan else ""


def incident_titles(incidents: Collection[int]) -> Mapping[int, str]:
    """What incidents are called, of those the caller saw through a scope."""
    query = select(WorkRecord.id, WorkRecordVersion.held_on, WorkRecordVersion.content)
    query = query.join(WorkRecordVersion, WorkRecordVersion.record_id == WorkRecord.id)
    query = query.where(WorkRecord.id.in_(incidents), WorkRecordVersion.number == WorkRecord.latest)
    return {row.id: _name(row) for row in db.session.execute(query)}


def _name(row: Any) -> str:
    """The day and the beginning of what was told."""
    told = row.content if len(row.content) <= LONGEST_NAME else f"{row.content[:LONGEST_NAME]}…"
    return f"{WORDINGS[RecordKind.INCIDENT].label} {row.held_on}：{told}"
