"""Many new plans in one transaction, as a ledger brings them: the same rows and rules as one, a few statements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT
from emergency.base.slots import facts_changed
from emergency.obligations.facts import BodyRole
from emergency.plans import rules
from emergency.plans.actions_acts import Filing
from emergency.plans.actions_receiving import answered
from emergency.plans.checking import recorded_at_once
from emergency.plans.dates import started_on
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.queries import code_of, default_approver, holder_of, unused_number
from emergency.plans.receiving import Answer
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act, RevisionState
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

Values = dict[str, Any]
# One object for all: what is the same is written out once.
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Entry:
    """A new plan of a unit that was seen through scope, with its first version; all checked by rules and stated."""

    unit: Unit
    details: PlanDetails
    told: RevisionDetails
    filing: Filing | None = None


@dataclass(frozen=True)
class _Standing:
    """How the new plan stands at once: its number, who approves, what becomes of its record."""

    plan_id: int
    approver_id: int
    state: RevisionState
    recorded: bool
    on_behalf: bool


def register_all(scope: Scope, entries: Sequence[Entry], source: str) -> list[int]:
    """Enter the plans and hand them in, as `actions.register` does one; gives their numbers.

    A version without a day that starts its clock stays a draft; a village's is accepted by being recorded. `source`
    says on the trail where they came from. Nothing here is joint or has a 上位预案.
    """
    first, moment = unused_number(), clock.now()
    standings = list(_standings(scope, entries, first))
    pairs = list(zip(entries, standings, strict=True))
    trail.add_rows(Plan, [_plan(scope, entry, standing, moment) for entry, standing in pairs])
    revisions = trail.add_rows(Revision, [_revision(scope, entry, standing, moment) for entry, standing in pairs])
    trail.add_rows(PlanBody, [row for entry, standing in pairs for row in _bodies(scope, entry, standing, moment)])
    acts = zip(pairs, revisions, strict=True)
    trail.add_rows(Milestone, [row for pair, number in acts for row in _acts(scope, *pair, number, moment)])
    for entry, standing in pairs:
        _record(scope, entry, standing, source)
    bound = {entry.unit.id for entry in entries} | {standing.approver_id for standing in standings}
    receivers = {entry.filing.receiver_id for entry in entries if entry.filing and entry.filing.receiver_id}
    facts_changed.send(bound | receivers)
    return [standing.plan_id for standing in standings]


def _standings(scope: Scope, entries: Sequence[Entry], first: int) -> Iterator[_Standing]:
    behalf: dict[int, bool] = {}
    approvers: dict[tuple[int, frozenset[Any]], int] = {}
    for plan_id, entry in enumerate(entries, first):
        unit, kinds = entry.unit, entry.details.kinds
        if unit.id not in behalf:
            behalf[unit.id] = is_on_behalf(scope, unit)
        if (unit.id, kinds) not in approvers:
            approvers[unit.id, kinds] = default_approver(unit, kinds).id
        begun, recording = started_on(entry.told.dates) is not None, recorded_at_once(holder_of(unit))
        state = RevisionState.DRAFT
        if begun:
            state = RevisionState.PASSED if recording else RevisionState.SUBMITTED
        yield _Standing(plan_id, approvers[unit.id, kinds], state, begun and recording, behalf[unit.id])


def _plan(scope: Scope, entry: Entry, standing: _Standing, moment: datetime) -> Values:
    unit, details = entry.unit, entry.details
    secret = rules.is_secret(details.secrecy)
    return {
        "id": standing.plan_id, "unit_id": unit.id, "region_code": unit.region_code, "code": code_of(standing.plan_id),
        "title": details.title, "line": details.line.value, "kinds": sorted(kind.value for kind in details.kinds),
        "covers": sorted(cover.value for cover in details.covers),
        "event_class": details.event_class.value if details.event_class else "", "hazard": details.hazard,
        "secrecy": details.secrecy.value, "filing_target": rules.SECRET_CHANNEL if secret else details.filing_target,
        "latest": 1, "state": standing.state.value, "in_force": 1 if standing.recorded else None, "abolished": False,
        "joint": False, "on_behalf": standing.on_behalf, "sample": unit.sample, "registered_by": scope.name,
        "registered_at": moment, "touched_at": moment, "version": 1,
    }  # fmt: skip


def _revision(scope: Scope, entry: Entry, standing: _Standing, moment: datetime) -> Values:
    told, submitted = entry.told, standing.state is not RevisionState.DRAFT
    return {
        "plan_id": standing.plan_id, "number": 1, "state": standing.state.value,
        "document_number": told.document_number, "issuing_name": told.issuing_name, "signed_by": told.signed_by,
        "summary": told.summary, "important_change": told.important_change,
        "without_text": not rules.is_secret(entry.details.secrecy), "recorded": standing.recorded,
        "on_behalf": standing.on_behalf, "entered_by": scope.name, "entered_at": moment,
        "submitted_by": scope.person_id if submitted else None, "submitter": scope.name if submitted else "",
        "submitted_at": moment if submitted else None, "version": 1,
    }  # fmt: skip


def _bodies(scope: Scope, entry: Entry, standing: _Standing, moment: datetime) -> Iterator[Values]:
    bound = (
        (BodyRole.LEAD, entry.unit.id), (BodyRole.APPROVER, standing.approver_id), (BodyRole.ISSUER, entry.unit.id),
    )  # fmt: skip
    for role, unit_id in bound:
        yield {
            "plan_id": standing.plan_id, "unit_id": unit_id, "role": role.value, "recorded_by": scope.name,
            "known_from": moment, "known_until": FAR_MOMENT,
        }  # fmt: skip


def _acts(scope: Scope, entry: Entry, standing: _Standing, revision_id: int, moment: datetime) -> Iterator[Values]:
    details, today = entry.details, clock.today()

    def act(kind: Act, day: date, told: Mapping[str, Any], behalf: bool, receiver: int | None = None) -> Values:
        return {
            "plan_id": standing.plan_id, "revision_id": revision_id, "kind": kind.value, "day": day, "details": told,
            "receiver_id": receiver, "on_behalf": behalf, "recorded_by": scope.name, "known_from": moment,
            "known_until": FAR_MOMENT,
        }  # fmt: skip

    described = {
        "line": details.line.value, "kinds": sorted(kind.value for kind in details.kinds),
        "covers": sorted(cover.value for cover in details.covers), "hazard": details.hazard,
        "secrecy": details.secrecy.value, "joint": False,
    }  # fmt: skip
    yield act(Act.DESCRIBED, today, described, False)
    for kind, day in entry.told.dates.items():
        yield act(kind, day, NOTHING, standing.on_behalf)
    if standing.recorded:
        yield act(Act.ACCEPTED, today, NOTHING, False)
    filing = entry.filing
    if filing is not None:
        secret = rules.is_secret(details.secrecy)
        answer = Answer.RECEIVED if filing.received_on else None
        told = {
            "target": rules.SECRET_CHANNEL if secret else filing.target,
            **answered(answer, filing.received_on, filing.number),
        }
        yield act(Act.FILED, filing.submitted_on, told, standing.on_behalf, filing.receiver_id)


def _record(scope: Scope, entry: Entry, standing: _Standing, source: str) -> None:
    words = {
        RevisionState.DRAFT: "存为草稿", RevisionState.SUBMITTED: "提交核对", RevisionState.PASSED: "收存",
    }  # fmt: skip
    title = rules.shown_title(entry.details.title, entry.details.secrecy, code_of(standing.plan_id))
    sentence = f"{scope.name}按台账为{entry.unit.name}登记预案并{words[standing.state]}：{title}（{source}）。"
    trail.record(scope, Tag.PLAN_ADD, "plan", standing.plan_id, sentence)
