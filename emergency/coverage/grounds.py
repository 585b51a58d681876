"""The recorded facts under one light: kind, facts, plan, the office's say; who recorded each and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.database import db
from emergency.coverage.queries_duties import DutyLine
from emergency.obligations.facts import COVER_LABELS, PLAN_KIND_LABELS, PLAN_LINE_LABELS, Cover, PlanKind, PlanLine
from emergency.obligations.queries import known_overrides_of
from emergency.plans.models import Milestone, Plan
from emergency.plans.queries import title_of
from emergency.plans.words import Act
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.queries_details import known_facts_of, known_versions_of
from emergency.units.within import known_at as known


@dataclass(frozen=True)
class Ground:
    """One recorded fact: what, since when, from which source, recorded by whom and when."""

    label: str
    text: str
    since: date | None
    source: str
    recorded_by: str
    recorded_at: datetime


def grounds(line: DutyLine) -> tuple[Ground, ...]:
    """The facts that lay the duty on the unit, of a line that the caller has loaded through the scope."""
    return (*_kind(line), *_facts(line), *_plan(line), *_switch(line))


def _kind(line: DutyLine) -> Iterator[Ground]:
    if "kind" not in line.rule.fact_names:
        return
    for row in known_versions_of(line.row.unit_id, line.known_at):
        if row.valid_from <= line.on < row.valid_to:
            word = UNIT_KIND_LABELS[UnitKind(row.kind)]
            yield Ground("单位类别", word, row.valid_from, row.source, row.recorded_by, row.known_from)


def _facts(line: DutyLine) -> Iterator[Ground]:
    asked = set(line.rule.fact_names)
    if any(demand.term_table for _, demand in line.rule.demands):
        asked.add("school_terms")
    for fact in known_facts_of(line.row.unit_id, line.known_at):
        if fact.name in asked and fact.valid_from <= line.on < fact.valid_to:
            yield Ground(fact.label, fact.text, fact.valid_from, fact.source, fact.recorded_by, fact.recorded_at)


def _plan(line: DutyLine) -> Iterator[Ground]:
    """The plan from which the duty runs or by which it is met, and what it was registered as."""
    plan_id = line.row.subject_id if line.row.subject_kind == "plan" else line.row.basis.get("plan_id")
    plan = db.session.get(Plan, plan_id) if plan_id else None
    if plan is None:
        return
    query = select(Milestone).where(
        Milestone.plan_id == plan.id, Milestone.kind == Act.DESCRIBED.value, known(Milestone, line.known_at)
    )
    for row in db.session.scalars(query):
        yield Ground(
            "预案",
            f"《{title_of(plan)}》：{_described(row.details)}",
            None,
            "预案登记",
            row.recorded_by,
            row.known_from,
        )


def _described(details: dict[str, list[str]]) -> str:
    kinds = "、".join(PLAN_KIND_LABELS[PlanKind(kind)] for kind in details["kinds"])
    covers = "、".join(COVER_LABELS[Cover(cover)] for cover in details["covers"])
    line = PLAN_LINE_LABELS[PlanLine(str(details["line"]))]
    return f"{line}，{kinds}{f'，涵盖{covers}' if covers else ''}"


def _switch(line: DutyLine) -> Iterator[Ground]:
    for row in known_overrides_of(line.rule.id, line.known_at):
        if row.valid_from <= line.on < row.valid_to:
            due = f"，完成期限 {row.due_on}" if row.due_on else ""
            word = "启用" if row.enabled else "停用"
            yield Ground(
                "本级对规则的设置", f"{word}{due}", row.valid_from, row.reason, row.recorded_by, row.known_from
            )
