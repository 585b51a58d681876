"""What became of the plan when a problem was mended: the revision that changed, or a signed 不修订 with its reason."""

from dataclasses import dataclass
from datetime import date

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_own import organiser_of
from emergency.drills.words import Resolution
from emergency.evidence.actions import Subject, attach
from emergency.evidence.facts import PaperRole, Received
from emergency.plans.dates import started_on
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import revision_of
from emergency.plans.words import RevisionState
from emergency.units.behalf import is_on_behalf

NEEDED = "这个问题涉及预案章节，请选择预案是“已修订”还是“不修订”。"


@dataclass(frozen=True)
class PlanAnswer:
    """What a person tells of the plan: the number of its changed version, or why not, signed by whom and when."""

    resolution: Resolution
    number: int | None = None
    reason: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    papers: tuple[Received, ...] = ()


def answer_for_plan(scope: Scope, drill: Drill, finding: DrillFinding, answer: PlanAnswer | None) -> None:
    """Part of mending a finding that concerns a plan (国办发〔2024〕5号 art. 35). Raises Refusal beside its field."""
    if answer is None:
        raise Refusal(NEEDED, "resolution")
    if answer.resolution is Resolution.REVISED:
        finding.revision_id = _changed(drill, finding, answer.number).id
    else:
        _check_signed(drill, answer)
        finding.kept_reason, finding.signed_by = answer.reason, answer.signed_by
        finding.signed_on = answer.signed_on
        _attach(scope, drill, answer)
    finding.resolution = answer.resolution.value


def _changed(drill: Drill, finding: DrillFinding, number: int | None) -> Revision:
    revision = revision_of(db.session.get_one(Plan, finding.plan_id), number)
    if revision is None:
        raise Refusal("请选择因这个问题而修订的版本；还没有修订的，请先在预案中登记新的一版。", "number")
    if revision.state != RevisionState.PASSED:
        raise Refusal(f"第{revision.number}版还没有核对通过，通过后才能作为整改结果。", "number")
    started = started_on(dates_of(revision))
    if started is None or (drill.held_on and started < drill.held_on):
        raise Refusal(f"第{revision.number}版在这次演练之前就已印发，不是因这个问题修订的。请另选一版。", "number")
    return revision


def _check_signed(drill: Drill, answer: PlanAnswer) -> None:
    if not answer.reason:
        raise Refusal("请写明不修订的理由。", "reason")
    if not answer.signed_by:
        raise Refusal("请填写签署不修订理由的负责人。", "signed_by")
    if answer.signed_on is None:
        raise Refusal("请填写签署日期。", "signed_on")
    if answer.signed_on > clock.today() or (drill.held_on and answer.signed_on < drill.held_on):
        raise Refusal("签署日期应在演练举行之后、今天或之前，请核对。", "signed_on")


def _attach(scope: Scope, drill: Drill, answer: PlanAnswer) -> None:
    organiser = organiser_of(drill)
    for received in answer.papers:
        attach(
            scope, received, Subject(organiser, "drill", drill.id), PaperRole.DRILL_KEPT.value,
            stated_on=answer.signed_on, on_behalf=is_on_behalf(scope, organiser), sample=drill.sample,
        )  # fmt: skip
