"""Reads rules of law from their YAML form and refuses what an official could not check (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml

from emergency.base.periods import PeriodKind
from emergency.obligations.facts import FAR_DAY, ActKind, HappeningKind, MilestoneKind, SubjectKind
from emergency.obligations.lawbook import LawBook
from emergency.obligations.predicates import ALWAYS, parse
from emergency.obligations.rules import (
    STARTING_ACTS,
    Accepts,
    Demand,
    Evidence,
    Force,
    Group,
    Holder,
    Rank,
    Rule,
    Shape,
)
from emergency.units.fact_catalogue import CATALOGUE

Word = TypeVar("Word", bound=StrEnum)
UNIT_FACTS = frozenset({"kind", *CATALOGUE})
PLAN_FACTS = frozenset({"plan.line", "plan.kinds", "plan.covers", "plan.hazard", "plan.joint"})
NEEDED = (
    "id",
    "version",
    "title",
    "group",
    "force",
    "rank",
    "article",
    "demand_text",
    "demand",
    "valid_from",
)
OWN_NUMBER = {Shape.DEADLINE: "working_days", Shape.ROLLING: "years", Shape.CALENDAR: "period", Shape.EACH: "after"}
ACTS_OF_PLANS = (Evidence.FILED, Evidence.DISCLOSED, Evidence.EVALUATED, Evidence.REVIEWED)
EVIDENCE_OF: Mapping[Shape, tuple[Evidence, ...]] = {
    Shape.STANDING: (Evidence.PLAN,),
    Shape.DEADLINE: ACTS_OF_PLANS,
    Shape.ROLLING: (Evidence.DRILL, Evidence.ACT, *ACTS_OF_PLANS),
    Shape.CALENDAR: (Evidence.DRILL, Evidence.ACT, *ACTS_OF_PLANS),
    Shape.ONCE: (Evidence.DRILL, Evidence.ACT, *ACTS_OF_PLANS),
    Shape.EACH: (),
    Shape.LISTED: (Evidence.NOTHING,),
}
EVIDENCE_AFTER: Mapping[HappeningKind, tuple[Evidence, ...]] = {
    HappeningKind.DRILL: (
        Evidence.REPORTED, Evidence.DRILL_EVALUATED, Evidence.DRILL_ARCHIVED, Evidence.DRILL_RECORDED,
    ),
    HappeningKind.FILING: (Evidence.RECEIVED,),
    HappeningKind.TRIGGER: (Evidence.REVISED,),
    HappeningKind.INCIDENT: (Evidence.INCIDENT_EVALUATED,),
}  # fmt: skip
WORDS = frozenset(
    {*NEEDED, "binds", "subject", "valid_to", "plans", "holder", "spares_classified", "accepts", "counting"}
    | {"verification", "valid_from_unverified", "note", "part_of", "in_list"}
)
DEMAND_WORDS = frozenset(
    {"shape", "met_by", "when", "starts_with", "working_days", "years", "period", "term_table"}
    | {"needs_plan", "acts", "after", "credited_to"}
)


def read_rows(folder: Path) -> list[dict[str, Any]]:
    """The rules of all YAML files of a folder as plain data, in the order of file names."""
    files = sorted(folder.glob("*.yaml"))
    return [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]


def word_of(words: type[Word], value: Any, what: str) -> Word:
    """The word of an enumeration. Raises ValueError with a Chinese sentence naming those that are known."""
    try:
        return words(value)
    except ValueError as fault:
        known = "、".join(word.value for word in words)
        raise ValueError(f"{what}写了不认识的词“{value}”，可用：{known}。") from fault


def book_of(rows: Iterable[Mapping[str, Any]]) -> LawBook:
    """A law book from plain data. Raises ValueError with a Chinese sentence naming the rule."""
    book = LawBook(tuple(rule_of(row) for row in rows))
    for rule_id in book.ids():
        _refuse_gaps(book.versions(rule_id))
    return book


def rule_of(row: Mapping[str, Any]) -> Rule:
    """One rule from plain data. Raises ValueError with a Chinese sentence naming the rule."""
    name = row.get("id", "?")
    missing = [word for word in NEEDED if row.get(word) in (None, "")]
    if missing:
        raise ValueError(f"规则 {name} 缺少 {'、'.join(missing)}。")
    if unknown := set(row) - WORDS:
        raise ValueError(f"规则 {name} 有不认识的项：{'、'.join(sorted(unknown))}。")
    try:
        return _rule(row)
    except KeyError as fault:
        raise ValueError(f"规则 {name}：缺少 {fault.args[0]}。") from fault
    except (ValueError, TypeError, AttributeError) as fault:
        raise ValueError(f"规则 {name}：{fault}") from fault


def _rule(row: Mapping[str, Any]) -> Rule:
    demands = demands_of(row["demand"])
    subject = word_of(SubjectKind, row.get("subject", "unit"), "subject")
    _refuse_misfits(subject, (demand for _, demand in demands))
    return Rule(
        id=row["id"],
        version=row["version"],
        title=row["title"],
        group=word_of(Group, row["group"], "group"),
        force=word_of(Force, row["force"], "force"),
        rank=word_of(Rank, row["rank"], "rank"),
        article=row["article"],
        demand_text=row["demand_text"],
        binds=parse(row["binds"], UNIT_FACTS) if "binds" in row else ALWAYS,
        demands=demands,
        subject=subject,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row.get("valid_to", FAR_DAY)),
        plans=parse(row["plans"], UNIT_FACTS | PLAN_FACTS) if "plans" in row else ALWAYS,
        holders=tuple(word_of(Holder, word, "holder") for word in row.get("holder", ["unit"])),
        spares_classified=bool(row.get("spares_classified", False)),
        accepts=_accepts(row.get("accepts")),
        counting=tuple(row.get("counting", ())),
        verification=row.get("verification", ""),
        valid_from_unverified=bool(row.get("valid_from_unverified", False)),
        note=row.get("note", ""),
        part_of=row.get("part_of", ""),
        in_list=bool(row.get("in_list", True)),
    )


def demands_of(data: Any) -> tuple[tuple[Any, Demand], ...]:
    """The demands with their conditions; a single mapping is owed always, a list is tried in order."""
    rows = data if isinstance(data, list) else [data]
    return tuple((parse(row["when"], UNIT_FACTS) if "when" in row else ALWAYS, demand_of(row)) for row in rows)


def demand_of(row: Mapping[str, Any]) -> Demand:
    """One demand. A deadline needs ``working_days``, a rolling one ``years``, a natural one ``period``.

    What is owed each time needs ``after``, what an act meets needs ``acts``.
    """
    if unknown := set(row) - DEMAND_WORDS:
        raise ValueError(f"要求里有不认识的项：{'、'.join(sorted(unknown))}。")
    shape = word_of(Shape, row["shape"], "shape")
    met_by = Evidence.NOTHING if shape is Shape.LISTED else word_of(Evidence, row["met_by"], "met_by")
    needed = OWN_NUMBER.get(shape) or ("acts" if met_by is Evidence.ACT else None)
    if needed and needed not in row:
        raise ValueError(f"{shape} 的要求必须写明 {needed}。")
    return Demand(
        shape=shape,
        met_by=met_by,
        starts_with=tuple(
            word_of(MilestoneKind, word, "starts_with") for word in row.get("starts_with", STARTING_ACTS)
        ),
        working_days=row.get("working_days"),
        years=row.get("years"),
        period=word_of(PeriodKind, row["period"], "period") if "period" in row else None,
        term_table=bool(row.get("term_table", False)),
        needs_plan=bool(row.get("needs_plan", shape is not Shape.EACH)),
        acts=tuple(word_of(ActKind, word, "acts") for word in row.get("acts", ())),
        after=word_of(HappeningKind, row["after"], "after") if "after" in row else None,
        credited_to=tuple(row.get("credited_to", ())),
    )


def _refuse_misfits(subject: SubjectKind, demands: Iterable[Demand]) -> None:
    """An evidence that the shape or the subject cannot have would never meet the duty, or stop the engine."""
    for demand in demands:
        if demand.shape is Shape.EACH and demand.after is None:
            raise ValueError("each 的要求必须写明 after。")
        fitting = EVIDENCE_AFTER.get(demand.after, ()) if demand.after else EVIDENCE_OF[demand.shape]
        if demand.met_by not in fitting:
            raise ValueError(f"{demand.shape} 的要求不能由 {demand.met_by} 办结，只能是：{'、'.join(fitting)}。")
        if demand.met_by in ACTS_OF_PLANS and subject is not SubjectKind.PLAN:
            raise ValueError(f"由 {demand.met_by} 办结的要求，subject 应为 plan。")


def _accepts(data: Mapping[str, list[str]] | None) -> Accepts | None:
    if data is None:
        return None
    return Accepts(frozenset(data["contents"]), frozenset(data["forms"]))


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _refuse_gaps(versions: tuple[Rule, ...]) -> None:
    for rule in versions:
        if rule.valid_from >= rule.valid_to:
            raise ValueError(f"规则 {rule.id} 第{rule.version}版的起止日期颠倒。")
    for earlier, later in pairwise(versions):
        if earlier.version == later.version:
            raise ValueError(f"规则 {earlier.id} 有两个第{earlier.version}版。")
        if earlier.valid_to != later.valid_from:
            raise ValueError(f"规则 {earlier.id} 第{earlier.version}版与第{later.version}版的有效期不衔接。")
