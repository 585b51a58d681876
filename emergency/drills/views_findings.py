"""What a drill brought to light: recording, changing, mending."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.drills import actions_findings
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.forms import VersionForm
from emergency.drills.forms_findings import (
    CloseFindingForm,
    CloseWithPlanForm,
    FindingForm,
    SecretFindingForm,
    concerns_of,
)
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.queries_findings import exercised, own_finding, speaks_of_secrets, versions_for
from emergency.drills.queries_own import own_drill

KEPT = ("text", "major", "responsible", "due_on")


@blueprint.route("/drills/<int:drill_id>/findings/new", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def new_finding(drill_id: int) -> ResponseReturnValue:
    """Record a finding."""
    scope = current_scope()
    drill, _unit = own_drill(scope, drill_id)
    form = _form(drill, {})

    def deed() -> Drill:
        actions_findings.add_finding(scope, drill_id, form.details())
        return own_drill(scope, drill_id)[0]

    return done(form, deed, "发现的问题已登记。") or _page(form, drill, "登记发现的问题")


@blueprint.route("/findings/<int:finding_id>/edit", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def edit_finding(finding_id: int) -> ResponseReturnValue:
    """Change a finding."""
    scope = current_scope()
    finding, drill, _unit = own_finding(scope, finding_id)
    known = {name: getattr(finding, name) for name in KEPT} | {"concerns": concerns_of(finding)}
    form = _form(drill, {"seen": str(finding.version), **known})

    def deed() -> Drill:
        actions_findings.edit_finding(scope, finding_id, form.details(), seen=form.version)
        return own_drill(scope, drill.id)[0]

    return done(form, deed, "已保存。") or _page(form, drill, "修改发现的问题")


@blueprint.route("/findings/<int:finding_id>/close", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def close_finding(finding_id: int) -> ResponseReturnValue:
    """Say that it was mended."""
    scope = current_scope()
    finding, drill, _unit = own_finding(scope, finding_id)
    form = _close_form(finding)
    if speaks_of_secrets(drill):
        del form.outcome

    def deed() -> Drill:
        outcome = form.outcome.data or "" if form.outcome else ""
        told = form.answer()
        actions_findings.close_finding(scope, finding_id, form.on.data, outcome, answer=told, seen=form.version)
        return own_drill(scope, drill.id)[0]

    return done(form, deed, "整改完成已登记。") or _page(form, drill, "登记整改完成")


def _form(drill: Drill, known: dict[str, Any]) -> Any:
    if speaks_of_secrets(drill):
        return SecretFindingForm(data=known)
    form = FindingForm(data=known)
    form.offer(exercised(drill))
    return form


def _close_form(finding: DrillFinding) -> CloseFindingForm:
    known = {"seen": str(finding.version)}
    if finding.plan_id is None:
        plain: CloseFindingForm = CloseFindingForm(data=known)
        return plain
    form: CloseWithPlanForm = CloseWithPlanForm(data=known)
    form.offer(versions_for(finding))
    return form


def _page(form: VersionForm, drill: Drill, heading: str) -> ResponseReturnValue:
    page = render_template(
        "drills/finding.html", form=form, drill=drill, heading=heading, names_plan=bool(exercised(drill))
    )
    return page, form.status
