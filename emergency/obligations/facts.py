"""What the engine is told and what it answers: plans, credits, region terms and tiles (pure values)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

FAR_DAY = date(9999, 12, 31)

Plain = str | int | float | bool | None
NOTHING_SAID: Mapping[str, Plain] = MappingProxyType({})


class PlanLine(StrEnum):
    """政府线 follows 国办发〔2024〕5号, 企业线 follows 令88号; their kinds and clocks differ."""

    GOVERNMENT = "government"
    ENTERPRISE = "enterprise"


class PlanKind(StrEnum):
    """Kinds of plan; ``special`` (专项) exists in both lines."""

    GENERAL = "general"
    SPECIAL = "special"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    VILLAGE = "village"
    UNIT = "unit"
    COMPREHENSIVE = "comprehensive"
    SITE = "site"


class Cover(StrEnum):
    """涵盖: what a plan serves besides its kind, so that a town's one book may meet several duties."""

    WORK_SAFETY = "work_safety"
    FIRE_EVACUATION = "fire_evacuation"
    EARTHQUAKE = "earthquake"
    ENVIRONMENT = "environment"
    SCHOOL_INCIDENT = "school_incident"
    FOOD_SAFETY = "food_safety"
    FOREST_FIRE = "forest_fire"
    SPECIAL_EQUIPMENT = "special_equipment"


PLAN_LINE_LABELS = {PlanLine.GOVERNMENT: "政府线", PlanLine.ENTERPRISE: "企业线"}

PLAN_KIND_LABELS = {
    PlanKind.GENERAL: "总体",
    PlanKind.SPECIAL: "专项",
    PlanKind.DEPARTMENT: "部门",
    PlanKind.TOWNSHIP: "乡镇（街道）",
    PlanKind.VILLAGE: "村（社区）",
    PlanKind.UNIT: "单位",
    PlanKind.COMPREHENSIVE: "综合",
    PlanKind.SITE: "现场处置方案",
}

KINDS_OF_LINE: Mapping[PlanLine, tuple[PlanKind, ...]] = {
    PlanLine.GOVERNMENT: (
        PlanKind.GENERAL,
        PlanKind.SPECIAL,
        PlanKind.DEPARTMENT,
        PlanKind.TOWNSHIP,
        PlanKind.VILLAGE,
        PlanKind.UNIT,
    ),
    PlanLine.ENTERPRISE: (PlanKind.COMPREHENSIVE, PlanKind.SPECIAL, PlanKind.SITE),
}

COVER_LABELS = {
    Cover.WORK_SAFETY: "生产安全事故",
    Cover.FIRE_EVACUATION: "灭火和应急疏散",
    Cover.EARTHQUAKE: "地震",
    Cover.ENVIRONMENT: "突发环境事件",
    Cover.SCHOOL_INCIDENT: "校园突发事件和意外伤害",
    Cover.FOOD_SAFETY: "食品安全事故",
    Cover.FOREST_FIRE: "森林火灾",
    Cover.SPECIAL_EQUIPMENT: "特种设备事故",
}

# The hazards that rules ask for; the registry of plans knows more, by the same names.
HAZARDS_ASKED: Mapping[str, str] = {"food_safety": "食品安全事件", "forest_fire": "森林草原火灾"}


class BodyRole(StrEnum):
    """编制牵头单位, 审批单位, 印发机构: duties of one plan fall on different bodies."""

    LEAD = "lead"
    APPROVER = "approver"
    ISSUER = "issuer"


class MilestoneKind(StrEnum):
    """The dated acts in the life of a plan that start or meet a duty."""

    ISSUED = "issued"
    PUBLISHED = "published"
    SIGNED = "signed"
    REVIEWED = "reviewed"
    ACCEPTED = "accepted"
    FILED = "filed"
    RECEIVED = "received"
    DISCLOSED = "disclosed"
    EVALUATED = "evaluated"
    SUPERSEDED = "superseded"
    ABOLISHED = "abolished"


MILESTONE_LABELS = {
    MilestoneKind.ISSUED: "印发",
    MilestoneKind.PUBLISHED: "公布",
    MilestoneKind.SIGNED: "签署发布",
    MilestoneKind.REVIEWED: "评审",
    MilestoneKind.ACCEPTED: "核对通过（已收存）",
    MilestoneKind.FILED: "报送备案",
    MilestoneKind.RECEIVED: "备案受理",
    MilestoneKind.DISCLOSED: "公开",
    MilestoneKind.EVALUATED: "预案评估",
    MilestoneKind.SUPERSEDED: "被新版替代",
    MilestoneKind.ABOLISHED: "废止",
}


class Milestone(NamedTuple):
    """One dated act of a plan. ``on`` is the day it happened (stated), not the day it was entered.

    ``important_change`` is set on the starting act of a revision that changes 重要内容: filing and
    disclosure run anew (国办发〔2024〕5号 第36条, 令88号 第37条). ``details`` may name a ``rule_id``, or several
    parted by commas, when an act of filing was done for these rules only.
    """

    id: int
    kind: MilestoneKind
    on: date
    revision_no: int = 1
    important_change: bool = False
    details: Mapping[str, Plain] = NOTHING_SAID


@dataclass(frozen=True)
class PlanHistory:
    """A plan as known at one moment: what it is, whose it is, and its acts in any order."""

    plan_id: int
    line: PlanLine
    kinds: frozenset[PlanKind]
    covers: frozenset[Cover] = frozenset()
    hazard: str | None = None
    classified: bool = False
    joint: bool = False
    bodies: Mapping[BodyRole, tuple[int, ...]] = field(default_factory=dict)
    milestones: tuple[Milestone, ...] = ()

    @cached_property
    def units(self) -> frozenset[int]:
        """The units whose plan it is, in whatever role."""
        return frozenset(unit_id for units in self.bodies.values() for unit_id in units)


class DrillCredit(NamedTuple):
    """A drill that a person confirmed as held for a rule (and, where the rule asks, for a plan)."""

    drill_id: int
    unit_id: int
    rule_id: str
    plan_id: int | None
    held_on: date


class ActKind(StrEnum):
    """What a unit does to meet a duty of the organisation, apart from its plans and drills."""

    PLAN_TRAINING = "plan_training"
    STAFF_TRAINING = "staff_training"
    FIRE_TRAINING = "fire_training"
    RESIDENT_FIRE_TRAINING = "resident_fire_training"
    CONTACTS_CHECKED = "contacts_checked"
    YEARLY_SUMMARY = "yearly_summary"
    REVISION_PROGRAMME = "revision_programme"


ACT_KIND_LABELS: Mapping[ActKind, str] = {
    ActKind.PLAN_TRAINING: "预案培训（管理人员、专业救援人员）",
    ActKind.STAFF_TRAINING: "预案和避险培训（从业人员）",
    ActKind.FIRE_TRAINING: "员工消防培训",
    ActKind.RESIDENT_FIRE_TRAINING: "居住人员消防培训",
    ActKind.CONTACTS_CHECKED: "通讯录核对",
    ActKind.YEARLY_SUMMARY: "年度总结",
    ActKind.REVISION_PROGRAMME: "制修订工作计划",
}


class UnitAct(NamedTuple):
    """One dated act of a unit, whatever its plans. ``on`` is the day it happened (stated)."""

    id: int
    unit_id: int
    kind: ActKind
    on: date


class HappeningKind(StrEnum):
    """What opens a duty of its own each time it happens."""

    TRIGGER = "trigger"
    DRILL = "drill"
    FILING = "filing"
    INCIDENT = "incident"


HAPPENING_LABELS: Mapping[HappeningKind, str] = {
    HappeningKind.TRIGGER: "修订情形",
    HappeningKind.DRILL: "演练",
    HappeningKind.FILING: "收到备案材料",
    HappeningKind.INCIDENT: "生产安全事故处置结束",
}


class Happening(NamedTuple):
    """A confirmed circumstance for revision, a drill that was held, papers that came in, an incident.

    ``unit_id`` is whose duty it opens; ``answers`` maps a value of ``rules.Evidence`` to the day and the id of the
    record that met it; ``rule_ids`` narrows it where only some rules speak of it (empty: all of its kind).
    """

    id: int
    unit_id: int
    kind: HappeningKind
    on: date
    plan_id: int | None = None
    answers: Mapping[str, tuple[date, int]] = MappingProxyType({})
    rule_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RegionTerms:
    """台账启用日 and 补录截止日 of a region: before the latter nothing is overdue for want of an entry."""

    ledger_start: date | None = None
    backfill_until: date | None = None


class SubjectKind(StrEnum):
    """What a duty stands on: the organisation itself, one of its plans, or something that happened."""

    UNIT = "unit"
    PLAN = "plan"
    TRIGGER = "trigger"
    DRILL = "drill"
    FILING = "filing"
    INCIDENT = "incident"


SUBJECT_LABELS: Mapping[SubjectKind, str] = {
    SubjectKind.UNIT: "单位",
    SubjectKind.PLAN: "预案",
    SubjectKind.TRIGGER: "修订情形",
    SubjectKind.DRILL: "演练",
    SubjectKind.FILING: "收到的备案材料",
    SubjectKind.INCIDENT: "事故",
}


class Tile(NamedTuple):
    """A stretch of days [starts, ends) between two events that can change a light.

    State on a day, in this order: ``day >= overdue_from`` overdue, ``day < met_until`` met, else pending.
    ``basis`` holds ids and numbers only; sentences are made when it is shown. Named tuples are what a rebuild makes
    by the million: as frozen as a dataclass, and a fifth of its time.
    """

    unit_id: int
    rule_id: str
    rule_version: int
    subject_kind: SubjectKind
    subject_id: int
    region_code: str
    starts: date
    ends: date = FAR_DAY
    met_until: date | None = None
    soon_from: date | None = None
    overdue_from: date | None = None
    due_on: date | None = None
    provisional: bool = False
    evidence_id: int | None = None
    basis: Mapping[str, Plain] = NOTHING_SAID
