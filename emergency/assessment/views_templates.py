"""Pages of templates: the list, one version, its files, importing one, and the measures that it may ask."""

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment import actions_templates, queries, queries_templates, template_files
from emergency.assessment.actions_templates import CHANGED, Looked
from emergency.assessment.catalogue import LIST, WAY_WORDS
from emergency.assessment.door import XLSX, YAML, blueprint
from emergency.assessment.facts import AUDIENCE_LABELS
from emergency.assessment.forms_templates import LookedForm, ReturnForm, TemplateFileForm, seal, unseal
from emergency.assessment.template import read_template
from emergency.assessment.template_words import KIND_WORDS, SCORING_WORDS
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_number
from emergency.base.errors import Refusal
from emergency.base.web import send_document

KEPT = "模板已保存为新的一版，以前的版本和已封存的考核不受影响。"


@blueprint.get("/templates")
@needs(Permission.CHECKLIST_VIEW)
def templates() -> ResponseReturnValue:
    """All templates with their newest versions."""
    return render_template("assessment/templates.html", found=queries_templates.newest_templates(current_scope()))


@blueprint.get("/templates/<string:key>")
@needs(Permission.CHECKLIST_VIEW)
def template(key: str) -> ResponseReturnValue:
    """One version of a template, whole: items, points, how they are scored, where it comes from."""
    version = queries_templates.get_version(current_scope(), key, asked_number("number"))
    return render_template(
        "assessment/template.html", version=version, template=version.template, audiences=AUDIENCE_LABELS,
        lines=queries_templates.lines_of(version.template), kinds=KIND_WORDS,
        versions=queries.template_versions(current_scope(), key),
    )  # fmt: skip


@blueprint.get("/templates/<string:key>/download.xlsx")
@needs(Permission.CHECKLIST_VIEW)
def template_sheet(key: str) -> ResponseReturnValue:
    """The template as Excel, to be filled and imported again."""
    row = queries_templates.get_version(current_scope(), key, asked_number("number")).row
    name = template_files.file_name(row.content, row.number, ".xlsx")
    return send_document(template_files.workbook_of(row.content), name, XLSX)


@blueprint.get("/templates/<string:key>/download.yaml")
@needs(Permission.CHECKLIST_VIEW)
def template_yaml(key: str) -> ResponseReturnValue:
    """The template as YAML."""
    row = queries_templates.get_version(current_scope(), key, asked_number("number")).row
    name = template_files.file_name(row.content, row.number, ".yaml")
    return send_document(template_files.yaml_file(row.content), name, YAML)


@blueprint.get("/measures")
@needs(Permission.CHECKLIST_VIEW)
def measure_list() -> ResponseReturnValue:
    """What each measure counts, from which record, and how ways of scoring are written."""
    return render_template(
        "assessment/measures.html", measures=LIST, ways=WAY_WORDS, scoring=SCORING_WORDS, audiences=AUDIENCE_LABELS,
        kinds=KIND_WORDS,
    )  # fmt: skip


@blueprint.route("/templates/import", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_EDIT)
def import_template() -> ResponseReturnValue:
    """Choose the file; it is read and shown, and nothing is kept yet."""
    form = TemplateFileForm()
    if form.sent():
        try:
            return _shown(actions_templates.read_file(form.file.data.filename or "", form.file.data.stream))
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("assessment/template_import.html", form=form), form.status


@blueprint.post("/templates/confirm")
@needs(Permission.CHECKLIST_EDIT)
def confirm_template() -> ResponseReturnValue:
    """Keep what was looked at as the next version."""
    form, kept = LookedForm(), []
    data = unseal(_key(), form.sealed.data or "")
    if data is None:
        again = TemplateFileForm(formdata=None)
        again.refuse(Refusal(CHANGED))
        return render_template("assessment/template_import.html", form=again), 422
    if done(form, lambda: kept.append(actions_templates.keep_template(current_scope(), data, form.reason.data))):
        return go(url_for("assessment.template", key=kept[0]), KEPT)
    return _preview(Looked(data), form), form.status


@blueprint.post("/templates/returned")
@needs(Permission.CHECKLIST_EDIT)
def returned_rows() -> ResponseReturnValue:
    """The rows of a refused file as they came, each wrong one with its reason; nothing is written."""
    told = unseal(_key(), ReturnForm().sealed.data or "")
    if told is None:
        raise Refusal(CHANGED)
    title, lines, table, reasons = told
    content = template_files.returned_workbook(title, lines, table, {int(row): said for row, said in reasons.items()})
    return send_document(content, "考核模板-带错误原因.xlsx", XLSX)


def _shown(looked: Looked) -> ResponseReturnValue:
    if not looked.faults:
        return _preview(looked, LookedForm(formdata=None, sealed=seal(_key(), looked.data)))
    title = str(looked.data["template"].get("title", "考核模板"))
    told = [title, looked.lines, looked.table, looked.reasons]
    form = ReturnForm(formdata=None, sealed=seal(_key(), told)) if looked.table else None
    return render_template("assessment/template_wrong.html", looked=looked, form=form), 422


def _preview(looked: Looked, form: LookedForm) -> str:
    found = read_template(looked.data)
    return render_template(
        "assessment/template_preview.html", form=form, template=found, lines=queries_templates.lines_of(found),
        difference=queries_templates.difference(looked.data), points=queries_templates.points_of(found),
        audiences=AUDIENCE_LABELS, kinds=KIND_WORDS,
    )  # fmt: skip


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
