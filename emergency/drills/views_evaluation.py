"""What follows from an evaluation: its problems as findings; the office's own wording of the sheets."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound, Refusal
from emergency.drills import actions_evaluation
from emergency.drills.actions_evaluation_day import record_evaluation_day
from emergency.drills.documents import DocumentKind
from emergency.drills.doing import done as done_with_drill
from emergency.drills.door import blueprint
from emergency.drills.evaluation import Sheet
from emergency.drills.evaluation_book import book
from emergency.drills.forms_documents import EvaluationDayForm
from emergency.drills.forms_evaluation import ProblemForm, name_of, wording_form
from emergency.drills.queries_evaluation import wordings
from emergency.drills.queries_own import own_drill
from emergency.drills.views_drill import shown

NOT_DONE = "没有登记，请刷新页面后再试。"


@blueprint.post("/drills/<int:drill_id>/evaluation-findings")
@needs(Permission.DRILL_EDIT)
def raise_finding(drill_id: int) -> ResponseReturnValue:
    """A problem of the evaluation becomes a finding, by one click."""
    scope, form = current_scope(), ProblemForm()
    own_drill(scope, drill_id)
    if done(form, lambda: actions_evaluation.raise_finding(scope, drill_id, form.line.data or "")):
        where = url_for("drills.document", drill_id=drill_id, kind=DocumentKind.EVALUATION.value)
        return go(where, "已登记为发现的问题，请到演练页补充责任人和整改期限。")
    raise Refusal("；".join(form.form_errors) or NOT_DONE)


@blueprint.post("/drills/<int:drill_id>/evaluation-day")
@needs(Permission.DRILL_EDIT)
def evaluation_day(drill_id: int) -> ResponseReturnValue:
    """The day alone of the evaluation of a drill of a secret plan."""
    scope, form = current_scope(), EvaluationDayForm()
    own_drill(scope, drill_id)
    said = "评估完成日期已登记，演练评估的应办事项随之更新。"
    told = done_with_drill(form, lambda: record_evaluation_day(scope, drill_id, form.on.data), said)
    return told or shown(scope, drill_id, form)


@blueprint.route("/drills/evaluation-sheets/<string:kind>", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def evaluation_sheet(kind: str) -> ResponseReturnValue:
    """The office's wording of the items of a sheet."""
    sheet = _sheet(kind)
    form = wording_form(sheet, {key: row.text for key, row in wordings().items()})
    told = {group.key: form[name_of(group.key)].data or "" for group in sheet.groups}
    if done(form, lambda: actions_evaluation.word_sheet(current_scope(), sheet, told)):
        return go(url_for("drills.evaluation_sheet", kind=kind), "条文用语已保存，以后编写的评估表按此显示。")
    page = render_template("drills/evaluation_sheet.html", form=form, sheet=sheet, book=book(), name_of=name_of)
    return page, form.status


def _sheet(kind: str) -> Sheet:
    found = book().sheets.get(kind)
    if found is None:
        raise NotFound
    return found
