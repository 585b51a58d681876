"""核对: passing a version or returning it with a reason; never by the one who submitted it."""

from collections.abc import Sequence

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.plans import rules, secret_words
from emergency.plans.accepting import accept
from emergency.plans.actions import check_unchanged
from emergency.plans.checking import who_checks
from emergency.plans.models import Plan, Revision
from emergency.plans.pictures import state_word
from emergency.plans.queries import get_plan, holder_of, revision_of, title_of, unit_of
from emergency.plans.queries_list import can_check
from emergency.plans.rules import Step
from emergency.plans.words import RevisionState

OWN = "您提交的预案不能由您自己核对，请由{who}的其他人员办理。"
NOT_YOURS = "这份预案由{who}核对，您的角色不能核对。"
LONGEST = 500


def pass_revision(scope: Scope, plan_id: int, number: int, *, seen: int | None = None) -> Revision:
    """核对通过: the version counts from now. Raises Forbidden, Conflict or Refusal."""
    plan, revision = _at_hand(scope, plan_id, number, seen)
    before = state_word(revision)
    _close(scope, plan, revision, Step.PASS)
    revision.return_reason = ""
    accept(scope, plan, revision)
    sentence = f"{scope.name}核对通过：{title_of(plan)}第{number}版。"
    trail.record(scope, Tag.PLAN_PASS, "plan", plan.id, sentence, before, state_word(revision))
    return revision


def pass_all(scope: Scope, wanted: Sequence[tuple[int, int]]) -> int:
    """核对通过 of many versions (plan, number), as after a ledger was taken in: all of them or none.

    Raises Refusal with the name of the one that stands in the way.
    """
    if not wanted:
        raise Refusal("请勾选要核对通过的预案。")
    for plan_id, number in wanted:
        try:
            pass_revision(scope, plan_id, number)
        except (Refusal, Forbidden) as refusal:
            title = title_of(get_plan(scope, plan_id))
            raise Refusal(f"{title}第{number}版：{refusal.sentence}一份也没有核对，请去掉这一份后再办。") from refusal
    return len(wanted)


def return_revision(scope: Scope, plan_id: int, number: int, reason: str, *, seen: int | None = None) -> Revision:
    """退回 with a reason that the unit can act on."""
    reason = reason.strip()
    if not reason:
        raise Refusal("请写明退回的原因和需要补正的内容，单位才知道怎么改。", "reason")
    if len(reason) > LONGEST:
        raise Refusal(f"退回原因最多 {LONGEST} 个字，请缩短。", "reason")
    plan, revision = _at_hand(scope, plan_id, number, seen)
    secret_words.check_words(plan.secrecy, reason, secret_words.RETURNS, "canned")
    before = state_word(revision)
    _close(scope, plan, revision, Step.RETURN)
    revision.return_reason = reason
    sentence = f"{scope.name}退回：{title_of(plan)}第{number}版。原因：{reason}"
    after = {**state_word(revision), "reason": reason}
    trail.record(scope, Tag.PLAN_RETURN, "plan", plan.id, sentence, before, after)
    return revision


def _at_hand(scope: Scope, plan_id: int, number: int, seen: int | None) -> tuple[Plan, Revision]:
    plan = get_plan(scope, plan_id)
    revision = revision_of(plan, number)
    if revision is None:
        raise NotFound
    rules.after(RevisionState(revision.state), Step.PASS)
    check_unchanged(plan, seen)
    unit = unit_of(plan)
    if not can_check(scope, unit, revision):
        own = scope.person_id is not None and revision.submitted_by == scope.person_id
        raise Forbidden((OWN if own else NOT_YOURS).format(who=who_checks(holder_of(unit))))
    return plan, revision


def _close(scope: Scope, plan: Plan, revision: Revision, step: Step) -> None:
    revision.state = rules.after(RevisionState(revision.state), step).value
    revision.checked_by, revision.checker, revision.checked_at = scope.person_id, scope.name, clock.now()
    plan.touched_at = clock.now()
    # An older version waits again where its acceptance was withdrawn.
    if revision.number == plan.latest:
        plan.state = revision.state
