"""Confirming or dismissing a hint about a plan's text, and taking that back; remembered for later versions too."""

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Conflict, Forbidden, Refusal
from emergency.plans.models import Plan
from emergency.plans.queries import get_plan, latest_revision, title_of
from emergency.texts import actions_hints
from emergency.texts.facts_remarks import (
    GONE,
    JUDGED,
    LIST,
    NO_REASON,
    NOT_YOURS,
    SHORTEST_REASON,
    TAKEN_BACK,
    VERDICT_WORDS,
    Hint,
    Subkind,
    Verdict,
)
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.queries_remarks import get_remark, judges, remarks_of

UNREASONED = frozenset({Verdict.CONFIRMED, *Subkind})


def judge(
    scope: Scope, plan_id: int, hint: Hint, verdict: Verdict | Subkind, reason: str, *,
    revision_id: int | None = None, seen: int | None = None,
) -> PlanRemark:  # fmt: skip
    """Say that a hint is true, dismiss or overrule it with a reason, or choose a list; it follows what stood before.

    `revision_id` is the version that was looked at, the newest one where none is told; `seen` the judgement that stood
    then, 0 for none.

    Raises NotFound, Forbidden where the viewer may only look, Refusal where a reason is wanting, Conflict where
    somebody else judged meanwhile.
    """
    plan = _judged(scope, plan_id)
    reason = reason.strip()
    if verdict not in UNREASONED and len(reason) < SHORTEST_REASON:
        raise Refusal(NO_REASON, "reason")
    before = remarks_of(plan.id, [hint.kind]).get((hint.kind, hint.key))
    _check_seen(before, seen)
    if before is not None:
        before.known_until = clock.now()
    row = PlanRemark(
        plan_id=plan.id, revision_id=revision_id or latest_revision(plan).id, kind=hint.kind, key=hint.key,
        verdict=verdict.value, reason=reason, recorded_by=scope.name, recorded_by_id=scope.person_id,
        known_from=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    sentence = f"{scope.name}处理文本提示：{title_of(plan)}，{hint.words}，{VERDICT_WORDS[verdict]}。"
    trail.record(scope, Tag.PLAN_REMARK, "plan", plan.id, sentence, _picture(before), _picture(row))
    _follow(row)
    return row


def _check_seen(before: PlanRemark | None, seen: int | None) -> None:
    if seen is None or seen == (before.id if before else 0):
        return
    if before is None:
        raise Conflict(TAKEN_BACK)
    reason = f"：{before.reason}" if before.reason else ""
    raise Conflict(JUDGED.format(before.recorded_by, VERDICT_WORDS[before.verdict], reason))


def withdraw(scope: Scope, remark_id: int) -> PlanRemark:
    """Take a judgement back: the hint is open again. Raises NotFound, Forbidden, Conflict where it stands no more."""
    plan, row = get_remark(scope, remark_id)
    _judged(scope, plan.id)
    if row.known_until != FAR_MOMENT:
        raise Conflict(GONE)
    row.known_until = clock.now()
    sentence = f"{scope.name}撤回对文本提示的处理：{title_of(plan)}，原为{VERDICT_WORDS[row.verdict]}。"
    trail.record(scope, Tag.PLAN_REMARK_WITHDRAW, "plan", plan.id, sentence, _picture(row), None)
    _follow(row)
    return row


def _follow(row: PlanRemark) -> None:
    """Another list has other hints."""
    if row.kind == LIST:
        actions_hints.ask(row.plan_id)


def _judged(scope: Scope, plan_id: int) -> Plan:
    plan = get_plan(scope, plan_id)
    if not judges(scope, plan):
        raise Forbidden(NOT_YOURS)
    return plan


def _picture(row: PlanRemark | None) -> dict[str, str] | None:
    return None if row is None else {"kind": row.kind, "key": row.key, "verdict": row.verdict, "reason": row.reason}
