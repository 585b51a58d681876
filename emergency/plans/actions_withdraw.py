"""Withdrawing an entry of 备案, 公开 or 预案评估 that never was: what was owed before is owed again."""

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.errors import NotFound, Refusal
from emergency.plans import secret_words
from emergency.plans.ledger import announce
from emergency.plans.models import Milestone
from emergency.plans.queries import get_milestone, get_own_plan, revisions_of, title_of
from emergency.plans.queries_filings import sees_unit
from emergency.plans.receiving import ANSWER_LABELS, answer_of
from emergency.plans.words import ACT_LABELS, Act

WITHDRAWN = frozenset({Act.FILED, Act.DISCLOSED, Act.EVALUATED})


def withdraw_act(scope: Scope, plan_id: int, milestone_id: int, reason: str) -> None:
    """撤销登记: the entry counts for nothing from now on; what was known before, and the trail, keep it.

    Raises NotFound, and Refusal without a reason or where the receiving office has answered already.
    """
    get_own_plan(scope, plan_id)
    plan, row = get_milestone(scope, plan_id, milestone_id)
    act = Act(row.kind)
    if act not in WITHDRAWN:
        raise NotFound
    if not reason.strip():
        raise Refusal("请写明撤销的原因，原登记会保留在操作日志。", "reason")
    secret_words.check_words(plan.secrecy, reason.strip(), secret_words.WITHDRAWALS, "reason")
    _check_unanswered(scope, row)
    row.known_until = clock.now()
    if row.receiver_id is not None:
        slots.facts_changed.send({row.receiver_id})
    number = next(one.number for one in revisions_of(plan) if one.id == row.revision_id)
    plan.touched_at = clock.now()
    sentence = (
        f"{scope.name}撤销{title_of(plan)}第{number}版的{ACT_LABELS[act]}登记（{row.day}）。原因：{reason.strip()}"
    )
    trail.record(scope, Tag.PLAN_MILESTONE, "plan", plan.id, sentence, {"day": row.day, **row.details})
    announce(plan)


def _check_unanswered(scope: Scope, row: Milestone) -> None:
    """What another office answered is its record too."""
    answer, day = answer_of(row.details)
    if answer and row.receiver_id is not None and not sees_unit(scope, row.receiver_id):
        raise Refusal(f"受理单位已于 {day} 登记“{ANSWER_LABELS[answer]}”，不能撤销；确属误登的，请与受理单位联系更正。")
