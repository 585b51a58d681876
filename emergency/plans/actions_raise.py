"""Raising circumstances for revision: the register saw something happen, and drafts it for a person to confirm."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, jobs
from emergency.base.access import Scope, system_scope
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.plans.models import Plan, Revision
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.queries import title_of
from emergency.plans.queries_concerned import below, citing, concerned, count_living, in_force_since, open_of_kind
from emergency.plans.rules import is_secret
from emergency.plans.rules_triggers import SECRET_FACTS, TriggerAct, TriggerState

AT_ONCE = 2000
JOB = "raise-circumstances"


def raise_for(scope: Scope, told: Circumstance) -> None:
    """Draft the circumstance on every living plan that it concerns, in the transaction of the act that made it true.

    A law that may concern more than 2000 plans leaves a job in that transaction instead. Fills `circumstance`.
    """
    told = replace(told, day=min(told.day, clock.today()))
    if told.rule_id and count_living() > AT_ONCE:
        jobs.enqueue(JOB, f"{JOB}:{told.rule_id}:{told.ref}:{told.day}", {**asdict(told), "day": told.day.isoformat()})
        return
    raised = sum(draft(scope, told, plan_ids) for plan_ids in concerned(told))
    _record(scope, told, raised)


def raise_job(payload: Mapping[str, Any]) -> None:
    """The job's handler: some hundred plans a transaction, so that others may write between."""
    plain = {**payload, "kind": CircumstanceKind(payload["kind"]), "fact": FactKind(payload["fact"])}
    told = Circumstance(**{**plain, "day": date.fromisoformat(payload["day"]), "unit_ids": (), "plan_ids": ()})
    for plan_ids in list(concerned(told)):
        with committed():
            scope = system_scope("后台任务")
            _record(scope, told, draft(scope, told, plan_ids))


def draft(scope: Scope, told: Circumstance, plan_ids: list[int]) -> int:
    """Draft it on these plans; gives on how many.

    Left out are plans that cite the fact already, and those whose version in force was issued after it happened,
    for that version was made knowing it.
    """
    since, known = in_force_since(plan_ids), citing(plan_ids, told)
    there = open_of_kind(plan_ids, told.kind.value)
    plans = db.session.scalars(select(Plan).where(Plan.id.in_(plan_ids)).order_by(Plan.id))
    chosen = [plan for plan in plans if plan.id in since and plan.id not in known and since[plan.id] <= told.day]
    for plan in chosen:
        trigger = there.get(plan.id) or open_trigger(scope, plan, told, raised=True)
        cite(scope, plan, trigger, told)
    return len(chosen)


def open_trigger(scope: Scope, plan: Plan, told: Circumstance, *, raised: bool) -> ReviewTrigger:
    """A new record of a circumstance, still a draft."""
    trigger = ReviewTrigger(
        plan_id=plan.id, kind=told.kind.value, day=told.day, state=TriggerState.DRAFT.value, raised=raised,
        opened_by=scope.name, opened_at=clock.now(),
    )  # fmt: skip
    db.session.add(trigger)
    db.session.flush()
    return trigger


def cite(scope: Scope, plan: Plan, trigger: ReviewTrigger, told: Circumstance, *, on_behalf: bool = False) -> None:
    """Add a fact to a record. Of a secret plan only which kind of fact it is."""
    text = told.text
    if is_secret(plan.secrecy) and told.fact is not FactKind.PAPER:
        text = SECRET_FACTS[told.fact]
    if trigger.state == TriggerState.DRAFT:
        trigger.day = min(trigger.day, told.day)
    add_row(
        scope, trigger, TriggerAct.CITED, told.day, fact=told.fact.value, fact_id=told.fact_id, ref=told.ref, text=text,
        on_behalf=on_behalf,
    )  # fmt: skip


def add_row(scope: Scope, trigger: ReviewTrigger, act: TriggerAct, day: date, **more: Any) -> TriggerRow:
    """A dated row of a record, known from now."""
    row = TriggerRow(
        trigger_id=trigger.id, act=act.value, day=day, recorded_by=scope.name, known_from=clock.now(),
        known_until=FAR_MOMENT, **more,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def raise_from_version(scope: Scope, plan: Plan, revision: Revision, start: date | None) -> None:
    """A version was accepted: plans below it may have to follow, and so may this one, if its 上位预案 is newer."""
    if start is None:
        return
    if revision.number > 1:
        raise_for(scope, _of_superior(plan, revision.number, start, below(plan.id)))
    superior = db.session.get(Plan, plan.superior_plan_id) if plan.superior_plan_id else None
    if superior is None or superior.abolished or (superior.in_force or 0) < 2:
        return
    newer = in_force_since([superior.id]).get(superior.id)
    if newer is not None and newer > start:
        raise_for(scope, _of_superior(superior, superior.in_force or 0, newer, (plan.id,)))


def raise_from_evaluation(scope: Scope, plan: Plan, on: date, row_id: int) -> None:
    """A plan evaluation ended in 需要修订: its maker holds that the plan should be revised."""
    told = Circumstance(
        CircumstanceKind.OTHER, on, f"预案评估（{on}）的结论：需要修订。", FactKind.PAPER, "", f"evaluation-{row_id}",
        plan_ids=(plan.id,),
    )  # fmt: skip
    raise_for(scope, told)


def raise_from_abolition(scope: Scope, plan: Plan, on: date) -> None:
    """A plan was abolished: those below it have lost their 上位预案."""
    text = f"上位预案{_named(plan)}自 {on} 起废止。"
    told = Circumstance(
        CircumstanceKind.LAW, on, text, FactKind.PLAN, str(plan.id), "abolished", plan_ids=below(plan.id)
    )
    raise_for(scope, told)


def _named(plan: Plan) -> str:
    return title_of(plan) if is_secret(plan.secrecy) else f"《{title_of(plan)}》"


def _of_superior(superior: Plan, number: int, day: date, plan_ids: tuple[int, ...]) -> Circumstance:
    return Circumstance(
        CircumstanceKind.LAW, day, f"上位预案{_named(superior)}第{number}版已印发（{day}）。", FactKind.PLAN,
        str(superior.id), f"v{number}", plan_ids=plan_ids,
    )  # fmt: skip


def _record(scope: Scope, told: Circumstance, number: int) -> None:
    if number:
        sentence = f"{told.text.rstrip('。')}：{number} 份预案待确认是否修订。"
        after = {"kind": told.kind.value, "day": told.day, "plans": number}
        kind, number_of = (told.fact.value, told.fact_id) if told.fact_id else ("plan", str(told.plan_ids[0]))
        trail.record(scope, Tag.TRIGGER_RAISE, kind, number_of, sentence, after=after)
