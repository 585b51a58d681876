"""A rule of law as dated data: whom it binds, what it demands, on which article (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from emergency.base.periods import PeriodKind
from emergency.obligations.facts import FAR_DAY, BodyRole, MilestoneKind, SubjectKind
from emergency.obligations.predicates import ALWAYS, Predicate, facts_in


class Group(StrEnum):
    """应编, 备案, 公开, 演练, 评估: shown beside each other, never added up."""

    PLANS = "plans"
    FILING = "filing"
    DISCLOSURE = "disclosure"
    DRILLS = "drills"
    EVALUATION = "evaluation"


class Force(StrEnum):
    """How strongly a rule speaks; only ``duty`` has a number that can be missed."""

    DUTY = "duty"
    PRINCIPLE = "principle"
    UNDATED = "undated"
    RECOMMENDED = "recommended"
    LOCAL = "local"


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


GROUP_LABELS: Mapping[Group, str] = {
    Group.PLANS: "应编",
    Group.FILING: "备案",
    Group.DISCLOSURE: "公开",
    Group.DRILLS: "演练",
    Group.EVALUATION: "评估",
}

FORCE_LABELS: Mapping[Force, str] = {
    Force.DUTY: "义务",
    Force.PRINCIPLE: "原则上",
    Force.UNDATED: "应当，未定次数或期限",
    Force.RECOMMENDED: "推荐或待核",
    Force.LOCAL: "工作部署",
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
    """What is owed. Which fields are set follows from the shape (see ``catalogue.demand_of``)."""

    shape: Shape
    met_by: Evidence
    starts_with: tuple[MilestoneKind, ...] = STARTING_ACTS
    working_days: int | None = None
    years: int | None = None
    period: PeriodKind | None = None
    term_table: bool = False


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


@dataclass(frozen=True)
class RuleSwitch:
    """The office's say on a rule for a span of days: in use or not, and a local day by which a plan is due."""

    rule_id: str
    enabled: bool
    valid_from: date
    valid_to: date = FAR_DAY
    due_on: date | None = None


@dataclass(frozen=True)
class LawBook:
    """All versions of all rules, and the office's switches."""

    rules: tuple[Rule, ...]
    switches: tuple[RuleSwitch, ...] = ()

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Rule, ...]]:
        """Sorted once: the engine asks for the versions of a rule thousands of times."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.id, []).append(rule)
        return {name: tuple(sorted(rules, key=lambda rule: rule.version)) for name, rules in found.items()}

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """The versions of a rule, oldest first; none for an unknown id."""
        return self._by_id.get(rule_id, ())

    def ids(self) -> tuple[str, ...]:
        """All rule ids in the order of the catalogue."""
        return tuple(self._by_id)

    def in_force(self, rule_id: str, day: date) -> Rule | None:
        """The version in force on that day, or None."""
        return next((rule for rule in self.versions(rule_id) if rule.valid_from <= day < rule.valid_to), None)

    def switch_on(self, rule_id: str, day: date) -> RuleSwitch | None:
        """The office's switch that holds on that day, or None."""
        found = (s for s in self.switches if s.rule_id == rule_id and s.valid_from <= day < s.valid_to)
        return next(found, None)

    def enabled(self, rule_id: str, day: date) -> bool:
        """Whether the rule is in use on that day; rules are in use unless switched off."""
        switch = self.switch_on(rule_id, day)
        return switch is None or switch.enabled
