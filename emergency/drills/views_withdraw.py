"""Withdrawing what was entered of a held drill: its 情况报送, or that a problem was mended."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.forms import Form
from emergency.drills import actions_withdraw
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.forms_withdraw import withdraw_form
from emergency.drills.models import Drill
from emergency.drills.queries_findings import own_finding, speaks_of_secrets
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_report import report_of


@blueprint.route("/drills/<int:drill_id>/report/withdraw", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def withdraw_report(drill_id: int) -> ResponseReturnValue:
    """Withdraw 演练情况报送."""
    scope = current_scope()
    drill, _organiser = own_drill(scope, drill_id)
    row = report_of(drill.id)
    form = withdraw_form(row.id if row else 0, secret=speaks_of_secrets(drill))

    def deed() -> Drill:
        return actions_withdraw.withdraw_report(scope, drill_id, form.reason.data or "", seen=form.version)

    entered = f"现登记的报送日期是 {row.day}。" if row else ""
    told = f"{entered}撤销后不再计入，应办事项恢复到登记以前；更正请用“更正报送”。已上传的材料保留。"
    return done(form, deed, "报送登记已撤销，不再计入；原登记保留在操作日志。") or _page(
        form, drill, "撤销演练情况报送", told if row else actions_withdraw.NO_REPORT, nothing=row is None
    )


@blueprint.route("/findings/<int:finding_id>/reopen", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def reopen_finding(finding_id: int) -> ResponseReturnValue:
    """Withdraw that a problem was mended, with what was said of its plan."""
    scope = current_scope()
    finding, drill, _organiser = own_finding(scope, finding_id)
    form = withdraw_form(finding.version, secret=speaks_of_secrets(drill))

    def deed() -> Drill:
        actions_withdraw.reopen_finding(scope, finding_id, form.reason.data or "", seen=form.version)
        return own_drill(scope, drill.id)[0]

    open_again = finding.closed_on is not None
    told = f"问题：{finding.text}。撤销后恢复为未整改；整改结果和对预案的处理（修订或签署的不修订）一并撤销，材料保留。"
    return done(form, deed, "整改完成已撤销，恢复为未整改；原登记保留在操作日志。") or _page(
        form, drill, "撤销整改完成", told if open_again else actions_withdraw.NOT_MENDED, nothing=not open_again
    )


def _page(form: Form, drill: Drill, heading: str, told: str, *, nothing: bool) -> ResponseReturnValue:
    page = render_template("drills/withdraw.html", form=form, drill=drill, heading=heading, told=told, nothing=nothing)
    return page, form.status
