"""Entering 演练情况报送 of a drill."""

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from emergency.base.access import Permission, current_scope, needs
from emergency.drills import actions_report
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.forms_report import ReportForm
from emergency.drills.models import Drill
from emergency.drills.queries_findings import speaks_of_secrets
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_report import report_of
from emergency.plans.queries_filings import receivers_for
from emergency.units.models import Unit


@blueprint.route("/drills/<int:drill_id>/report", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def report(drill_id: int) -> ResponseReturnValue:
    """Record it, or correct it."""
    scope = current_scope()
    drill, organiser = own_drill(scope, drill_id)
    form = _form(drill, organiser)

    def deed() -> Drill:
        actions_report.report_drill(scope, drill_id, form.details())
        return own_drill(scope, drill_id)[0]

    return done(form, deed, "演练情况报送已登记。") or (
        render_template("drills/report.html", form=form, drill=drill), form.status,
    )  # fmt: skip


def _form(drill: Drill, organiser: Unit) -> ReportForm:
    known, secret = report_of(drill.id), speaks_of_secrets(drill)
    values = {"on": known.day, "target": known.target, "receiver": str(known.receiver_id or "")} if known else {}
    form = ReportForm(data=values)
    if secret:
        del form.receiver, form.target, form.papers
    else:
        offered = (SelectChoice(str(unit.id), unit.name) for unit in receivers_for(organiser))
        form.receiver.choices = [SelectChoice("", "不在名单内"), *offered]
    if known is None or secret:
        del form.reason
    return form
