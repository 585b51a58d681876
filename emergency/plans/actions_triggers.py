"""What a person does with a circumstance for revision: records, confirms, dismisses, answers it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.database import db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.plans.actions_raise import add_row, cite, open_trigger
from emergency.plans.dates import started_on
from emergency.plans.ledger import announce, dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.queries import get_own_plan, revision_of, title_of, unit_of
from emergency.plans.queries_concerned import began, open_of_kind
from emergency.plans.queries_triggers import answerable, answered_by, get_line, open_rows
from emergency.plans.rules_triggers import (
    KIND_WORDS,
    SECRET_REASONS,
    SECRET_SIGNERS,
    SECRET_SOURCES,
    TriggerAct,
    TriggerState,
    check_answer,
    check_trigger_day,
)
from emergency.plans.secret_words import check_words
from emergency.plans.words import RevisionState
from emergency.units.behalf import is_on_behalf

CHANGED = "这条修订情形刚刚被别人办理过，您的内容没有保存。请刷新页面，按当前状态办理。"


@dataclass(frozen=True)
class Told:
    """What a person tells of a circumstance: which, when, resting on what."""

    kind: CircumstanceKind
    day: date
    source: str


@dataclass(frozen=True)
class Decision:
    """A signed decision not to revise: when, why, by whom."""

    on: date
    reason: str
    signed_by: str


def record_trigger(scope: Scope, plan_id: int, told: Told) -> tuple[ReviewTrigger, bool]:
    """Record a circumstance, confirmed by being recorded; says whether it joined one that was open already.

    Raises Refusal for a day to come or before the plan was, Forbidden where the viewer may only look.
    """
    plan, unit = get_own_plan(scope, plan_id)
    if plan.abolished:
        raise Refusal("这份预案已经废止，不再登记修订情形。")
    check_trigger_day(told.day, clock.today(), began(plan))
    check_told(plan, told.source, SECRET_SOURCES, "source", "请写明依据的文件或来源。")
    fact = Circumstance(told.kind, told.day, told.source, FactKind.PAPER, "", told.source[:60])
    there = open_of_kind([plan.id], told.kind.value).get(plan.id)
    if there is not None and _cites(there, told):
        raise Refusal("同一天、同一依据的这一情形已经登记过，无需重复登记。", "source")
    trigger = there or open_trigger(scope, plan, fact, raised=False)
    cite(scope, plan, trigger, fact, on_behalf=is_on_behalf(scope, unit))
    before = trigger.state
    _confirm(scope, plan, trigger)
    joined = "，并入已有记录" if there is not None else ""
    sentence = f"{scope.name}登记修订情形：{title_of(plan)}，{told.day}，{KIND_WORDS[told.kind]}{joined}。"
    trail.record(scope, Tag.TRIGGER_ADD, "plan", plan.id, sentence, {"state": before}, picture(trigger))
    return trigger, there is not None


def confirm_trigger(scope: Scope, trigger_id: int, day: date, *, seen: int | None = None) -> ReviewTrigger:
    """Take a draft as true, on the stated day: from then on the plan should be revised, or the decision signed."""
    plan, trigger = own_trigger(scope, trigger_id, seen)
    require(trigger, TriggerState.DRAFT)
    check_trigger_day(day, clock.today(), began(plan))
    before, trigger.day = picture(trigger), day
    _confirm(scope, plan, trigger)
    sentence = f"{scope.name}确认修订情形：{title_of(plan)}，{day}，{kind_word(trigger)}。"
    trail.record(scope, Tag.TRIGGER_CONFIRM, "plan", plan.id, sentence, before, picture(trigger))
    return trigger


def dismiss_trigger(scope: Scope, trigger_id: int, reason: str, *, seen: int | None = None) -> ReviewTrigger:
    """Say with the reason that it is no circumstance for revision; one that was confirmed by mistake too."""
    plan, trigger = own_trigger(scope, trigger_id, seen)
    require(trigger, TriggerState.DRAFT, TriggerState.CONFIRMED)
    check_told(plan, reason, SECRET_REASONS, "reason", "请写明为什么不属于修订情形。")
    if trigger.revision_id is not None:
        raise Refusal("已有一版作为对它的答复，不能再改为不属于修订情形。请先在那一版中取消答复。")
    before = picture(trigger)
    take_back(trigger, TriggerAct.CONFIRMED)
    trigger.state = TriggerState.DISMISSED.value
    add_row(scope, trigger, TriggerAct.DISMISSED, clock.today(), text=reason)
    announce(plan)
    sentence = f"{scope.name}判定不属于修订情形：{title_of(plan)}，{kind_word(trigger)}。原因：{reason}"
    trail.record(scope, Tag.TRIGGER_DISMISS, "plan", plan.id, sentence, before, picture(trigger))
    return trigger


def decide_many(scope: Scope, trigger_ids: Collection[int], reason: str) -> int:
    """Confirm several drafts on their own days, or dismiss them for one fixed reason: all or none."""
    for trigger_id in sorted(set(trigger_ids)):
        if reason:
            dismiss_trigger(scope, trigger_id, reason)
        else:
            confirm_trigger(scope, trigger_id, get_line(scope, trigger_id).trigger.day)
    return len(set(trigger_ids))


def keep_plan(scope: Scope, trigger_id: int, told: Decision, *, seen: int | None = None) -> ReviewTrigger:
    """Answer by a signed decision not to revise, with its reason."""
    plan, trigger = own_trigger(scope, trigger_id, seen)
    require(trigger, TriggerState.CONFIRMED)
    if trigger.revision_id is not None:
        raise Refusal("已有一版作为对它的答复。决定不修订的，请先在那一版中取消答复。")
    if not trigger.day <= told.on <= clock.today():
        raise Refusal(f"签署日期应在情形发生日期 {trigger.day} 与今天之间，请核对。", "on")
    check_told(plan, told.reason, SECRET_REASONS, "reason", "请写明不修订的理由。")
    check_told(plan, told.signed_by, SECRET_SIGNERS, "signed_by", "请填写签署人。")
    before = picture(trigger)
    trigger.state = TriggerState.KEPT.value
    add_row(scope, trigger, TriggerAct.KEPT, told.on, text=told.reason, signed_by=told.signed_by)
    announce(plan)
    signed = f"{told.on}，{told.signed_by}签署"
    sentence = f"{scope.name}登记不修订的决定：{title_of(plan)}，{kind_word(trigger)}，{signed}。"
    trail.record(scope, Tag.TRIGGER_ANSWER, "plan", plan.id, sentence, before, picture(trigger))
    return trigger


def answer_with_version(scope: Scope, trigger_id: int, number: int, *, seen: int | None = None) -> ReviewTrigger:
    """Name a version that is there already as the answer."""
    plan, trigger = own_trigger(scope, trigger_id, seen)
    require(trigger, TriggerState.CONFIRMED)
    revision = revision_of(plan, number)
    if revision is None:
        raise NotFound
    named = {one.id for one in answered_by(revision)}
    name_answers(scope, plan, revision, {*named, trigger.id})
    return trigger


def name_answers(scope: Scope, plan: Plan, revision: Revision, trigger_ids: Collection[int]) -> None:
    """Make these the circumstances that a version answers; a draft among them is confirmed by that.

    They count as answered once the version is accepted. Raises Refusal for a version issued before it happened.
    """
    open_now = {one.id: one for one in answerable(plan)}
    wanted, named = set(trigger_ids), {one.id: one for one in answered_by(revision)}
    if wanted - named.keys() - open_now.keys():
        raise Refusal("所选的修订情形已经办结或不属于这份预案，请刷新页面后重新选择。", "answers")
    started = started_on(dates_of(revision))
    for trigger in (open_now[key] for key in sorted(wanted - named.keys())):
        check_answer(f"第{revision.number}版", started, trigger.day)
        _name(scope, plan, revision, trigger)
    if revision.state != RevisionState.PASSED:
        for key in sorted(named.keys() - wanted):
            take_back(named[key], TriggerAct.NAMED)
            named[key].revision_id = None
    if wanted != named.keys():
        announce(plan)
        sentence = f"{scope.name}登记{title_of(plan)}第{revision.number}版答复的修订情形：{len(wanted)} 项。"
        after = {"number": revision.number, "answers": sorted(wanted)}
        trail.record(scope, Tag.TRIGGER_ANSWER, "plan", plan.id, sentence, {"answers": sorted(named)}, after)


def release(revision: Revision) -> None:
    """A draft version goes away: what it was to answer waits again."""
    for trigger in answered_by(revision):
        trigger.revision_id = None
    for row in db.session.scalars(select(TriggerRow).where(TriggerRow.revision_id == revision.id)):
        db.session.delete(row)
    db.session.flush()


def picture(trigger: ReviewTrigger) -> dict[str, Any]:
    """What the trail keeps of a circumstance."""
    names = ("id", "kind", "day", "state", "raised", "revision_id")
    return {name: getattr(trigger, name) for name in names}


def _name(scope: Scope, plan: Plan, revision: Revision, trigger: ReviewTrigger) -> None:
    if trigger.revision_id is not None:
        take_back(trigger, TriggerAct.NAMED)
    _confirm(scope, plan, trigger)
    trigger.revision_id = revision.id
    add_row(scope, trigger, TriggerAct.NAMED, clock.today(), revision_id=revision.id)


def _confirm(scope: Scope, plan: Plan, trigger: ReviewTrigger) -> None:
    """Confirm what is a draft; the day of the duty is the day of the earliest fact known by now."""
    if trigger.state == TriggerState.DRAFT:
        trigger.state = TriggerState.CONFIRMED.value
        add_row(scope, trigger, TriggerAct.CONFIRMED, trigger.day, on_behalf=is_on_behalf(scope, unit_of(plan)))
        announce(plan)


def own_trigger(scope: Scope, trigger_id: int, seen: int | None) -> tuple[Plan, ReviewTrigger]:
    """A circumstance to work on, with its plan. Raises NotFound, Forbidden, Conflict when it changed since `seen`."""
    line = get_line(scope, trigger_id)
    plan, _unit = get_own_plan(scope, line.plan.id)
    if seen is not None and line.trigger.version != seen:
        raise Conflict(CHANGED)
    return plan, line.trigger


def require(trigger: ReviewTrigger, *states: TriggerState) -> None:
    """Raises Conflict when it stands in none of these."""
    if trigger.state not in states:
        raise Conflict(CHANGED)


def check_told(plan: Plan, words: str, fixed: tuple[str, ...], field: str, missing: str) -> None:
    """Something must be said; of a secret plan only one of the fixed sentences."""
    if not words.strip():
        raise Refusal(missing, field)
    check_words(plan.secrecy, words, fixed, field)


def _cites(trigger: ReviewTrigger, told: Told) -> bool:
    query = select(TriggerRow.id).where(TriggerRow.trigger_id == trigger.id, TriggerRow.act == TriggerAct.CITED.value)
    return db.session.scalar(query.where(TriggerRow.day == told.day, TriggerRow.text == told.source)) is not None


def take_back(trigger: ReviewTrigger, act: TriggerAct) -> None:
    """Close the dated rows of an act; what was known before stays known."""
    for row in open_rows([trigger.id])[trigger.id]:
        if row.act == act:
            row.known_until = clock.now()


def kind_word(trigger: ReviewTrigger) -> str:
    """Which of the six it is."""
    return KIND_WORDS[CircumstanceKind(trigger.kind)]
