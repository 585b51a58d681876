"""A rule of law as dated data: whom it binds, what it demands, on which article (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from emergency.base.periods import PeriodKind
from emergency.obligations.facts import FAR_DAY, ActKind, BodyRole, HappeningKind, MilestoneKind, SubjectKind
from emergency.obligations.predicates import ALWAYS, Predicate, facts_in


class Group(StrEnum):
    """应编, 备案, 公开, 演练, 评估, 修订, 培训: shown beside each other, never added up."""

    PLANS = "plans"
    FILING = "filing"
    DISCLOSURE = "disclosure"
    DRILLS = "drills"
    EVALUATION = "evaluation"
    REVISION = "revision"
    TRAINING = "training"
    OTHER = "other"


class Force(StrEnum):
    """How a rule speaks; only ``duty`` and ``local`` have a number that can be missed.

    ``event`` and ``trigger`` speak each time something happens; ``procedure``, ``clock`` (hours of a report) and
    ``consequence`` (a fine) bind nothing here.
    """

    DUTY = "duty"
    PRINCIPLE = "principle"
    UNDATED = "undated"
    EVENT = "event"
    TRIGGER = "trigger"
    RECOMMENDED = "recommended"
    LOCAL = "local"
    PROCEDURE = "procedure"
    CLOCK = "clock"
    CONSEQUENCE = "consequence"


class Rank(StrEnum):
    """The rank of the source, shown beside the article."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    DEPARTMENT_RULE = "department_rule"
    NORMATIVE_DOCUMENT = "normative_document"
    STANDARD = "standard"
    WORK_ARRANGEMENT = "work_arrangement"


class Shape(StrEnum):
    """How the tiles of a duty are cut."""

    STANDING = "standing"
    DEADLINE = "deadline"
    ROLLING = "rolling"
    CALENDAR = "calendar"
    ONCE = "once"
    EACH = "each"
    LISTED = "listed"


class Holder(StrEnum):
    """Whose duty it is: 编制牵头单位, 审批单位, 印发机构, or the unit whose plan it is in any of these roles."""

    LEAD = "lead"
    APPROVER = "approver"
    ISSUER = "issuer"
    UNIT = "unit"


class Evidence(StrEnum):
    """What meets a duty."""

    PLAN = "plan"
    DRILL = "drill"
    FILED = "filed"
    DISCLOSED = "disclosed"
    EVALUATED = "evaluated"
    REVIEWED = "reviewed"
    ACT = "act"
    REPORTED = "reported"
    RECEIVED = "received"
    REVISED = "revised"
    DRILL_EVALUATED = "drill_evaluated"
    DRILL_ARCHIVED = "drill_archived"
    DRILL_RECORDED = "drill_recorded"
    INCIDENT_EVALUATED = "incident_evaluated"
    NOTHING = "nothing"


GROUP_LABELS: Mapping[Group, str] = {
    Group.PLANS: "应编",
    Group.FILING: "备案",
    Group.DISCLOSURE: "公开",
    Group.DRILLS: "演练",
    Group.EVALUATION: "评估",
    Group.REVISION: "修订",
    Group.TRAINING: "培训",
    Group.OTHER: "其他",
}

FORCE_LABELS: Mapping[Force, str] = {
    Force.DUTY: "义务",
    Force.PRINCIPLE: "原则上",
    Force.UNDATED: "应当，未定次数或期限",
    Force.EVENT: "每次发生时应当",
    Force.TRIGGER: "情形出现时应当",
    Force.RECOMMENDED: "推荐或待核",
    Force.LOCAL: "工作部署",
    Force.PROCEDURE: "程序要求",
    Force.CLOCK: "信息报告时限",
    Force.CONSEQUENCE: "法律责任",
}

RANK_LABELS: Mapping[Rank, str] = {
    Rank.LAW: "法律",
    Rank.ADMINISTRATIVE_REGULATION: "行政法规",
    Rank.DEPARTMENT_RULE: "部门规章",
    Rank.NORMATIVE_DOCUMENT: "规范性文件",
    Rank.STANDARD: "标准",
    Rank.WORK_ARRANGEMENT: "工作部署",
}

# The first of these acts of a revision is the day from which the plan is in force.
STARTING_ACTS = (MilestoneKind.ISSUED, MilestoneKind.PUBLISHED, MilestoneKind.SIGNED)

ROLE_OF_HOLDER = {
    Holder.LEAD: BodyRole.LEAD,
    Holder.APPROVER: BodyRole.APPROVER,
    Holder.ISSUER: BodyRole.ISSUER,
}


@dataclass(frozen=True)
class Demand:
    """What is owed. Which fields are set follows from the shape (see ``catalogue.demand_of``).

    ``needs_plan`` false: owed without a plan in force. ``acts``: the acts of the unit that meet it. ``after``: what
    opens it each time; ``credited_to`` narrows drills to those that were held for one of these rules.
    """

    shape: Shape
    met_by: Evidence
    starts_with: tuple[MilestoneKind, ...] = STARTING_ACTS
    working_days: int | None = None
    years: int | None = None
    period: PeriodKind | None = None
    term_table: bool = False
    needs_plan: bool = True
    acts: tuple[ActKind, ...] = ()
    after: HappeningKind | None = None
    credited_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accepts:
    """Which drills qualify (YJ/T 9007-2019 第4.2): content 综合/单项, form 实战/桌面."""

    contents: frozenset[str] = frozenset({"comprehensive", "single"})
    forms: frozenset[str] = frozenset({"live", "tabletop"})


@dataclass(frozen=True)
class Rule:
    """One version of one rule. ``demands`` are tried in order; the first whose condition holds is owed."""

    id: str
    version: int
    title: str
    group: Group
    force: Force
    rank: Rank
    article: str
    demand_text: str
    binds: Predicate
    demands: tuple[tuple[Predicate, Demand], ...]
    subject: SubjectKind
    valid_from: date
    valid_to: date = FAR_DAY
    plans: Predicate = ALWAYS
    holders: tuple[Holder, ...] = (Holder.UNIT,)
    spares_classified: bool = False
    accepts: Accepts | None = None
    counting: tuple[str, ...] = ()
    verification: str = ""
    valid_from_unverified: bool = False
    note: str = ""
    part_of: str = ""
    in_list: bool = True

    @property
    def is_listed(self) -> bool:
        """Whether the rule only stands in the catalogue: shown, searchable, binding nothing."""
        return all(demand.shape is Shape.LISTED for _, demand in self.demands)

    @property
    def verified_word(self) -> str:
        """How far the text was checked, without the marks of our own list of sources."""
        if not self.verification.startswith("已核 S"):
            return self.verification
        edition = self.verification[self.verification.find("（") :] if "（" in self.verification else ""
        return f"已核（公开副本）{edition}"

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """All facts that decide whether, how and about which plans the rule binds."""
        conditions = (self.binds, self.plans, *(condition for condition, _ in self.demands))
        return frozenset().union(*(facts_in(condition) for condition in conditions))
