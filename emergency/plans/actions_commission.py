"""委托第三方: registering a commission, correcting it by a superseding row, withdrawing it with the reason."""

from dataclasses import asdict
from typing import Any

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.plans.models import Plan
from emergency.plans.models_commission import PlanCommission
from emergency.plans.queries import get_own_plan, title_of
from emergency.plans.queries_commission import client_of, commissions_of, details_of, get_commission
from emergency.plans.rules import is_secret
from emergency.plans.rules_commission import PURPOSE_LABELS, CommissionDetails, check_commission
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

NOT_FOR_SECRETS = "涉密和工作秘密预案只登记代号和日期，不登记受托机构、合同和专家。"


def add_commission(scope: Scope, plan_id: int, told: CommissionDetails) -> PlanCommission:
    """Register a third party at work for a plan. Raises NotFound, Refusal beside the field that is wrong."""
    plan, unit = get_own_plan(scope, plan_id)
    _check(plan, unit, told)
    rows, _closed = commissions_of(plan_id)
    if any((row.body, row.purpose, row.starts_on) == (told.body, told.purpose, told.starts_on) for row in rows):
        raise Refusal("同一受托机构、同一事项、同一起期的委托已经登记过，请在原登记上更正。", "body")
    row = _put(scope, plan, unit, told)
    what = f"{PURPOSE_LABELS[told.purpose]}，{told.body}（{told.starts_on} 至 {told.ends_on}）"
    sentence = f"{scope.name}登记委托第三方：{title_of(plan)}，{what}。"
    trail.record(scope, Tag.PLAN_COMMISSION, "plan", plan.id, sentence, after=_state(told))
    return row


def correct_commission(
    scope: Scope, plan_id: int, commission_id: int, told: CommissionDetails, reason: str
) -> PlanCommission:
    """Correct a commission by a new row; the one before stays readable. Raises Refusal."""
    plan, unit, row = get_commission(scope, plan_id, commission_id)
    before = details_of(row)
    if not reason.strip():
        raise Refusal("请写明更正的原因，更正前后的内容都会保留。", "reason")
    if told == before:
        raise Refusal("内容没有变化，无需更正。")
    _check(plan, unit, told)
    row.known_until = clock.now()
    new = _put(scope, plan, unit, told, row, reason.strip())
    sentence = f"{scope.name}更正委托第三方：{title_of(plan)}，{told.body}。原因：{reason.strip()}"
    trail.record(scope, Tag.PLAN_COMMISSION, "plan", plan.id, sentence, _state(before), _state(told))
    return new


def withdraw_commission(scope: Scope, plan_id: int, commission_id: int, reason: str) -> None:
    """撤销登记: the row stays readable with the reason. Raises Refusal."""
    plan, _unit, row = get_commission(scope, plan_id, commission_id)
    if not reason.strip():
        raise Refusal("请写明撤销的原因，原登记会保留。", "reason")
    row.known_until, row.ending = clock.now(), reason.strip()
    sentence = f"{scope.name}撤销委托第三方的登记：{title_of(plan)}，{row.body}。原因：{reason.strip()}"
    trail.record(scope, Tag.PLAN_COMMISSION, "plan", plan.id, sentence, _state(details_of(row)))
    db.session.flush()


def _check(plan: Plan, unit: Unit, told: CommissionDetails) -> None:
    if is_secret(plan.secrecy):
        raise Refusal(NOT_FOR_SECRETS)
    check_commission(told, client_of(unit), clock.today())


def _put(
    scope: Scope, plan: Plan, unit: Unit, told: CommissionDetails, replaces: PlanCommission | None = None,
    reason: str = "",
) -> PlanCommission:  # fmt: skip
    row = PlanCommission(
        plan_id=plan.id, purpose=told.purpose.value, body=told.body, contract=told.contract, starts_on=told.starts_on,
        ends_on=told.ends_on, experts=[asdict(expert) for expert in told.experts], note=told.note, reason=reason,
        replaces_id=replaces.id if replaces else None, on_behalf=is_on_behalf(scope, unit), recorded_by=scope.name,
        known_from=clock.now(), known_until=FAR_MOMENT,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def _state(told: CommissionDetails) -> dict[str, Any]:
    """What the trail keeps of a commission."""
    return asdict(told) | {"experts": [asdict(expert) for expert in told.experts]}
