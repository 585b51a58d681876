"""撤销核对: an acceptance that should not have been is withdrawn, and what was owed before is owed again."""

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.plans import rules, secret_words
from emergency.plans.accepting import take_back
from emergency.plans.actions import check_unchanged
from emergency.plans.checking import who_checks
from emergency.plans.models import Plan, Revision
from emergency.plans.pictures import state_word
from emergency.plans.queries import get_plan, holder_of, revision_of, title_of, unit_of
from emergency.plans.queries_list import can_reopen
from emergency.plans.rules import Step
from emergency.plans.words import RevisionState

NO_REASON = "请写明撤销的原因，单位和以后查看的人才知道为什么；原来的核对会保留在操作日志。"
ABOLISHED = "这份预案已经废止，核对不再撤销。登记废止有误的，请联系管理机构另行登记预案。"
NOT_YOURS = "这份预案的核对只能由核对它的机构撤销：{who}。"
LONGEST = 200


def withdraw_acceptance(scope: Scope, plan_id: int, number: int, reason: str, *, seen: int | None = None) -> Revision:
    """The version waits for its 核对 again and counts no longer; a village's, which nobody 核对s, was returned.

    Raises NotFound, Forbidden, Conflict when somebody changed the plan since `seen`, and Refusal for a version that
    was not accepted, an abolished plan or a blank reason.
    """
    plan = get_plan(scope, plan_id)
    revision = revision_of(plan, number)
    if revision is None:
        raise NotFound
    state = rules.after(RevisionState(revision.state), Step.WITHDRAW)
    check_unchanged(plan, seen)
    _check_right(scope, plan)
    reason = _checked(plan, reason)
    before = {**state_word(revision), "checker": revision.checker or revision.submitter}
    revision.state = (RevisionState.RETURNED if revision.recorded else state).value
    revision.recorded, revision.return_reason = False, reason
    revision.checked_by, revision.checker, revision.checked_at = scope.person_id, scope.name, clock.now()
    plan.touched_at = clock.now()
    if number == plan.latest:
        plan.state = revision.state
    take_back(scope, plan, revision)
    sentence = f"{scope.name}撤销核对：{title_of(plan)}第{number}版，不再计入。原因：{reason}"
    trail.record(scope, Tag.PLAN_REOPEN, "plan", plan.id, sentence, before, {**state_word(revision), "reason": reason})
    return revision


def _check_right(scope: Scope, plan: Plan) -> None:
    unit = unit_of(plan)
    if not can_reopen(scope, unit):
        raise Forbidden(NOT_YOURS.format(who=who_checks(holder_of(unit))))
    if plan.abolished:
        raise Refusal(ABOLISHED)


def _checked(plan: Plan, reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refusal(NO_REASON, "reason")
    if len(reason) > LONGEST:
        raise Refusal(f"撤销原因最多 {LONGEST} 个字，请缩短。", "reason")
    secret_words.check_words(plan.secrecy, reason, secret_words.WITHDRAWALS, "reason")
    return reason
