"""Filings that came to a unit of the register: its list, what the desk counts, and what the engine is told."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Text, select, type_coerce
from sqlalchemy.orm import aliased

from emergency.base.access import Permission, Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.desk import Tally, rows_of
from emergency.base.paging import Page, paginate
from emergency.obligations.facts import Cover, Happening, HappeningKind, PlanLine
from emergency.obligations.rules import Evidence
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.queries import title_of
from emergency.plans.queries_filings import standings
from emergency.plans.queries_history import CHUNK
from emergency.plans.receiving import ANSWER_LABELS, Standing, answer_of, rule_for
from emergency.plans.words import Act
from emergency.units.models import Unit
from emergency.units.within import is_among, unit_in_scope
from emergency.units.within import known_at as known

Receiver = aliased(Unit)
WAITING, ANSWERED = "waiting", "answered"
STATE_WORDS = {WAITING: "待受理", ANSWERED: "已答复"}


@dataclass(frozen=True)
class ReceivedLine:
    """One filing as the receiving office lists it."""

    filing: Milestone
    number: int
    plan: Plan
    unit: Unit
    receiver: Unit
    standing: Standing


def received_in(scope: Scope, state: str = "") -> Any:
    """(filing, number of the version, plan, its unit, receiver) of what came to units in the viewer's scope."""
    query = select(Milestone, Revision.number, Plan, Unit, Receiver)
    query = query.join(Revision, Revision.id == Milestone.revision_id).join(Plan, Plan.id == Milestone.plan_id)
    query = query.join(Unit, Unit.id == Plan.unit_id).join(Receiver, Receiver.id == Milestone.receiver_id)
    mine = select(Unit.id).where(unit_in_scope(scope)).correlate(None)
    query = query.where(Milestone.receiver_id.in_(mine), Milestone.kind == Act.FILED.value)
    query = query.where(Milestone.known_until == FAR_MOMENT)
    if state:
        query = query.where(_unanswered() if state == WAITING else ~_unanswered())
    return query.order_by(Milestone.day, Milestone.id)


def list_received(scope: Scope, state: str, page: int) -> Page[ReceivedLine]:
    """One page of what came in, the longest waiting first."""
    found = paginate(received_in(scope, state), page, scalars=False)
    return Page(_lines(found.items), found.number, found.size, found.total)


def all_received(scope: Scope, state: str) -> list[ReceivedLine]:
    """All of it, for the Excel."""
    return _lines(db.session.execute(received_in(scope, state)).all())


def received_counters(scope: Scope) -> list[Tally]:
    """How many filings wait for the answer of an office in the viewer's scope."""
    if not scope.may(Permission.PLAN_VIEW):
        return []
    number = rows_of(received_in(scope, WAITING).with_only_columns(Milestone.id))
    url = url_for("plans.received", state=WAITING)
    return [Tally("收到备案待受理", number, url, note="登记受理、补正或退回", rank=32, shows_zero=False)]


def filings_received(unit_ids: Iterable[int], moment: datetime | None = None) -> list[Happening]:
    """What came to these units for 备案 as known at a moment, each opening the receiving office's own term.

    Only filings for which a rule names such a term (令88号 art. 28; the environment's filing art. 16).
    """
    ids = sorted(set(unit_ids))
    found: list[Happening] = []
    for start in range(0, len(ids), CHUNK):
        found += _happenings(ids[start : start + CHUNK], moment)
    return found


def filing_titles(filing_ids: Collection[int]) -> Mapping[int, str]:
    """Of filings that the caller saw through a scope: the plan that was handed over."""
    query = select(Milestone.id, Plan).join(Plan, Plan.id == Milestone.plan_id).where(Milestone.id.in_(filing_ids))
    return {row.id: title_of(row.Plan) for row in db.session.execute(query)}


def filing_witness(filing_id: int) -> tuple[str, date, str, datetime] | None:
    """A filing or its answer: what it was, the day, by whom recorded and when."""
    row = db.session.get(Milestone, filing_id)
    if row is None:
        return None
    answer, day = answer_of(row.details)
    if answer and day:
        return f"备案{ANSWER_LABELS[answer]}", day, row.recorded_by, row.known_from
    return f"报送{row.details['target']}", row.day, row.recorded_by, row.known_from


def _happenings(unit_ids: Sequence[int], moment: datetime | None) -> list[Happening]:
    query = select(Milestone, Unit.line).join(Unit, Unit.id == Milestone.receiver_id)
    query = query.where(is_among(Milestone.receiver_id, unit_ids), Milestone.kind == Act.FILED.value)
    rows = db.session.execute(query.where(known(Milestone, moment)).order_by(Milestone.id)).all()
    described = _described({row.Milestone.plan_id for row in rows}, moment)
    first = _first_ids([row.Milestone for row in rows])
    told = ((row.Milestone, row.line, described.get(row.Milestone.plan_id)) for row in rows)
    return [
        happening
        for filing, line, what in told
        if what is not None and (happening := _happening(filing, line, what, first[filing.id]))
    ]


def _happening(filing: Milestone, line: str, what: Mapping[str, Any], first: int) -> Happening | None:
    rule_id = rule_for(PlanLine(what["line"]), {Cover(cover) for cover in what["covers"]}, line)
    if rule_id is None or filing.receiver_id is None:
        return None
    answer, day = answer_of(filing.details)
    answers = {Evidence.RECEIVED.value: (day, filing.id)} if answer and day else {}
    return Happening(
        first, filing.receiver_id, HappeningKind.FILING, filing.day, filing.plan_id, answers, frozenset({rule_id})
    )


def _described(plan_ids: Iterable[int], moment: datetime | None) -> dict[int, Mapping[str, Any]]:
    query = select(Milestone).where(Milestone.plan_id.in_(set(plan_ids)), Milestone.kind == Act.DESCRIBED.value)
    return {row.plan_id: row.details for row in db.session.scalars(query.where(known(Milestone, moment)))}


def _first_ids(rows: Iterable[Milestone]) -> dict[int, int]:
    """The number under which each was first entered: corrections do not make another filing of it."""
    first = {row.id: row.replaces_id for row in rows}
    found = {row_id: row_id for row_id in first}
    while steps := {row_id: before for row_id, before in first.items() if before is not None}:
        query = select(Milestone.id, Milestone.replaces_id).where(Milestone.id.in_(set(steps.values())))
        before = {row.id: row.replaces_id for row in db.session.execute(query)}
        found.update(steps)
        first = {row_id: before[at] for row_id, at in steps.items()}
    return found


def _lines(found: Sequence[Any]) -> list[ReceivedLine]:
    stand = standings([row[0] for row in found], {row[2].id: row[2] for row in found})
    return [ReceivedLine(row[0], row[1], row[2], row[3], row[4], stand[row[0].id]) for row in found]


def _unanswered() -> ColumnElement[bool]:
    """Details are kept as canonical JSON; every filing with a unit of the register says whether it was answered."""
    return type_coerce(Milestone.details, Text).contains('"answer":""')
