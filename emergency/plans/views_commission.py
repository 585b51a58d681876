"""委托第三方 of a plan: registering, correcting, withdrawing; and what the plan's page shows of it."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go, part
from emergency.plans import actions_commission, queries
from emergency.plans.doors import blueprint, shown
from emergency.plans.expiry import REMINDER, told_of
from emergency.plans.forms_commission import (
    CommissionCorrectionForm,
    CommissionEndForm,
    CommissionForm,
    commission_form,
)
from emergency.plans.models import Plan
from emergency.plans.queries_commission import client_of, commissions_of, details_of, get_commission
from emergency.plans.queries_expiry import expiries_of
from emergency.plans.rules import is_secret
from emergency.plans.rules_commission import PURPOSE_LABELS, hints
from emergency.units.models import Unit


@blueprint.route("/plans/<int:plan_id>/commissions/new", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def commission(plan_id: int) -> ResponseReturnValue:
    """Register a third party at work for a plan."""
    scope = current_scope()
    plan, unit = queries.get_own_plan(scope, plan_id)
    form = commission_form(CommissionForm)
    if done(form, lambda: actions_commission.add_commission(scope, plan_id, form.told())):
        return go(url_for("plans.page", plan_id=plan_id), "委托已登记。", *hints(form.told(), client_of(unit)))
    return _form(form, plan, unit, "登记委托第三方")


@blueprint.route("/plans/<int:plan_id>/commissions/<int:commission_id>/edit", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def edit_commission(plan_id: int, commission_id: int) -> ResponseReturnValue:
    """Correct a commission; the entry before stays."""
    scope = current_scope()
    plan, unit, row = get_commission(scope, plan_id, commission_id)
    form = commission_form(CommissionCorrectionForm, details_of(row))

    def act() -> None:
        actions_commission.correct_commission(scope, plan_id, commission_id, form.told(), form.why.data)

    if done(form, act):
        said = "委托已更正，原来的登记保留。"
        return go(url_for("plans.page", plan_id=plan_id), said, *hints(form.told(), client_of(unit)))
    return _form(form, plan, unit, "更正委托第三方")


@blueprint.route("/plans/<int:plan_id>/commissions/<int:commission_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def withdraw_commission(plan_id: int, commission_id: int) -> ResponseReturnValue:
    """Take the entry of a commission back, with the reason."""
    scope = current_scope()
    plan, unit, row = get_commission(scope, plan_id, commission_id)
    form = CommissionEndForm()
    if done(form, lambda: actions_commission.withdraw_commission(scope, plan_id, commission_id, form.reason.data)):
        return go(url_for("plans.page", plan_id=plan_id), "委托的登记已撤销，原登记保留。")
    return _form(form, plan, unit, f"撤销委托登记：{row.body}", tone="danger")


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """The commissions of a plan, and what its term reminds of, for the plan's page."""
    plan = queries.get_plan(scope, plan_id)
    known, closed = commissions_of(plan_id)
    return part(
        "plans/_commissions.html", plan=plan, known=known, closed=closed, purposes=PURPOSE_LABELS,
        owns=queries.owns(scope, plan) and not is_secret(plan.secrecy), reminder=REMINDER, today=clock.today(),
        expiry=told_of(expiries_of([plan_id]).get(plan_id), clock.today()),
    )  # fmt: skip


def _form(form: Any, plan: Plan, unit: Unit, heading: str, tone: str = "primary") -> ResponseReturnValue:
    return shown(
        "commission.html", form, plan=plan, unit=unit, title=queries.title_of(plan), heading=heading, tone=tone,
        secret=is_secret(plan.secrecy), refused=actions_commission.NOT_FOR_SECRETS,
    )  # fmt: skip
