"""核对: what waits, and one version beside its check-list."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import slots
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.forms import Form
from emergency.base.paging import Page, paginate
from emergency.base.tabled import exportable
from emergency.plans import actions_check, actions_reopen, queries, queries_list, queries_page
from emergency.plans.doors import blueprint, shown
from emergency.plans.forms_acts import CheckForm, ReopenForm, SecretCheckForm, SecretReopenForm
from emergency.plans.rules import is_secret
from emergency.units.queries_regions import paths_of

MOST_PASSED = 200
ONE = re.compile(r"(\d{1,9})-(\d{1,4})")


@blueprint.get("/plans/waiting")
@needs(Permission.PLAN_CHECK)
@exportable
def waiting() -> ResponseReturnValue:
    """What waits for this viewer's 核对, the longest waiting first."""
    found = paginate(queries_list.waiting_for(current_scope()), request.args.get("page", 1, type=int), scalars=False)
    page = Page(queries_list.rows_of(found.items), found.number, found.size, found.total)
    ways = paths_of({row.unit.region_code for row in page.items}, own=True)
    return render_template("plans/waiting.html", page=page, ways=ways, form=Form(formdata=None), most=MOST_PASSED)


@blueprint.post("/plans/waiting/pass")
@needs(Permission.PLAN_CHECK)
def waiting_pass() -> ResponseReturnValue:
    """Pass the ticked versions, or the first of all that wait, as after a ledger was taken in."""
    scope, form = current_scope(), Form()
    chosen = [(int(found[1]), int(found[2])) for one in request.form.getlist("one") if (found := ONE.fullmatch(one))]
    passed: list[int] = []

    def act() -> None:
        wanted = queries_list.first_waiting(scope, MOST_PASSED) if request.form.get("all") == "yes" else chosen
        passed.append(actions_check.pass_all(scope, wanted))

    if done(form, act):
        return go(url_for("plans.waiting"), f"核对通过 {passed[0]} 份。")
    flash("；".join(form.form_errors) or "页面停留太久，请重新勾选。", "danger")
    return redirect(url_for("plans.waiting"), 303)


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/check", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def check(plan_id: int, number: int) -> ResponseReturnValue:
    """One version, its papers and the check-list side by side; then the next one."""
    scope = current_scope()
    plan, revision = queries.get_revision(scope, plan_id, number)
    form = (SecretCheckForm if is_secret(plan.secrecy) else CheckForm)(data={"seen": str(plan.version)})

    def act() -> None:
        if form.verdict.data == "return":
            actions_check.return_revision(scope, plan_id, number, form.reasons(), seen=form.version)
        else:
            actions_check.pass_revision(scope, plan_id, number, seen=form.version)

    if done(form, act):
        said = "已退回" if form.verdict.data == "return" else "核对通过"
        return go(_next(plan_id), f"{said}：{queries.title_of(plan)}第{number}版。")
    unit = queries.unit_of(plan)
    if request.method == "GET" and not queries_list.can_check(scope, unit, revision):
        return redirect(url_for("plans.page", plan_id=plan_id), 303)
    if request.method == "GET" and isinstance(form, CheckForm):
        form.propose(one for found in slots.version_faults.call(scope, plan_id, number) for one in found)
    version = next(one for one in queries_page.versions_of(plan) if one.revision.number == number)
    return shown(
        "check.html", form, plan=plan, unit=unit, version=version, title=queries.title_of(plan),
        left=queries_list.count_waiting(scope), parts=slots.page_part("version").call(scope, plan_id, number),
    )  # fmt: skip


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/withdraw", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def reopen(plan_id: int, number: int) -> ResponseReturnValue:
    """Withdraw the acceptance of a version."""
    scope = current_scope()
    plan, _revision = queries.get_revision(scope, plan_id, number)
    form = (SecretReopenForm if is_secret(plan.secrecy) else ReopenForm)(data={"seen": str(plan.version)})

    def act() -> None:
        actions_reopen.withdraw_acceptance(scope, plan_id, number, form.reason.data, seen=form.version)

    if done(form, act):
        return go(url_for("plans.page", plan_id=plan_id), f"第{number}版的核对已撤销，不再计入；原核对保留在操作日志。")
    told = "撤销后这一版不再计入，期限恢复到核对以前，等待重新核对；已登记的备案、公开等保留，重新核对通过后再计入。"
    return shown(
        "act.html", form, plan=plan, title=queries.title_of(plan), number=number, heading="撤销核对", told=told,
        tone="danger",
    )  # fmt: skip


def _next(plan_id: int) -> str:
    row = queries_list.next_waiting(current_scope(), after=plan_id)
    if row is None:
        return url_for("plans.waiting")
    return url_for("plans.check", plan_id=row.plan.id, number=row.revision.number)
