"""Measures that count records themselves: drills of 专项预案, findings, contacts, trainings, entries in time."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select

from emergency.assessment.behind import Behind, Fact
from emergency.assessment.facts import Subject
from emergency.assessment.measures import Year
from emergency.base.access import Scope
from emergency.base.clock import day_of
from emergency.base.database import db
from emergency.base.periods import add_months
from emergency.drills.models import Drill, DrillPlan
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries import visible_drills
from emergency.drills.rules import is_late_entry
from emergency.drills.words import Acceptance, State
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans.models import Plan
from emergency.plans.queries import title_of, visible_plans
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.records.words import TRAININGS
from emergency.units.checks import half_of
from emergency.units.facts import UnitKind
from emergency.units.lines import ContactRole
from emergency.units.models import Contact, Unit
from emergency.units.models_checks import ContactCheck
from emergency.units.within import known_at, lies_in, unit_in_scope

CHECKED_WITHIN_MONTHS = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Of whom records are counted: a subject already seen, its counted units by kind, up to which day."""

    scope: Scope
    subject: Subject
    units: Mapping[UnitKind, Collection[int]]
    on: date

    @property
    def everybody(self) -> set[int]:
        """All counted units."""
        return {unit_id for found in self.units.values() for unit_id in found}

    def of(self, query: Select[Any], region: Any, unit: Any) -> Select[Any]:
        """Narrow a query to the subject."""
        if self.subject.unit_id is not None:
            return query.where(unit == self.subject.unit_id)
        return query.where(lies_in(region, self.subject.region_code))


def special_drills(asked: Asked) -> list[Behind]:
    """Government 专项预案 in force, and which of them had a checked drill in the year (梅州: 年演练率)."""
    query = visible_plans(asked.scope).where(
        Plan.line == PlanLine.GOVERNMENT.value, Plan.in_force.is_not(None), Plan.abolished.is_(False)
    )
    plans = [
        plan for plan in db.session.scalars(asked.of(query, Plan.region_code, Plan.unit_id))
        if PlanKind.SPECIAL.value in plan.kinds and plan.unit_id in asked.everybody
    ]  # fmt: skip
    held = select(DrillPlan.plan_id).join(Drill, Drill.id == DrillPlan.drill_id).where(*_counted(asked.on))
    drilled = set(db.session.scalars(held.where(DrillPlan.plan_id.in_([plan.id for plan in plans]))))
    return [Behind(Fact("plan", plan.id, plan.unit_id, title_of(plan)), 1, int(plan.id in drilled)) for plan in plans]


def findings(asked: Asked) -> list[Behind]:
    """What drills of the year brought to light, and what of it was mended by the day."""
    query: Select[Any] = select(DrillFinding).join(Drill, Drill.id == DrillFinding.drill_id)
    query = query.add_columns(Drill.organiser_id)
    query = query.where(Drill.id.in_(_seen(asked)), *_held(asked.on)).order_by(DrillFinding.id)
    rows = db.session.execute(asked.of(query, Drill.region_code, Drill.organiser_id))
    return [
        Behind(
            Fact("finding", row.DrillFinding.id, row.organiser_id, row.DrillFinding.text[:60], row.DrillFinding.due_on),
            1, int(row.DrillFinding.closed_on is not None and row.DrillFinding.closed_on <= asked.on),
        )
        for row in rows
    ]  # fmt: skip


def entered(asked: Asked) -> list[Behind]:
    """Drills held in the year whose record came, and which of them came within a week; the rest is 补录."""
    query = select(Drill).where(Drill.id.in_(_seen(asked)), *_held(asked.on), Drill.recorded_at.is_not(None))
    drills = db.session.scalars(asked.of(query, Drill.region_code, Drill.organiser_id).order_by(Drill.id))
    return [
        Behind(Fact("drill", drill.id, drill.organiser_id, drill.title, drill.held_on), 1,
               int(not is_late_entry(drill.held_on, day_of(drill.recorded_at))))
        for drill in drills if drill.held_on and drill.recorded_at
    ]  # fmt: skip


def contact_named(asked: Asked) -> list[Behind]:
    """Departments of the region's own level whose 应急联络员 is named and was checked within twelve months."""
    level = select(Unit.id, Unit.name).where(
        Unit.id.in_(asked.units.get(UnitKind.DEPARTMENT, ())), Unit.region_code == asked.subject.region_code
    )
    named = exists().where(
        Contact.unit_id == Unit.id, Contact.role == ContactRole.LIAISON.value, Contact.name != "",
        Contact.ended_on.is_(None), Contact.checked_on >= add_months(asked.on, -CHECKED_WITHIN_MONTHS),
        Contact.checked_on <= asked.on,
    )  # fmt: skip
    done = set(db.session.scalars(level.where(named)))
    return [_unit(row, int(row.id in done)) for row in db.session.execute(level.order_by(Unit.id))]


def unconfirmed_departments(asked: Asked) -> int:
    """Departments of the region's own level that nobody confirmed yet: they are not counted, which must be said."""
    query = select(func.count()).select_from(Unit).where(
        unit_in_scope(asked.scope), Unit.kind == UnitKind.DEPARTMENT.value, Unit.confirmed.is_(False),
        Unit.region_code == asked.subject.region_code,
    )  # fmt: skip
    return (db.session.scalar(query) or 0) if asked.subject.unit_id is None else 0


def contacts_checked(asked: Asked) -> list[Behind]:
    """Units that have contacts, and those whose contacts were all checked in this half year."""
    with_contacts = select(Contact.unit_id).where(Contact.ended_on.is_(None))
    query = select(Unit.id, Unit.name).where(Unit.id.in_(asked.everybody), Unit.id.in_(with_contacts))
    checks = select(ContactCheck.unit_id).where(
        known_at(ContactCheck, None), ContactCheck.day.between(half_of(asked.on).starts, asked.on)
    )
    done = set(db.session.scalars(checks))
    return [_unit(row, int(row.id in done)) for row in db.session.execute(query.order_by(Unit.id))]


def trained(asked: Asked) -> list[Behind]:
    """Counted units, and those with a record of a training in the year."""
    query = select(Unit.id, Unit.name).where(Unit.id.in_(asked.everybody))
    acts = (
        select(WorkRecord.unit_id)
        .join(WorkRecordVersion, WorkRecordVersion.record_id == WorkRecord.id)
        .where(
            WorkRecord.kind.in_([kind.value for kind in TRAININGS]), WorkRecord.withdrawn_at.is_(None),
            WorkRecordVersion.number == WorkRecord.latest,
            WorkRecordVersion.held_on.between(Year(asked.on).first, asked.on),
        )
    )  # fmt: skip
    done = set(db.session.scalars(acts))
    return [_unit(row, int(row.id in done)) for row in db.session.execute(query.order_by(Unit.id))]


def _unit(row: Any, done: int) -> Behind:
    return Behind(Fact("unit", row.id, row.id, row.name), 1, done)


def _held(on: date) -> tuple[Any, ...]:
    return (Drill.state == State.HELD.value, Drill.held_on.between(Year(on).first, on))


def _counted(on: date) -> tuple[Any, ...]:
    return (*_held(on), Drill.acceptance == Acceptance.ACCEPTED.value)


def _seen(asked: Asked) -> Select[Any]:
    return visible_drills(asked.scope).with_only_columns(Drill.id)


RECORDS: Mapping[str, Callable[[Asked], list[Behind]]] = {
    "special-drills-yearly": special_drills,
    "findings-mended": findings,
    "entered-in-time": entered,
    "contact-named": contact_named,
    "contacts-checked": contacts_checked,
    "trained": trained,
}
