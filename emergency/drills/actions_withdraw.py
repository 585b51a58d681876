"""Withdrawing what was entered of a held drill by mistake: its 情况报送, or that a problem was mended."""

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.errors import Conflict, Refusal
from emergency.drills.actions_findings import CHANGED, picture
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_findings import own_finding, speaks_of_secrets
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_report import report_of
from emergency.plans.secret_words import ONLY_FIXED, WITHDRAWALS

NO_REASON = "请写明撤销的原因，原登记会保留在操作日志。"
NO_REPORT = "这次演练没有登记情况报送，没有可以撤销的登记。"
REPORT_CHANGED = "这条报送刚刚被别人更正过，没有撤销。请刷新页面核对后再决定。"
NOT_MENDED = "这个问题没有登记整改完成，没有可以撤销的登记。"
ANSWERS = ("closed_on", "resolution", "revision_id", "kept_reason", "signed_by", "signed_on")


def withdraw_report(scope: Scope, drill_id: int, reason: str, *, seen: int | None = None) -> Drill:
    """演练情况报送 counts for nothing from now on, its earlier entries neither; what was known before stays known.

    Raises NotFound for a stranger's drill, Conflict when it was corrected since `seen`, and Refusal where nothing was
    entered or no reason is given.
    """
    drill, _organiser = own_drill(scope, drill_id)
    reason = _reason_for(drill, reason)
    row = report_of(drill.id)
    if row is None:
        raise Refusal(NO_REPORT)
    if seen is not None and row.id != seen:
        raise Conflict(REPORT_CHANGED)
    row.known_until = clock.now()
    to = f"，报{row.target}" if row.target else ""
    sentence = f"{scope.name}撤销演练“{drill.title}”的情况报送（{row.day}{to}）。原因：{reason}"
    trail.record(scope, Tag.DRILL_REPORT_WITHDRAW, "drill", drill.id, sentence, {"day": row.day, "target": row.target})
    slots.facts_changed.send({drill.organiser_id})
    return drill


def reopen_finding(scope: Scope, finding_id: int, reason: str, *, seen: int | None = None) -> DrillFinding:
    """The problem waits to be mended again; with it goes what was said of its plan, a signed 不修订 too.

    Raises NotFound, Conflict when it was changed since `seen`, and Refusal where it was not mended or no reason is
    given.
    """
    finding, drill, _organiser = own_finding(scope, finding_id)
    reason = _reason_for(drill, reason)
    if seen is not None and finding.version != seen:
        raise Conflict(CHANGED)
    if finding.closed_on is None:
        raise Refusal(NOT_MENDED)
    before, mended = picture(finding), finding.closed_on
    for name in ANSWERS:
        setattr(finding, name, None)
    finding.closed_by = finding.outcome = ""
    sentence = f"{scope.name}撤销演练“{drill.title}”发现的问题的整改完成登记（{mended}）。原因：{reason}"
    trail.record(scope, Tag.FINDING_REOPEN, "drill", drill.id, sentence, before, picture(finding))
    return finding


def _reason_for(drill: Drill, reason: str) -> str:
    """Why, in own words; of a secret plan's drill in a fixed one."""
    if not reason.strip():
        raise Refusal(NO_REASON, "reason")
    if speaks_of_secrets(drill) and reason not in WITHDRAWALS:
        raise Refusal(ONLY_FIXED, "reason")
    return reason.strip()
