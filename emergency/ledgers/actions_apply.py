"""Writing what a checked file says: units first, then the plans that may name them, in the present transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.ledgers.actions_contacts import apply_contacts
from emergency.ledgers.actions_drills import apply_drills
from emergency.ledgers.actions_people import apply_people
from emergency.ledgers.check_units import UNTOLD, UnitEntry
from emergency.ledgers.facts import Status
from emergency.ledgers.plan_rows import Filed, Picture, PlanEntry
from emergency.ledgers.taking import WRITTEN, Taking, naming
from emergency.obligations.facts import BodyRole
from emergency.plans import actions, actions_acts, actions_bulk
from emergency.plans.actions_acts import Filing
from emergency.plans.dates import started_on
from emergency.plans.ledger import dates_of, open_acts
from emergency.plans.models import Plan
from emergency.plans.queries import bodies_of, get_plan, latest_revision
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act, RevisionState
from emergency.units.actions import Entry, UnitDetails, edit_unit
from emergency.units.actions_bulk import add_units
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries import get_unit

CHUNK = 500
CORRECTED = "按导入的台账更正"


def apply(scope: Scope, taking: Taking, source: str) -> None:
    """Write every row that is new or changed. Raises Refusal that names the row; then nothing of the file stays."""
    stand_ins = _apply_units(scope, taking, source)
    apply_contacts(scope, [one[1:] for one in taking.contacts], stand_ins)
    _apply_plans(scope, taking, stand_ins, source)
    new, changed = ([one[1:] for one in taking.drills if one[0] is status] for status in WRITTEN)
    apply_drills(scope, new, changed, stand_ins)
    apply_people(scope, [one[1:] for one in taking.people])


def _apply_units(scope: Scope, taking: Taking, source: str) -> dict[int, int]:
    """Gives the number of each new unit by its stand-in."""
    new = [entry for status, _row, entry in taking.units if status is Status.NEW]
    told = [
        (_unit_details(one), Entry(one.active_from or UNTOLD, one.source or source, sample=False)) for one in new
    ]  # fmt: skip
    numbers = add_units(scope, told, source) if told else []
    for status, row, entry in taking.units:
        if status is Status.CHANGED:
            with naming(row):
                _edit_unit(scope, entry, source)
    return {one.stand_in: number for one, number in zip(new, numbers, strict=True)}


def _unit_details(entry: UnitEntry) -> UnitDetails:
    kind = entry.kind or UnitKind.OTHER
    return UnitDetails(kind, entry.name, entry.region, entry.line, entry.uscc, entry.address)


def _edit_unit(scope: Scope, entry: UnitEntry, source: str) -> None:
    assert entry.body is not None
    unit = get_unit(scope, entry.body.id)
    details = UnitDetails(
        entry.kind or UnitKind(unit.kind), unit.name, entry.region or unit.region_code, entry.line or unit.line,
        entry.uscc or unit.uscc or "", entry.address or unit.address,
    )  # fmt: skip
    edit_unit(scope, unit, details, clock.today(), entry.source or source, active_from=entry.active_from)


def _apply_plans(scope: Scope, taking: Taking, stand_ins: Mapping[int, int], source: str) -> None:
    new = [entry for status, _row, entry in taking.plans if status is Status.NEW]
    units = _units({stand_ins.get(one.body.id, one.body.id) for one in new})
    entries = [
        actions_bulk.Entry(units[stand_ins.get(one.body.id, one.body.id)], one.details, one.told, _filing(one.filed))
        for one in new
    ]
    if entries:
        actions_bulk.register_all(scope, entries, source)
    for status, row, entry in taking.plans:
        if status is Status.CHANGED:
            with naming(row):
                _change_plan(scope, entry)


def _units(unit_ids: Iterable[int]) -> dict[int, Unit]:
    wanted, found = sorted(unit_ids), dict[int, Unit]()
    for start in range(0, len(wanted), CHUNK):
        query = select(Unit).where(Unit.id.in_(wanted[start : start + CHUNK]))
        found |= {unit.id: unit for unit in db.session.scalars(query)}
    return found


def _filing(filed: Filed | None) -> Filing | None:
    return Filing(filed.on, filed.target, filed.received, filed.receipt) if filed else None


def _change_plan(scope: Scope, entry: PlanEntry) -> None:
    picture = entry.picture
    assert picture is not None
    plan = get_plan(scope, picture.id)
    if entry.edits:
        actions.edit_plan(scope, plan.id, _whole(plan, entry.details))
    if entry.new_version:
        actions.add_revision(scope, plan.id, entry.told, submit=started_on(entry.told.dates) is not None)
    else:
        _change_version(scope, plan, picture, entry.told)
    filing = _filing(entry.filed)
    if filing is not None:
        actions_acts.file_plan(scope, plan.id, plan.latest, filing)


def _whole(plan: Plan, told: PlanDetails) -> PlanDetails:
    """The details as told, with what a ledger does not tell as it stands."""
    bodies = bodies_of([plan.id])[plan.id]
    leads = tuple(unit.id for unit in bodies[BodyRole.LEAD] if unit.id != plan.unit_id)
    approver, issuer = (next((unit.id for unit in bodies[role]), None) for role in (BodyRole.APPROVER, BodyRole.ISSUER))
    kept: dict[str, Any] = {**told.__dict__, "lead_ids": leads, "approver_id": approver, "issuer_id": issuer}
    return PlanDetails(**{**kept, "superior_plan_id": plan.superior_plan_id, "joint": plan.joint})


def _change_version(scope: Scope, plan: Plan, picture: Picture, told: RevisionDetails) -> None:
    revision = latest_revision(plan)
    differ = {act: day for act, day in told.dates.items() if picture.dates.get(act) != day}
    if revision.state not in (RevisionState.DRAFT, RevisionState.RETURNED):
        for act, day in differ.items():
            _state_day(scope, plan.id, act, day)
        return
    number = told.document_number or revision.document_number
    words = (told.issuing_name or revision.issuing_name, told.signed_by or revision.signed_by)
    same = (number, *words) == (revision.document_number, revision.issuing_name, revision.signed_by)
    if same and not differ:
        return
    dates = {**dates_of(revision), **told.dates}
    whole = RevisionDetails(dates, number, *words, revision.important_change, revision.summary)
    actions.edit_revision(scope, plan.id, whole)
    if revision.state == RevisionState.DRAFT and started_on(dates) is not None:
        actions.submit(scope, plan.id)


def _state_day(scope: Scope, plan_id: int, act: Act, day: Any) -> None:
    plan = get_plan(scope, plan_id)
    known = open_acts(latest_revision(plan), act)
    if known:
        actions_acts.correct_act(scope, plan_id, known[0].id, day, CORRECTED)
    else:
        actions_acts.state_day(scope, plan_id, plan.latest, act, day)
