"""The plans of units as the engine reads them, with what was known at a moment."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, Text, select, type_coerce

from emergency.base.database import plain_rows
from emergency.obligations.facts import BodyRole, Cover, MilestoneKind, PlanHistory, PlanKind, PlanLine
from emergency.obligations.facts import Milestone as DatedAct
from emergency.plans.models import Milestone, PlanBody, Revision
from emergency.plans.receiving import counts_as_filed
from emergency.plans.rules import is_secret
from emergency.plans.words import Act
from emergency.units.within import is_among
from emergency.units.within import known_at as known

CHUNK = 500
KINDS = {kind.value: kind for kind in MilestoneKind}
ROLES = {role.value: role for role in BodyRole}
# Columns, not objects: a rebuild reads a million acts.
READ = (
    Milestone.plan_id, Milestone.id, Milestone.kind, Milestone.day, type_coerce(Milestone.details, Text).label("told"),
    Revision.number, Revision.important_change,
)  # fmt: skip
# Plain words: they are compared a million times.
ACCEPTED, DESCRIBED, FILED = Act.ACCEPTED.value, Act.DESCRIBED.value, Act.FILED.value
Bodies = dict[BodyRole, tuple[int, ...]]


def histories(unit_ids: Iterable[int], known_at: datetime | None = None) -> list[PlanHistory]:
    """The plans that bind any of the units, as known at a moment (None: now): two queries a 500 units.

    Acts of a version appear once it is accepted, for the days that they state; a version that only waits for
    its 核对, and a plan without an accepted one, is no evidence and starts no clock. Takes ids that were already
    seen through a scope, or all of them for a recompute.
    """
    found: dict[int, PlanHistory] = {}
    for chunk in _chunks(sorted(set(unit_ids))):
        plan_ids = _plan_ids(chunk, known_at)
        bodies = _bodies(plan_ids, known_at)
        for plan_id, rows in _acts(plan_ids, known_at).items():
            history = _history(plan_id, rows, bodies.get(plan_id, {}))
            if history is not None:
                found[plan_id] = history
    return [found[plan_id] for plan_id in sorted(found)]


def _history(plan_id: int, rows: Sequence[Any], bodies: Bodies) -> PlanHistory | None:
    accepted = {row.number for row in rows if row.kind == ACCEPTED}
    told = next((row.told for row in rows if row.kind == DESCRIBED), None)
    if not accepted or told is None:
        return None
    described = _details(told)
    acts = (row for row in rows if row.number in accepted and _is_read(row))
    return PlanHistory(
        plan_id=plan_id,
        line=PlanLine(described["line"]),
        kinds=frozenset(PlanKind(kind) for kind in described["kinds"]),
        covers=frozenset(Cover(cover) for cover in described["covers"]),
        hazard=described["hazard"] or None,
        classified=is_secret(described["secrecy"]),
        joint=described.get("joint", len(bodies.get(BodyRole.LEAD, ())) > 1),
        bodies=bodies,
        milestones=tuple(_act(row) for row in acts),
    )


def _is_read(row: Any) -> bool:
    """Whether duties read the act; papers that were found incomplete were not handed over yet."""
    kind = row.kind
    return kind in KINDS and (kind != FILED or counts_as_filed(_details(row.told)))


@lru_cache(maxsize=1024)
def _details(told: str) -> Mapping[str, Any]:
    """What an act says; most say nothing, and plans of one kind are described alike."""
    return MappingProxyType(json.loads(told))


def _act(row: Any) -> DatedAct:
    _, number, kind, day, told, revision_no, important = row
    return DatedAct(number, KINDS[kind], day, revision_no, important, _details(told))


def _plan_ids(unit_ids: Sequence[int], moment: datetime | None) -> Select[Any]:
    return select(PlanBody.plan_id).where(is_among(PlanBody.unit_id, unit_ids), known(PlanBody, moment))


def _bodies(plan_ids: Select[Any], moment: datetime | None) -> dict[int, Bodies]:
    columns = (PlanBody.plan_id, PlanBody.role, PlanBody.unit_id)
    query = select(*columns).where(PlanBody.plan_id.in_(plan_ids), known(PlanBody, moment)).order_by(PlanBody.id)
    found: dict[int, Bodies] = defaultdict(dict)
    for plan_id, word, unit_id in plain_rows(query):
        role, told = ROLES[word], found[plan_id]
        told[role] = (*told.get(role, ()), unit_id)
    return found


def _acts(plan_ids: Select[Any], moment: datetime | None) -> dict[int, list[Any]]:
    query = select(*READ).join(Revision, Revision.id == Milestone.revision_id)
    query = query.where(Milestone.plan_id.in_(plan_ids), known(Milestone, moment))
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in plain_rows(query.order_by(Milestone.plan_id, Milestone.day, Milestone.id)):
        grouped[row[0]].append(row)
    return grouped


def _chunks(items: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
