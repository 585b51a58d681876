"""Withdrawing a decision about a circumstance, 不修订 or that it was none: what was owed before is owed again."""

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.plans.actions_raise import add_row
from emergency.plans.actions_triggers import check_told, kind_word, own_trigger, picture, require, take_back
from emergency.plans.ledger import announce
from emergency.plans.models import Plan
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.queries import title_of, unit_of
from emergency.plans.queries_concerned import open_of_kind
from emergency.plans.queries_triggers import open_rows
from emergency.plans.rules_triggers import ACT_WORDS, TriggerAct, TriggerState
from emergency.plans.secret_words import WITHDRAWALS
from emergency.units.behalf import is_on_behalf

DECIDED = {TriggerState.KEPT: TriggerAct.KEPT, TriggerState.DISMISSED: TriggerAct.DISMISSED}
NO_REASON = "请写明撤销的原因，以后查看的人才知道为什么；原来的决定会保留在操作日志。"
ABOLISHED = "这份预案已经废止，决定不再撤销。"
ANOTHER = (
    "这份预案的同一情形另有一条未办结的记录（{day}），两条不能同时未办结。"
    "请把这里的事实登记到那一条中一并办理；或先办结那一条，再撤销这一条的决定。"
)


def withdraw_decision(scope: Scope, trigger_id: int, reason: str, *, seen: int | None = None) -> ReviewTrigger:
    """The decision counts no longer: a draft waits to be confirmed again, what was confirmed asks for a revision again.

    Raises NotFound, Forbidden, Conflict when it is not decided (any more), and Refusal for a blank reason, an
    abolished plan, or where another circumstance of the kind is open, for there is at most one.
    """
    plan, trigger = own_trigger(scope, trigger_id, seen)
    require(trigger, *DECIDED)
    _check_free(plan, trigger)
    check_told(plan, reason, WITHDRAWALS, "reason", NO_REASON)
    before, act = picture(trigger), DECIDED[TriggerState(trigger.state)]
    withdrawn = next(row for row in open_rows([trigger.id])[trigger.id] if row.act == act)
    take_back(trigger, act)
    _restore(scope, plan, trigger)
    word = f"{ACT_WORDS[act]}（{withdrawn.day}{f'，{withdrawn.signed_by}签署' if withdrawn.signed_by else ''}）"
    add_row(scope, trigger, TriggerAct.REOPENED, clock.today(), text=f"撤销“{word}”：{reason.strip()}")
    announce(plan)
    sentence = f"{scope.name}撤销修订情形的决定：{title_of(plan)}，{kind_word(trigger)}，{word}。原因：{reason.strip()}"
    told = {**before, "reason": withdrawn.text, "on": withdrawn.day, "signed_by": withdrawn.signed_by}
    trail.record(scope, Tag.TRIGGER_REOPEN, "plan", plan.id, sentence, told, picture(trigger))
    return trigger


def _check_free(plan: Plan, trigger: ReviewTrigger) -> None:
    if plan.abolished:
        raise Refusal(ABOLISHED)
    other = open_of_kind([plan.id], trigger.kind).get(plan.id)
    if other is not None:
        raise Refusal(ANOTHER.format(day=other.day))


def _restore(scope: Scope, plan: Plan, trigger: ReviewTrigger) -> None:
    """As it stood before it was decided: a decision of 不修订 leaves the confirmation open, a dismissal closed it."""
    confirmed = select(TriggerRow).where(
        TriggerRow.trigger_id == trigger.id, TriggerRow.act == TriggerAct.CONFIRMED.value
    )
    last = db.session.scalar(confirmed.order_by(TriggerRow.id.desc()).limit(1))
    trigger.state = (TriggerState.CONFIRMED if last is not None else TriggerState.DRAFT).value
    if last is not None and last.known_until != FAR_MOMENT:
        add_row(scope, trigger, TriggerAct.CONFIRMED, last.day, on_behalf=is_on_behalf(scope, unit_of(plan)))
