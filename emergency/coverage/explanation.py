"""Why a light is as it is: the rule, the facts that bind, the acts that count, the days, who recorded them when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.clock import day_of
from emergency.base.database import FAR_MOMENT, db
from emergency.coverage.models import Duty
from emergency.coverage.queries_duties import DutyLine, past_of
from emergency.drills.models import Drill
from emergency.obligations.counting import counting_on, sentences
from emergency.obligations.facts import MILESTONE_LABELS, MilestoneKind
from emergency.obligations.predicates import facts_in
from emergency.obligations.queries import load_counting
from emergency.obligations.rules import FORCE_LABELS, RANK_LABELS, Evidence, Rule
from emergency.plans.models import Milestone
from emergency.units.queries_details import FactLine, known_facts_of


@dataclass(frozen=True)
class ActLine:
    """One act that starts or meets the duty: stated day, recorded by whom and when."""

    word: str
    on: date
    recorded_by: str
    recorded_at: datetime

    @property
    def days_late(self) -> int:
        """By how many days the entry came after the act; shown as 补录."""
        return max(0, (day_of(self.recorded_at) - self.on).days)


@dataclass(frozen=True)
class Reasons:
    """Everything that stands behind one light."""

    facts: tuple[FactLine, ...]
    event: ActLine | None
    evidence: ActLine | None
    days: tuple[tuple[str, str], ...]
    counting: tuple[str, ...]
    past: tuple[Duty, ...]
    force: str
    rank: str
    hint: str


def explain(line: DutyLine) -> Reasons:
    """The reasons of a duty that the caller has loaded through the scope."""
    row = line.row
    event_id = row.basis.get("event_id")
    return Reasons(
        facts=_facts(line),
        event=_milestone(int(event_id)) if event_id else None,
        evidence=_evidence(line.rule, row.evidence_id),
        days=_days(line),
        counting=sentences(counting_on(load_counting(), line.on)),
        past=tuple(past_of(row)),
        force=FORCE_LABELS[line.rule.force],
        rank=RANK_LABELS[line.rule.rank],
        hint=_hint(line),
    )


def _facts(line: DutyLine) -> tuple[FactLine, ...]:
    names = facts_in(line.rule.binds).union(*(facts_in(condition) for condition, _ in line.rule.demands))
    known = known_facts_of(line.row.unit_id)
    return tuple(fact for fact in known if fact.name in names and fact.valid_from <= line.on < fact.valid_to)


def _evidence(rule: Rule, evidence_id: int | None) -> ActLine | None:
    if evidence_id is None:
        return None
    if any(demand.met_by is Evidence.DRILL for _, demand in rule.demands):
        return _drill(evidence_id)
    return _milestone(evidence_id)


def _milestone(milestone_id: int) -> ActLine | None:
    row = db.session.scalar(select(Milestone).where(Milestone.id == milestone_id))
    if row is None:
        return None
    return ActLine(MILESTONE_LABELS[MilestoneKind(row.kind)], row.day, row.recorded_by, row.known_from)


def _drill(drill_id: int) -> ActLine | None:
    row = db.session.scalar(select(Drill).where(Drill.id == drill_id))
    if row is None or row.held_on is None or row.recorded_at is None:
        return None
    return ActLine(f"演练：{row.title}", row.held_on, row.recorded_by, row.recorded_at)


def _days(line: DutyLine) -> tuple[tuple[str, str], ...]:
    row = line.row
    shown = (
        ("本段起", row.starts), ("已办有效至", row.met_until), ("期限末日", row.due_on), ("标即将到期", row.soon_from),
        ("标逾期", row.overdue_from), ("补录截止日", row.backfill_until),
    )  # fmt: skip
    return tuple((word, day.isoformat()) for word, day in shown if day is not None and day.year < 9999)


def _hint(line: DutyLine) -> str:
    """What is particular about this light, in one sentence."""
    basis = line.row.basis
    if line.row.known_until != FAR_MOMENT:
        return "这是更新前的判断，只作备查；之后登记的情况已改变结果，现在的状态请从清单进入。"
    if basis.get("terms_missing"):
        return "学期表未录入，无法判断本月是否应演练；请在单位页面录入学期起止日期。"
    if line.row.provisional:
        return "期限涉及放假安排未公布的年度，按周一至周五暂算，标为暂定；放假安排录入后重新计算。"
    if line.row.force == "principle":
        return "条文用语是“原则上”，到期显示“应评估”，不称逾期。"
    if line.row.force == "undated":
        return "条文没有规定次数或期限，只提示，不判逾期。"
    if line.row.force == "local":
        return "依据是工作部署，不是法律义务。"
    return ""
