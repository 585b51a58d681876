"""Many new plans in one transaction, as a ledger brings them: the same rows and rules as one, a few statements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT
from emergency.base.slots import facts_changed
from emergency.evidence.facts import Secrecy
from emergency.obligations.facts import BodyRole, Cover, PlanKind, PlanLine
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
LEAD, APPROVER, ISSUER = BodyRole.LEAD.value, BodyRole.APPROVER.value, BodyRole.ISSUER.value
# So many ways in which plans are described are kept at hand.
WAYS = 2_000


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
    same = {"registered_by": scope.name, "registered_at": moment, "touched_at": moment, "version": 1}
    trail.add_rows(Plan, [_plan(*pair) for pair in pairs], same)
    same = {"number": 1, "entered_by": scope.name, "entered_at": moment, "version": 1}
    revisions = trail.add_rows(Revision, [_revision(scope, *pair, moment) for pair in pairs], same)
    same = {"recorded_by": scope.name, "known_from": moment, "known_until": FAR_MOMENT}
    trail.add_rows(PlanBody, [row for pair in pairs for row in _bodies(*pair)], same)
    acts = zip(pairs, revisions, strict=True)
    trail.add_rows(Milestone, [row for pair, number in acts for row in _acts(*pair, number)], same)
    for entry, standing in pairs:
        _record(scope, entry, standing, source)
    bound = {entry.unit.id for entry in entries} | {standing.approver_id for standing in standings}
    receivers = {entry.filing.receiver_id for entry in entries if entry.filing and entry.filing.receiver_id}
    facts_changed.send(bound | receivers)
    return [standing.plan_id for standing in standings]


def _standings(scope: Scope, entries: Sequence[Entry], first: int) -> Iterator[_Standing]:
    seats: dict[int, tuple[bool, bool]] = {}
    approvers: dict[tuple[int, frozenset[Any]], int] = {}
    for plan_id, entry in enumerate(entries, first):
        unit, kinds = entry.unit, entry.details.kinds
        unit_id = unit.id
        if unit_id not in seats:
            seats[unit_id] = (is_on_behalf(scope, unit), recorded_at_once(holder_of(unit)))
        if (unit_id, kinds) not in approvers:
            approvers[unit_id, kinds] = default_approver(unit, kinds).id
        (behalf, recording), begun = seats[unit_id], started_on(entry.told.dates) is not None
        state = RevisionState.DRAFT
        if begun:
            state = RevisionState.PASSED if recording else RevisionState.SUBMITTED
        yield _Standing(plan_id, approvers[unit_id, kinds], state, begun and recording, behalf)


def _plan(entry: Entry, standing: _Standing) -> Values:
    unit, details = entry.unit, entry.details
    secret = rules.is_secret(details.secrecy)
    return {
        "id": standing.plan_id, "unit_id": unit.id, "region_code": unit.region_code, "code": code_of(standing.plan_id),
        "title": details.title, "line": details.line.value, "kinds": _words(details.kinds),
        "covers": _words(details.covers),
        "event_class": details.event_class.value if details.event_class else "", "hazard": details.hazard,
        "secrecy": details.secrecy.value, "filing_target": rules.SECRET_CHANNEL if secret else details.filing_target,
        "latest": 1, "state": standing.state.value, "in_force": 1 if standing.recorded else None, "abolished": False,
        "joint": False, "on_behalf": standing.on_behalf, "sample": unit.sample,
    }  # fmt: skip


def _revision(scope: Scope, entry: Entry, standing: _Standing, moment: datetime) -> Values:
    told, submitted = entry.told, standing.state is not RevisionState.DRAFT
    return {
        "plan_id": standing.plan_id, "state": standing.state.value,
        "document_number": told.document_number, "issuing_name": told.issuing_name, "signed_by": told.signed_by,
        "summary": told.summary, "important_change": told.important_change,
        "without_text": not rules.is_secret(entry.details.secrecy), "recorded": standing.recorded,
        "on_behalf": standing.on_behalf, "submitted_by": scope.person_id if submitted else None,
        "submitter": scope.name if submitted else "",
        "submitted_at": moment if submitted else None,
    }  # fmt: skip


def _bodies(entry: Entry, standing: _Standing) -> Iterator[Values]:
    plan_id, unit_id = standing.plan_id, entry.unit.id
    for role, bound in ((LEAD, unit_id), (APPROVER, standing.approver_id), (ISSUER, unit_id)):
        yield {"plan_id": plan_id, "unit_id": bound, "role": role}


def _acts(entry: Entry, standing: _Standing, revision_id: int) -> Iterator[Values]:
    details, today = entry.details, clock.today()

    def act(kind: Act, day: date, told: Mapping[str, Any], behalf: bool, receiver: int | None = None) -> Values:
        return {
            "plan_id": standing.plan_id, "revision_id": revision_id, "kind": kind.value, "day": day, "details": told,
            "receiver_id": receiver, "on_behalf": behalf,
        }  # fmt: skip

    described = _described(details.line, details.kinds, details.covers, details.hazard, details.secrecy)
    yield act(Act.DESCRIBED, today, described, False)
    for kind, day in entry.told.dates.items():
        yield act(kind, day, NOTHING, standing.on_behalf)
    if standing.recorded:
        yield act(Act.ACCEPTED, today, NOTHING, False)
    filing = entry.filing
    if filing is not None:
        secret = rules.is_secret(details.secrecy)
        target = rules.SECRET_CHANNEL if secret else filing.target
        told = _filed(target, filing.received_on, filing.number)
        yield act(Act.FILED, filing.submitted_on, told, standing.on_behalf, filing.receiver_id)


@lru_cache(maxsize=WAYS)
def _words(values: frozenset[PlanKind] | frozenset[Cover]) -> list[str]:
    """One list for all that are equal; nobody changes it."""
    return sorted(one.value for one in values)


@lru_cache(maxsize=WAYS)
def _described(
    line: PlanLine, kinds: frozenset[PlanKind], covers: frozenset[Cover], hazard: str, secrecy: Secrecy
) -> Mapping[str, Any]:
    return {
        "line": line.value, "kinds": _words(kinds), "covers": _words(covers), "hazard": hazard,
        "secrecy": secrecy.value, "joint": False,
    }  # fmt: skip


@lru_cache(maxsize=WAYS)
def _filed(target: str, received_on: date | None, number: str) -> Mapping[str, Any]:
    answer = Answer.RECEIVED if received_on else None
    return {"target": target, **answered(answer, received_on, number)}


def _record(scope: Scope, entry: Entry, standing: _Standing, source: str) -> None:
    words = {
        RevisionState.DRAFT: "存为草稿", RevisionState.SUBMITTED: "提交核对", RevisionState.PASSED: "收存",
    }  # fmt: skip
    title = rules.shown_title(entry.details.title, entry.details.secrecy, code_of(standing.plan_id))
    sentence = f"{scope.name}按台账为{entry.unit.name}登记预案并{words[standing.state]}：{title}（{source}）。"
    trail.record(scope, Tag.PLAN_ADD, "plan", standing.plan_id, sentence)
