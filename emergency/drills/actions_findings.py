"""What a drill brought to light: recorded, changed, mended; a major one asks whether the plan must be revised."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.database import db
from emergency.base.errors import Conflict, Refusal
from emergency.drills.actions_answers import PlanAnswer, answer_for_plan
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_findings import exercised, own_finding, speaks_of_secrets
from emergency.drills.queries_own import own_drill
from emergency.drills.words import State
from emergency.plans.chapters import chapters_of

VEILED = "演练发现的问题（内容按保密渠道查阅）"
CHANGED = "这个问题刚刚被别人修改过，您的修改没有保存。请刷新页面核对后重新提交。"


@dataclass(frozen=True)
class FindingDetails:
    """What a person tells of a finding."""

    text: str
    major: bool
    responsible: str = ""
    due_on: date | None = None
    plan_id: int | None = None
    chapter: str | None = None


def add_finding(scope: Scope, drill_id: int, details: FindingDetails) -> DrillFinding:
    """Record a finding of a held drill; a major one is drafted as a reason to revise its plans. Raises Refusal."""
    drill, _unit = own_drill(scope, drill_id)
    if drill.state != State.HELD or drill.held_on is None:
        raise Refusal("演练还没有登记举行情况，不能登记发现的问题。请先登记举行情况。")
    finding = DrillFinding(drill_id=drill.id, recorded_by=scope.name, recorded_at=clock.now())
    _fill(drill, finding, details)
    db.session.add(finding)
    db.session.flush()
    sentence = f"{scope.name}登记演练“{drill.title}”发现的{_word(finding)}。"
    trail.record(scope, Tag.FINDING_EDIT, "drill", drill.id, sentence, after=picture(finding))
    _tell(scope, drill, finding)
    return finding


def edit_finding(scope: Scope, finding_id: int, details: FindingDetails, *, seen: int | None = None) -> DrillFinding:
    """Change a finding that is not mended yet; marking it 重大 asks about the plans. Raises Refusal, Conflict."""
    finding, drill = _open(scope, finding_id, seen)
    before = picture(finding)
    _fill(drill, finding, details)
    sentence = f"{scope.name}修改演练“{drill.title}”发现的{_word(finding)}。"
    trail.record(scope, Tag.FINDING_EDIT, "drill", drill.id, sentence, before, picture(finding))
    _tell(scope, drill, finding)
    return finding


def close_finding(
    scope: Scope, finding_id: int, on: date, outcome: str, *, answer: PlanAnswer | None = None, seen: int | None = None
) -> DrillFinding:
    """Say that a finding was mended, on which day and how; one that concerns a plan's chapter says what became of it.

    Raises Refusal beside the field that is wrong, Conflict when it was changed meanwhile.
    """
    finding, drill = _open(scope, finding_id, seen)
    if on > clock.today() or (drill.held_on and on < drill.held_on):
        raise Refusal("整改完成日期应在演练举行之后、今天或之前，请核对。", "on")
    before = picture(finding)
    finding.closed_on, finding.closed_by = on, scope.name
    finding.outcome = "" if speaks_of_secrets(drill) else outcome
    if finding.plan_id is not None:
        answer_for_plan(scope, drill, finding, answer)
    sentence = f"{scope.name}登记演练“{drill.title}”发现的{_word(finding)}于 {on} 整改完成。"
    trail.record(scope, Tag.FINDING_EDIT, "drill", drill.id, sentence, before, picture(finding))
    return finding


def picture(finding: DrillFinding) -> dict[str, Any]:
    """What the trail keeps of a finding."""
    names = (
        "id", "text", "major", "responsible", "due_on", "plan_id", "chapter", "closed_on", "outcome", "resolution",
        "revision_id", "kept_reason", "signed_by", "signed_on",
    )  # fmt: skip
    return {name: getattr(finding, name) for name in names}


def _open(scope: Scope, finding_id: int, seen: int | None) -> tuple[DrillFinding, Drill]:
    finding, drill, _unit = own_finding(scope, finding_id)
    if seen is not None and finding.version != seen:
        raise Conflict(CHANGED)
    if finding.closed_on is not None:
        raise Conflict("这个问题已经登记整改完成，不能再改。")
    return finding, drill


def _fill(drill: Drill, finding: DrillFinding, details: FindingDetails) -> None:
    if details.due_on and drill.held_on and details.due_on < drill.held_on:
        raise Refusal("整改期限早于演练举行日期，请核对。", "due_on")
    secret = speaks_of_secrets(drill)
    finding.text = VEILED if secret else details.text
    finding.major, finding.due_on = details.major, details.due_on
    finding.responsible = "" if secret else details.responsible
    finding.plan_id, finding.chapter = (None, None) if secret else _concerned(drill, details)


def _concerned(drill: Drill, details: FindingDetails) -> tuple[int | None, str | None]:
    """The plan and chapter that a finding concerns; of the plans that the drill exercised."""
    if details.plan_id is None:
        return None, "" if details.chapter is not None else None
    plan = next((plan for plan in exercised(drill) if plan.id == details.plan_id), None)
    if plan is None or details.chapter not in chapters_of(plan.line, plan.kinds):
        raise Refusal("所选章节不属于这次演练的预案，请重新选择。", "concerns")
    return plan.id, details.chapter


def _tell(scope: Scope, drill: Drill, finding: DrillFinding) -> None:
    """A major finding is a reason to revise (国办发〔2024〕5号 art. 35, 令88号 art. 36); the same one tells it once."""
    plans = exercised(drill) if finding.major and drill.held_on else []
    if plans and drill.held_on:
        told = Circumstance(
            CircumstanceKind.EXERCISE, drill.held_on, f"演练“{drill.title}”发现重大问题：{finding.text}",
            FactKind.DRILL, str(drill.id), f"finding-{finding.id}", plan_ids=tuple(plan.id for plan in plans),
        )  # fmt: skip
        slots.circumstance.call(scope, told)


def _word(finding: DrillFinding) -> str:
    return "重大问题" if finding.major else "问题"
