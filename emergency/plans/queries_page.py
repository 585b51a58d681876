"""Everything that the page of one plan shows, in a fixed number of questions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from emergency.accounts import queries as accounts
from emergency.base.access import Role, Scope
from emergency.base.clock import day_of
from emergency.base.database import FAR_MOMENT, db
from emergency.evidence.models import Paper
from emergency.evidence.queries import papers_by
from emergency.obligations.facts import BodyRole
from emergency.plans.checking import Checker, Desk, desks_for, whom_to_appoint
from emergency.plans.dates import late_days
from emergency.plans.evaluating import told_of
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.papers import SUBJECT
from emergency.plans.queries import bodies_of, holder_of, revisions_of, visible_plans
from emergency.plans.queries_list import checker_of
from emergency.plans.receiving import ANSWER_LABELS, answer_of
from emergency.plans.rules import SECRET_CHANNEL, badge_of
from emergency.plans.words import ACT_LABELS, CONCLUSION_LABELS, Act, Conclusion, RevisionState
from emergency.units.models import Unit

BODY_LABELS = {BodyRole.LEAD: "编制牵头单位", BodyRole.APPROVER: "审批单位", BodyRole.ISSUER: "印发机构"}
STATED = (Act.REVIEWED, Act.ISSUED, Act.PUBLISHED, Act.SIGNED, Act.EFFECTIVE, Act.EXPIRES)
DONE = (Act.FILED, Act.DISCLOSED, Act.EVALUATED, Act.ABOLISHED)
NEVER_LATE = frozenset({Act.EFFECTIVE, Act.EXPIRES})


@dataclass(frozen=True)
class Entry:
    """One dated act as a page shows it: the stated day, when we learnt of it, and what it replaced."""

    id: int
    act: Act
    label: str
    day: date
    told: str
    details: dict[str, Any]
    late: int
    recorded_by: str
    recorded_at: datetime
    on_behalf: bool
    before: date | None
    reason: str


@dataclass(frozen=True)
class Version:
    """One version with its days, what was done with it and its papers."""

    revision: Revision
    badge: str
    stated: Sequence[Entry]
    done: Sequence[Entry]
    papers: Sequence[Paper]


def versions_of(plan: Plan) -> list[Version]:
    """Every version of a plan that was already seen, the newest first. Three questions."""
    revisions = revisions_of(plan)
    entries = _entries(plan)
    papers = papers_by(SUBJECT, [revision.id for revision in revisions])
    return [
        Version(
            revision,
            badge_of(
                revision.number, revision.state, plan.in_force, abolished=plan.abolished, recorded=revision.recorded
            ),
            [entry for entry in entries[revision.id] if entry.act in STATED],
            [entry for entry in entries[revision.id] if entry.act in DONE],
            papers.get(revision.id, []),
        )
        for revision in revisions
    ]


def body_words(plan: Plan) -> list[tuple[str, str]]:
    """The bodies of a plan by role, their names in one line."""
    bodies = bodies_of([plan.id])[plan.id]
    return [(label, "、".join(unit.name for unit in bodies[role])) for role, label in BODY_LABELS.items()]


def superior_of(scope: Scope, plan: Plan) -> Plan | None:
    """The 上位预案, where the viewer may see it."""
    if plan.superior_plan_id is None:
        return None
    return db.session.scalar(visible_plans(scope).where(Plan.id == plan.superior_plan_id))


def appointment(scope: Scope, unit: Unit, revision: Revision) -> str | None:
    """Whom to appoint where nobody can 核对 what waits; None where somebody can or nothing waits."""
    if revision.state != RevisionState.SUBMITTED:
        return None
    holder = holder_of(unit)
    return whom_to_appoint(holder, checkers_at(scope, desks_for(holder)), revision.submitted_by)


def checkers_at(scope: Scope, desks: Iterable[Desk]) -> list[Checker]:
    """Everybody with an account at these desks, whatever the region; to say whether somebody can 核对."""
    found: list[Checker] = []
    for desk in desks:
        for person in db.session.scalars(accounts.people(scope, role=Role(desk.value).value)):
            found.append(checker_of(accounts.scope_of(person)))
    return found


def _entries(plan: Plan) -> dict[int, list[Entry]]:
    query = select(Milestone).where(Milestone.plan_id == plan.id).order_by(Milestone.day, Milestone.id)
    rows = {row.id: row for row in db.session.scalars(query)}
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in rows.values():
        if row.known_until == FAR_MOMENT and row.kind != Act.DESCRIBED:
            found[row.revision_id].append(_entry(row, rows))
    return found


def _entry(row: Milestone, rows: dict[int, Milestone]) -> Entry:
    first, act = row, Act(row.kind)
    while first.replaces_id is not None:
        first = rows[first.replaces_id]
    replaced = rows[row.replaces_id].day if row.replaces_id is not None else None
    return Entry(
        row.id, act, ACT_LABELS[act], row.day, _told(act, row.details), row.details,
        0 if act in NEVER_LATE else late_days(row.day, day_of(first.known_from)), row.recorded_by, row.known_from,
        row.on_behalf, replaced if replaced != row.day else None, row.reason,
    )  # fmt: skip


def _told(act: Act, details: dict[str, Any]) -> str:
    """What an act says besides its day, in one line."""
    if act is Act.FILED:
        return _filed(details)
    if act is Act.DISCLOSED:
        return " ".join(part for part in (details["method"], details["address"]) if part)
    if act is Act.EVALUATED:
        who = f"{details['who']}；" if details["who"] else ""
        more = "".join(f"；{part}" for part in told_of(details))
        return f"{who}结论：{CONCLUSION_LABELS[Conclusion(details['conclusion'])]}{more}"
    return str(details.get("paper", ""))


def _filed(details: dict[str, Any]) -> str:
    """To whom it was handed over and what was answered; what follows from silence is not part of the entry."""
    answer, day = answer_of(details)
    said = f"，{day} {ANSWER_LABELS[answer]}" if answer else ""
    more = f"：{details['told']}" if details.get("told") else ""
    number = f"，编号或回执：{details['number']}" if details.get("number") else ""
    target, lines = details["target"], str(details.get("rule_id") or "").replace(",", "、")
    by = f"（依据 {lines}）" if lines else ""
    return f"{target if target == SECRET_CHANNEL else f'报送{target}'}{by}{said}{more}{number}"
