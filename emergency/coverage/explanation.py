"""Why a light is as it is: the rule, the facts that bind, the acts that count, the days, who recorded them when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.clock import day_of
from emergency.base.database import FAR_MOMENT, db
from emergency.coverage.grounds import Ground, grounds
from emergency.coverage.models import Duty
from emergency.coverage.queries_duties import DutyLine, past_of, tile_of
from emergency.coverage.reckoning import reckoned
from emergency.coverage.witnesses import answer_of, event_of
from emergency.drills.models import Drill
from emergency.obligations.counting import counting_on, sentences
from emergency.obligations.deadlines import ACT_OF
from emergency.obligations.facts import MILESTONE_LABELS, MilestoneKind
from emergency.obligations.queries import load_counting
from emergency.obligations.rules import FORCE_LABELS, RANK_LABELS, STARTING_ACTS, Evidence, Force, Group, Rule
from emergency.obligations.state import missed_periods
from emergency.plans.models import Milestone, Revision
from emergency.plans.words import Act, RevisionState
from emergency.units.within import known_at as known

RESTARTED = (Group.FILING.value, Group.DISCLOSURE.value)


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

    facts: tuple[Ground, ...]
    acts: tuple[tuple[str, ActLine], ...]
    arithmetic: str
    days: tuple[tuple[str, str], ...]
    counting: tuple[str, ...]
    past: tuple[Duty, ...]
    force: str
    rank: str
    hint: str


def explain(line: DutyLine) -> Reasons:
    """The reasons of a duty that the caller has loaded through the scope."""
    past, acts = tuple(past_of(line.row, line.known_at)), tuple(_acts(line))
    return Reasons(
        facts=grounds(line),
        acts=acts,
        arithmetic=reckoned(line, [(part, act.word, act.on) for part, act in acts]),
        days=_days(line, past),
        counting=sentences(counting_on(load_counting(line.known_at), line.on)),
        past=past,
        force=FORCE_LABELS[line.rule.force],
        rank=RANK_LABELS[line.rule.rank],
        hint=_hint(line),
    )


def _acts(line: DutyLine) -> Iterator[tuple[str, ActLine]]:
    """What starts the duty, the 核对 of the version that it rests on, and what meets it."""
    basis, evidence_id = line.row.basis, line.row.evidence_id
    event_id = basis.get("event_id")
    if event_id:
        yield from _milestone("起算", int(event_id))
    # 应编 has no starting act: it rests on the version that meets it.
    resting_on = event_id or (evidence_id if basis.get("plan_id") else None)
    if resting_on and not basis.get("happening_id"):
        yield from _acceptance(int(resting_on), line.known_at)
    happened = event_of(line.row.subject_kind, line.row.subject_id) if basis.get("happening_id") else None
    if happened:
        yield "起因", ActLine(*happened)
    if evidence_id is not None:
        yield from _evidence(line, evidence_id)


def _evidence(line: DutyLine, evidence_id: int) -> Iterator[tuple[str, ActLine]]:
    """What meets the duty, from the room that keeps such records."""
    if _asks_for_drills(line.rule):
        yield from _drill(evidence_id)
    elif all(demand.met_by in ACT_OF or demand.met_by is Evidence.PLAN for _, demand in line.rule.demands):
        yield from _milestone("办理", evidence_id)
    else:
        told = (answer_of(demand, evidence_id) for _, demand in line.rule.demands)
        yield from (("办理", ActLine(*witness)) for witness in told if witness)


def _asks_for_drills(rule: Rule) -> bool:
    return any(demand.met_by is Evidence.DRILL for _, demand in rule.demands)


def _milestone(word: str, milestone_id: int) -> Iterator[tuple[str, ActLine]]:
    row = db.session.get(Milestone, milestone_id)
    if row is not None:
        yield word, _act_line(row)


def _acceptance(milestone_id: int, moment: datetime | None) -> Iterator[tuple[str, ActLine]]:
    """The acceptance of the version whose act this is."""
    own = select(Milestone.revision_id).where(Milestone.id == milestone_id).scalar_subquery()
    query = select(Milestone).where(
        Milestone.revision_id == own, Milestone.kind == Act.ACCEPTED.value, known(Milestone, moment)
    )
    for row in db.session.scalars(query.order_by(Milestone.id).limit(1)):
        yield "核对", _act_line(row)


def _act_line(row: Milestone) -> ActLine:
    return ActLine(MILESTONE_LABELS[MilestoneKind(row.kind)], row.day, row.recorded_by, row.known_from)


def _drill(drill_id: int) -> Iterator[tuple[str, ActLine]]:
    """The drill as held, and its 核对 by the office that supervises the unit."""
    row = db.session.get(Drill, drill_id)
    if row is None or row.held_on is None or row.recorded_at is None:
        return
    yield "办理", ActLine(f"演练：{row.title}", row.held_on, row.recorded_by, row.recorded_at)
    if row.checked_at is not None:
        yield "核对", ActLine("演练记录核对", day_of(row.checked_at), row.checked_by, row.checked_at)


def _days(line: DutyLine, past: Sequence[Duty]) -> tuple[tuple[str, str], ...]:
    row = line.row
    # A short term is about to end from its first day, not from a day before it began.
    soon = row.soon_from and max(row.soon_from, row.starts)
    shown = (
        ("本段起", row.starts), ("已办有效至", row.met_until), ("期限末日", row.due_on), ("标即将到期", soon),
        ("标逾期", row.overdue_from), ("补录截止日", row.backfill_until),
    )  # fmt: skip
    told = [(word, day.isoformat()) for word, day in shown if day is not None and day.year < 9999]
    if late := row.basis.get("late"):
        told.append(("逾期办理", f"晚 {late} 天"))
    if year := row.basis.get("waits_for_year"):
        told.append(("暂定原因", f"{year}年放假安排未录入"))
    if line.safe_on:
        told.append(("稳妥办理日", f"{line.safe_on}（按2014年以来历年的放假安排，这一天从未晚于实际期限）"))
    counted = next((demand.working_days for _, demand in line.rule.demands if demand.working_days), None)
    if counted:
        told.append(("期限算法", f"从起算日的次日起数{counted}个工作日，起算当日不计（民法典第201条）"))
    # A later drill never takes a missed period away, so those of the older tiles are told as well.
    missed = [period for tile in past for period in missed_periods(tile_of(tile), line.on)]
    if missed:
        word = "缺训的自然期" if line.row.duty_group == Group.TRAINING.value else "缺演的自然期"
        told.append((word, "、".join(f"{one.starts}至{one.last_day}" for one in missed)))
    return tuple(told)


def _hint(line: DutyLine) -> str:
    """What is particular about this light, in one sentence."""
    basis = line.row.basis
    if not _known(line):
        return "这是更新前的判断，只作备查；之后登记的情况已改变结果，现在的状态请从清单进入。"
    if basis.get("terms_missing"):
        return "学期表未录入，无法判断本月是否应演练；请在单位页面录入学期起止日期。"
    if line.row.provisional:
        return "期限涉及放假安排未公布的年度，按周一至周五暂算，标为暂定；放假安排录入后重新计算。"
    if line.row.force == "principle":
        return "条文用语是“原则上”，到期显示“应评估”，不称逾期。"
    if line.rule.force is Force.RECOMMENDED:
        return "推荐性标准或条文未核，只作参考，不计数。"
    if line.row.force == "undated":
        return _undated_hint(line)
    if line.row.force == "local":
        return "依据是工作部署，不是法律义务。"
    if _is_restarted(line):
        return "新版是重要内容修订，依国办发〔2024〕5号第36条、令88号第37条（RV-03）走全程序，期限从新版重新起算。"
    if _is_undrilled(line):
        return "新版尚未演练：重要内容修订不重置演练周期，建议尽早按新版组织。"
    return ""


def _known(line: DutyLine) -> bool:
    """Whether the tile was known at the moment asked for (now, when none is)."""
    moment, row = line.known_at, line.row
    return row.known_until == FAR_MOMENT if moment is None else row.known_from <= moment < row.known_until


def _undated_hint(line: DutyLine) -> str:
    """Why there is no day, or whose day it is."""
    if line.row.due_on is not None:
        return "条文没有数字；这个日期是本系统的计算口径，到期显示“应核对”，不判逾期。"
    if line.row.basis.get("happening_id"):
        return "每次发生后应当办理，条文没有规定天数，只提示，不判逾期；办结的列到当年年底。"
    return "条文没有规定次数或期限，只提示，不判逾期。"


def _is_restarted(line: DutyLine) -> bool:
    """Whether a term runs from a version with 重要内容 changed, which began it anew."""
    act = db.session.get(Milestone, line.row.basis.get("event_id") or 0)
    if act is None or line.row.subject_kind != "plan" or line.row.duty_group not in RESTARTED:
        return False
    revision = db.session.get(Revision, act.revision_id)
    return revision is not None and revision.number > 1 and revision.important_change


def _is_undrilled(line: DutyLine) -> bool:
    """Whether a version with 重要内容 changed came into force after the drill that meets the duty."""
    row = line.row
    drill = db.session.get(Drill, row.evidence_id) if row.evidence_id and _asks_for_drills(line.rule) else None
    plan_id = row.subject_id if row.subject_kind == "plan" else row.basis.get("plan_id")
    if drill is None or drill.held_on is None or not plan_id:
        return False
    query = select(Milestone.id).join(Revision, Revision.id == Milestone.revision_id)
    query = query.where(
        Milestone.plan_id == plan_id, Milestone.kind.in_([kind.value for kind in STARTING_ACTS]),
        known(Milestone, line.known_at), Milestone.day > drill.held_on, Milestone.day <= line.on,
        Revision.important_change.is_(True), Revision.state == RevisionState.PASSED.value,
    )  # fmt: skip
    return db.session.scalars(query.limit(1)).first() is not None
