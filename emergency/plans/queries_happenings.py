"""Confirmed circumstances for revision as the engine reads them, with what was known at a moment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.database import db
from emergency.obligations.facts import BodyRole, Happening, HappeningKind
from emergency.obligations.rules import Evidence
from emergency.plans.dates import STARTING
from emergency.plans.models import Milestone, PlanBody
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.rules_triggers import TriggerAct
from emergency.plans.words import Act
from emergency.units.within import known_at as known

READ = [act.value for act in (TriggerAct.CONFIRMED, TriggerAct.KEPT, TriggerAct.NAMED)]
ACTS = [act.value for act in (*STARTING, Act.ACCEPTED)]
Rows = dict[str, TriggerRow]


def happenings(unit_ids: Sequence[int], moment: datetime | None = None) -> list[Happening]:
    """The circumstances on plans that these units lead, as known at a moment (None: now): three queries at most.

    A draft opens nothing. A named version answers once it is accepted, on its own day; a signed decision on the day
    of its signature.
    """
    leads = _leads(unit_ids, moment)
    query = select(ReviewTrigger, TriggerRow).join(TriggerRow, TriggerRow.trigger_id == ReviewTrigger.id)
    query = query.where(ReviewTrigger.plan_id.in_(leads), TriggerRow.act.in_(READ), known(TriggerRow, moment))
    triggers: dict[ReviewTrigger, Rows] = defaultdict(dict)
    for trigger, row in db.session.execute(query.order_by(ReviewTrigger.id, TriggerRow.id)) if leads else ():
        triggers[trigger][row.act] = row
    started = _started((rows[TriggerAct.NAMED].revision_id for rows in triggers.values() if TriggerAct.NAMED in rows),
                       moment)  # fmt: skip
    return [
        Happening(
            trigger.id, unit_id, HappeningKind.TRIGGER, rows[TriggerAct.CONFIRMED].day, trigger.plan_id,
            _answer(rows, started),
        )
        for trigger, rows in triggers.items()
        if TriggerAct.CONFIRMED in rows
        for unit_id in leads[trigger.plan_id]
    ]  # fmt: skip


def _answer(rows: Rows, started: dict[int, date]) -> dict[str, tuple[date, int]]:
    named, kept = rows.get(TriggerAct.NAMED), rows.get(TriggerAct.KEPT)
    if named is not None and named.revision_id in started:
        return {Evidence.REVISED.value: (started[named.revision_id], named.id)}
    return {Evidence.REVISED.value: (kept.day, kept.id)} if kept is not None else {}


def _leads(unit_ids: Sequence[int], moment: datetime | None) -> dict[int, list[int]]:
    """The units among these that lead a plan, by plan."""
    query = select(PlanBody.plan_id, PlanBody.unit_id).where(
        PlanBody.unit_id.in_(unit_ids), PlanBody.role == BodyRole.LEAD.value, known(PlanBody, moment)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for row in db.session.execute(query.order_by(PlanBody.id)):
        found[row.plan_id].append(row.unit_id)
    return found


def _started(revision_ids: Iterable[int | None], moment: datetime | None) -> dict[int, date]:
    """The first day of each of these versions that was known to be accepted."""
    wanted = {revision_id for revision_id in revision_ids if revision_id is not None}
    query = select(Milestone.revision_id, Milestone.kind, Milestone.day).where(
        Milestone.revision_id.in_(wanted), Milestone.kind.in_(ACTS), known(Milestone, moment)
    )
    days: dict[int, dict[str, date]] = defaultdict(dict)
    for row in db.session.execute(query) if wanted else ():
        days[row.revision_id][row.kind] = row.day
    return {
        revision_id: min(day for kind, day in told.items() if kind != Act.ACCEPTED)
        for revision_id, told in days.items()
        if Act.ACCEPTED in told and len(told) > 1
    }
