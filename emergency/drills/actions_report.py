"""Recording that a drill was reported; entering it again corrects the entry and keeps the first."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.drills.actions_record import ONLY_DAYS
from emergency.drills.models import Drill
from emergency.drills.models_report import DrillReport
from emergency.drills.queries_findings import speaks_of_secrets
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_report import report_of
from emergency.drills.words import State
from emergency.evidence.actions import Subject, attach, drop_unnamed
from emergency.evidence.facts import PaperRole, Received
from emergency.plans.queries_filings import receivers_for
from emergency.plans.secret_words import CORRECTIONS, ONLY_FIXED
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

OUTSIDE = "所选单位不是组织单位所在地区或上级地区的政府和部门，请从名单中选择，或在“报送对象”里写明。"
NOT_HELD = "演练还没有登记举行情况，不能登记演练情况报送。请先登记举行情况。"
NO_TARGET = "这次演练涉及涉密或工作秘密预案，只登记日期，不填写报送对象。"


@dataclass(frozen=True)
class ReportDetails:
    """What a person tells: the day, to whom (a unit of the register, or words), why it is corrected, the papers."""

    on: date
    receiver_id: int | None = None
    target: str = ""
    reason: str = ""
    papers: tuple[Received, ...] = ()


def report_drill(scope: Scope, drill_id: int, told: ReportDetails) -> DrillReport:
    """Record 演练情况报送 (国务院令708号 art. 8, 令88号 art. 33), or another entry in its place, with the reason.

    Raises NotFound for a stranger's drill, Refusal beside the field that is wrong.
    """
    drill, organiser = own_drill(scope, drill_id)
    if drill.state != State.HELD or drill.held_on is None:
        raise Refusal(NOT_HELD)
    _check_day(told.on, drill.held_on)
    target, receiver_id = _target(drill, organiser, told)
    before = report_of(drill.id)
    if before is not None:
        told = _supersede(drill, before, told, target)
    row = DrillReport(
        drill_id=drill.id, day=told.on, receiver_id=receiver_id, target=target,
        reason=told.reason if before else "", replaces_id=before.id if before else None,
        on_behalf=is_on_behalf(scope, organiser), recorded_by=scope.name, known_from=clock.now(),
        known_until=FAR_MOMENT,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _attach(scope, drill, organiser, told)
    to = f"，报{target}" if target else ""
    sentence = f"{scope.name}登记演练“{drill.title}”的情况报送：{told.on}{to}。"
    trail.record(scope, Tag.DRILL_REPORT, "drill", drill.id, sentence, _picture(before), _picture(row))
    slots.facts_changed.send({drill.organiser_id})
    return row


def _check_day(on: date, held_on: date) -> None:
    if on < held_on:
        raise Refusal(f"报送日期 {on} 早于演练举行日期 {held_on}，请核对。", "on")
    if on > clock.today():
        raise Refusal(f"报送日期 {on} 晚于今天，尚未发生的事不能登记，请核对年份。", "on")


def _target(drill: Drill, organiser: Unit, told: ReportDetails) -> tuple[str, int | None]:
    """To whom it was reported; of a secret plan's drill that is not kept."""
    if speaks_of_secrets(drill):
        if told.target or told.receiver_id:
            raise Refusal(NO_TARGET, "target")
        return "", None
    if told.receiver_id is not None:
        found = next((unit for unit in receivers_for(organiser) if unit.id == told.receiver_id), None)
        if found is None:
            raise Refusal(OUTSIDE, "receiver")
        return found.name, found.id
    if not told.target:
        raise Refusal("请选择接收单位，或填写报送对象，例如“县应急管理局”。", "target")
    return told.target, None


def _supersede(drill: Drill, before: DrillReport, told: ReportDetails, target: str) -> ReportDetails:
    """Close the earlier entry; why is said freely, but of a secret plan's drill in a fixed word."""
    if speaks_of_secrets(drill):
        if told.reason:
            raise Refusal(ONLY_FIXED, "reason")
        told = replace(told, reason=CORRECTIONS[0])
    if (before.day, before.target) == (told.on, target) and not told.papers:
        raise Refusal("内容没有变化，无需重复登记。", "on")
    if not told.reason:
        raise Refusal(f"已经登记过（{before.day}）。要更正，请写明更正原因，前后两次登记都会保留。", "reason")
    before.known_until = clock.now()
    return told


def _attach(scope: Scope, drill: Drill, organiser: Unit, told: ReportDetails) -> None:
    if told.papers and speaks_of_secrets(drill):
        drop_unnamed(told.papers)
        raise Refusal(ONLY_DAYS)
    subject = Subject(organiser, "drill", drill.id)
    for received in told.papers:
        attach(scope, received, subject, PaperRole.DRILL_REPORT.value, stated_on=told.on,
               on_behalf=is_on_behalf(scope, organiser), sample=drill.sample)  # fmt: skip


def _picture(row: DrillReport | None) -> dict[str, Any] | None:
    return {name: getattr(row, name) for name in ("day", "target", "reason")} if row else None
