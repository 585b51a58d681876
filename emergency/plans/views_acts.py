"""公开, 预案评估, corrections and 废止."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import Forbidden, NotFound
from emergency.base.forms import Form
from emergency.evidence.facts import PaperRole
from emergency.obligations.facts import PlanLine
from emergency.plans import actions, actions_acts, actions_withdraw, queries
from emergency.plans.doors import blueprint, shown
from emergency.plans.forms_acts import (
    AbolishForm,
    CorrectionForm,
    DayForm,
    DisclosureForm,
    EvaluationForm,
    FirmEvaluationForm,
    SecretAbolishForm,
    SecretCorrectionForm,
    SecretEvaluationForm,
    SecretWithdrawActForm,
    WithdrawActForm,
)
from emergency.plans.models import Plan
from emergency.plans.rules import is_secret
from emergency.plans.words import ACT_LABELS, Act

EVALUATING = {
    PlanLine.GOVERNMENT: "这里登记的是对预案的评估（国办发〔2024〕5号第34条），不是演练评估。",
    PlanLine.ENTERPRISE: "这里登记的是对预案的评估（令88号第35条），不是演练评估。"
    "七要素据 YJ/T 9011-2019（推荐性标准）附录A，可只填发现问题的几项，全文见评估报告。",
}


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/disclose", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def disclose(plan_id: int, number: int) -> ResponseReturnValue:
    """Record that a version was made public."""
    scope, plan = current_scope(), _own(plan_id, number)
    if is_secret(plan.secrecy):
        # Asked before the form is looked at, for looking at it takes its files in.
        raise Forbidden(actions_acts.NEVER_PUBLIC)
    form = DisclosureForm()
    keep = keeper(scope, plan, number, form, PaperRole.DISCLOSURE)

    def act() -> None:
        told = form.method.data or "", form.address.data or ""
        keep(actions_acts.disclose(scope, plan_id, number, form.on.data, *told))

    if done(form, act):
        return _back(plan_id, "公开已登记。")
    return _page(form, plan, number, "登记公开", "涉密和工作秘密预案不公开。公开方式和网址至少填一项。")


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/evaluate", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def evaluate(plan_id: int, number: int) -> ResponseReturnValue:
    """Record a plan evaluation."""
    scope, plan = current_scope(), _own(plan_id, number)
    form = _evaluation_form(plan)()
    keep = keeper(scope, plan, number, form, PaperRole.EVALUATION)
    if done(form, lambda: keep(actions_acts.evaluate(scope, plan_id, number, form.told()))):
        return _back(plan_id, "预案评估已登记。")
    return _page(form, plan, number, "登记预案评估", EVALUATING[PlanLine(plan.line)])


def _evaluation_form(plan: Plan) -> type[Form]:
    """Firms go by the seven elements of the standard; of governments no list is prescribed."""
    if is_secret(plan.secrecy):
        return SecretEvaluationForm
    return FirmEvaluationForm if plan.line == PlanLine.ENTERPRISE.value else EvaluationForm


@blueprint.route("/plans/<int:plan_id>/milestones/<int:milestone_id>/correct", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def correct(plan_id: int, milestone_id: int) -> ResponseReturnValue:
    """Correct a stated day; the first entry stays readable."""
    scope = current_scope()
    queries.get_own_plan(scope, plan_id)
    plan, row, number = _act(plan_id, milestone_id)
    if Act(row.kind) not in actions_acts.CORRECTABLE:
        raise NotFound
    form = (SecretCorrectionForm if is_secret(plan.secrecy) else CorrectionForm)(data={"on": row.day})

    def act() -> None:
        actions_acts.correct_act(scope, plan_id, milestone_id, form.on.data, form.reason.data)

    if done(form, act):
        return _back(plan_id, "日期已更正，原登记保留。")
    word = ACT_LABELS[Act(row.kind)]
    return _page(form, plan, number, f"更正{word}日期", f"现登记的{word}日期是 {row.day}。")


@blueprint.route("/plans/<int:plan_id>/milestones/<int:milestone_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def withdraw(plan_id: int, milestone_id: int) -> ResponseReturnValue:
    """Withdraw an entry that was made by mistake."""
    scope = current_scope()
    queries.get_own_plan(scope, plan_id)
    plan, row, number = _act(plan_id, milestone_id)
    if Act(row.kind) not in actions_withdraw.WITHDRAWN:
        raise NotFound
    form = (SecretWithdrawActForm if is_secret(plan.secrecy) else WithdrawActForm)()
    if done(form, lambda: actions_withdraw.withdraw_act(scope, plan_id, milestone_id, form.reason.data)):
        return _back(plan_id, "登记已撤销，不再计入；原登记保留在操作日志。")
    word = ACT_LABELS[Act(row.kind)]
    told = f"现登记的{word}日期是 {row.day}。撤销后这一项不再计入，期限恢复到登记以前。"
    return _page(form, plan, number, f"撤销{word}登记", told, tone="danger")


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/days/new", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def add_day(plan_id: int, number: int) -> ResponseReturnValue:
    """State a day that a version lacks, such as the 公布日期 from which a firm's term runs."""
    scope, plan = current_scope(), _own(plan_id, number)
    form = DayForm(data={"kind": request.args.get("kind", "")})
    if done(form, lambda: actions_acts.state_day(scope, plan_id, number, Act(form.kind.data), form.on.data)):
        return _back(plan_id, "日期已补填，期限已按新日期计算。")
    return _page(form, plan, number, "补填日期", "填写登记时没有填的日期；已经填过的日期有误时，请用“更正”。")


@blueprint.route("/plans/<int:plan_id>/abolish", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def abolish(plan_id: int) -> ResponseReturnValue:
    """Record that a plan was abolished."""
    scope = current_scope()
    plan, _unit = queries.get_own_plan(scope, plan_id)
    form = (SecretAbolishForm if is_secret(plan.secrecy) else AbolishForm)(data={"seen": str(plan.version)})

    def act() -> None:
        actions_acts.abolish(scope, plan_id, form.on.data, form.paper.data, seen=form.version)

    if done(form, act):
        return _back(plan_id, "废止已登记。")
    number = plan.in_force or plan.latest
    return _page(form, plan, number, "登记废止", "废止后这份预案不再计入已编，记录和文件保留。", tone="danger")


def _own(plan_id: int, number: int) -> Plan:
    plan, _unit = queries.get_own_plan(current_scope(), plan_id)
    if queries.revision_of(plan, number) is None:
        raise NotFound
    return plan


def _act(plan_id: int, milestone_id: int) -> tuple[Plan, Any, int]:
    """A dated act with its plan and the number of its version."""
    plan, row = queries.get_milestone(current_scope(), plan_id, milestone_id)
    number = next(one.number for one in queries.revisions_of(plan) if one.id == row.revision_id)
    return plan, row, number


def keeper(scope: Scope, plan: Plan, number: int, form: Form, role: PaperRole) -> Callable[[object], None]:
    """Keeps the papers that came with the form, after its act was done."""

    def keep(_done: object) -> None:
        files = form.papers.data if getattr(form, "papers", None) else []
        if files:
            actions.add_papers(scope, plan.id, number, [(role, file) for file in files])

    return keep


def _back(plan_id: int, said: str) -> ResponseReturnValue:
    return go(url_for("plans.page", plan_id=plan_id), said)


def _page(form: Form, plan: Plan, number: int, heading: str, told: str, tone: str = "primary") -> ResponseReturnValue:
    values = {"title": queries.title_of(plan), "number": number, "heading": heading, "told": told, "tone": tone}
    return shown("act.html", form, plan=plan, **values)
