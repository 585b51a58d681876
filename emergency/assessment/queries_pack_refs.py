"""Which records met what a figure counts: its rows in, the drills, versions of plans, records and papers behind out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.assessment.behind import Behind, Fact
from emergency.assessment.measures import Year
from emergency.base.database import FAR_MOMENT, db
from emergency.drills.models import DrillCredit, DrillPlan
from emergency.drills.models_findings import DrillFinding
from emergency.evidence.facts import PaperRole
from emergency.obligations.facts import ActKind, MilestoneKind, SubjectKind, Tile
from emergency.obligations.queries import load_rules
from emergency.obligations.rules import Evidence, Rule
from emergency.plans.models import Milestone, Plan, Revision
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.records.words import TRAININGS

DRILL, REVISION, RECORD, PAPER = "drill", "revision", "record", "paper"
TEXTS = frozenset({PaperRole.TEXT})
ROLES: Mapping[str, frozenset[PaperRole]] = {
    MilestoneKind.FILED: frozenset({PaperRole.RECEIPT}),
    MilestoneKind.RECEIVED: frozenset({PaperRole.RECEIPT}),
    MilestoneKind.DISCLOSED: frozenset({PaperRole.DISCLOSURE, PaperRole.BRIEF}),
    MilestoneKind.EVALUATED: frozenset({PaperRole.EVALUATION}),
    MilestoneKind.REVIEWED: frozenset({PaperRole.REVIEW}),
}
# Answers to what happened that are a drill of their own, a record, or a paper; the rest are acts of a plan.
OF_DRILL = frozenset({Evidence.DRILL_RECORDED, Evidence.REPORTED})
OF_PAPER = frozenset({Evidence.DRILL_EVALUATED, Evidence.DRILL_ARCHIVED})
OF_RECORD = frozenset({Evidence.ACT, Evidence.INCIDENT_EVALUATED})


@dataclass(frozen=True)
class Ref:
    """A record with papers: its kind and number, which of its papers count (empty: all), the day it states."""

    kind: str
    id: int
    roles: frozenset[PaperRole] = frozenset()
    day: date | None = None


def refs_of(measure: str, rows: Iterable[Behind], on: date) -> list[tuple[Behind, list[Ref]]]:
    """The records behind each row of which something was done, in a fixed order."""
    done = sorted((row for row in rows if row.done), key=lambda row: (row.of.unit_id, row.name))
    asker = _Asker(measure, done, on)
    return [(row, list(asker.refs(row))) for row in done]


class _Asker:
    """Asks once for everything that the rows of one figure name."""

    def __init__(self, measure: str, rows: list[Behind], on: date) -> None:
        self.measure, self.year = measure, Year(on)
        self.rules = {(rule.id, rule.version): rule for rule in load_rules().rules}
        tiles = [row.of for row in rows if isinstance(row.of, Tile)]
        facts = [row.of for row in rows if isinstance(row.of, Fact)]
        self.milestones = _milestones({tile.evidence_id for tile in tiles if tile.evidence_id})
        self.credits = _credits(tiles, self.year)
        self.versions = _in_force({fact.id for fact in facts if fact.kind == "plan"})
        self.plan_drills = _plan_drills({fact.id for fact in facts if fact.kind == "plan"}, self.year)
        self.found_in = _found_in({fact.id for fact in facts if fact.kind == "finding"})
        self.trainings = _trainings({fact.id for fact in facts if fact.kind == "unit"}, self.year)

    def refs(self, row: Behind) -> Iterator[Ref]:
        """The records of one row."""
        if isinstance(row.of, Fact):
            yield from self._of_fact(row.of)
        else:
            yield from self._of_tile(row.of)

    def _of_fact(self, fact: Fact) -> Iterator[Ref]:
        if fact.kind == "drill":
            yield Ref(DRILL, fact.id, day=fact.day)
        elif fact.kind == "plan" and self.measure == "special-drills-yearly":
            yield from (Ref(DRILL, drill, day=day) for drill, day in self.plan_drills.get(fact.id, ()))
        elif fact.kind == "plan" and fact.id in self.versions:
            yield Ref(REVISION, self.versions[fact.id], TEXTS)
        elif fact.kind == "finding" and fact.id in self.found_in:
            yield Ref(DRILL, self.found_in[fact.id])
        elif fact.kind == "unit" and self.measure == "trained":
            yield from (Ref(RECORD, record, day=day) for record, day in self.trainings.get(fact.id, ()))

    def _of_tile(self, tile: Tile) -> Iterator[Ref]:
        rule = self.rules.get((tile.rule_id, tile.rule_version))
        met_by = {demand.met_by for _, demand in rule.demands} if rule else set()
        number = tile.evidence_id
        if Evidence.DRILL in met_by:
            yield from self._drills(tile)
        elif number is None:
            return
        elif met_by & OF_PAPER:
            yield Ref(PAPER, number)
        elif met_by & OF_DRILL:
            yield Ref(DRILL, tile.subject_id)
        elif met_by & OF_RECORD:
            yield from () if _is_check(rule) else (Ref(RECORD, number),)
        elif number in self.milestones:
            revision, kind, day = self.milestones[number]
            yield Ref(REVISION, revision, ROLES.get(kind, TEXTS), day)

    def _drills(self, tile: Tile) -> Iterator[Ref]:
        plan = tile.subject_id if tile.subject_kind is SubjectKind.PLAN else None
        drills = dict(self.credits.get((tile.unit_id, tile.rule_id, plan), ()))
        if tile.evidence_id is not None:
            drills.setdefault(tile.evidence_id, None)
        yield from (Ref(DRILL, drill, day=day) for drill, day in sorted(drills.items()))


def _is_check(rule: Rule | None) -> bool:
    return rule is not None and any(ActKind.CONTACTS_CHECKED in demand.acts for _, demand in rule.demands)


def _milestones(ids: set[int]) -> dict[int, tuple[int, str, date]]:
    query = select(Milestone.id, Milestone.revision_id, Milestone.kind, Milestone.day).where(Milestone.id.in_(ids))
    return {row.id: (row.revision_id, row.kind, row.day) for row in db.session.execute(query)}


def _credits(tiles: list[Tile], year: Year) -> dict[tuple[int, str, int | None], list[tuple[int, date | None]]]:
    """The drills of the year by whose duty they met; of a duty of the unit as well of one of its plans."""
    query = select(DrillCredit).where(
        DrillCredit.unit_id.in_({tile.unit_id for tile in tiles}), DrillCredit.known_until == FAR_MOMENT,
        DrillCredit.rule_id.in_({tile.rule_id for tile in tiles}), DrillCredit.held_on.between(year.first, year.on),
    )  # fmt: skip
    found: dict[tuple[int, str, int | None], list[tuple[int, date | None]]] = {}
    for row in db.session.scalars(query.order_by(DrillCredit.id)) if tiles else ():
        for plan in {row.plan_id, None}:
            found.setdefault((row.unit_id, row.rule_id, plan), []).append((row.drill_id, row.held_on))
    return found


def _in_force(plan_ids: set[int]) -> dict[int, int]:
    query = select(Plan.id, Revision.id).join(Revision, Revision.plan_id == Plan.id)
    query = query.where(Plan.id.in_(plan_ids), Revision.number == Plan.in_force)
    return {row[0]: row[1] for row in db.session.execute(query)}


def _plan_drills(plan_ids: set[int], year: Year) -> dict[int, list[tuple[int, date]]]:
    query = (
        select(DrillPlan.plan_id, DrillCredit.drill_id, DrillCredit.held_on)
        .join(DrillCredit, DrillCredit.drill_id == DrillPlan.drill_id)
        .where(
            DrillPlan.plan_id.in_(plan_ids), DrillCredit.known_until == FAR_MOMENT,
            DrillCredit.held_on.between(year.first, year.on),
        )
        .distinct().order_by(DrillCredit.drill_id)
    )  # fmt: skip
    return _grouped(db.session.execute(query))


def _found_in(finding_ids: set[int]) -> dict[int, int]:
    query = select(DrillFinding.id, DrillFinding.drill_id).where(DrillFinding.id.in_(finding_ids))
    return {row[0]: row[1] for row in db.session.execute(query)}


def _trainings(unit_ids: set[int], year: Year) -> dict[int, list[tuple[int, date]]]:
    query = (
        select(WorkRecord.unit_id, WorkRecord.id, WorkRecordVersion.held_on)
        .join(WorkRecordVersion, WorkRecordVersion.record_id == WorkRecord.id)
        .where(
            WorkRecord.unit_id.in_(unit_ids), WorkRecord.kind.in_([kind.value for kind in TRAININGS]),
            WorkRecord.withdrawn_at.is_(None), WorkRecordVersion.number == WorkRecord.latest,
            WorkRecordVersion.held_on.between(year.first, year.on),
        )
        .order_by(WorkRecord.id)
    )  # fmt: skip
    return _grouped(db.session.execute(query))


def _grouped(rows: Any) -> dict[int, list[tuple[int, date]]]:
    found: dict[int, list[tuple[int, date]]] = {}
    for key, number, day in rows:
        found.setdefault(key, []).append((number, day))
    return found
