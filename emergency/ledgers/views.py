"""Pages of ledgers: choose a file, say what its columns are."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound, Refusal
from emergency.base.tabled import exportable
from emergency.base.web import send_document
from emergency.ledgers import (
    actions,
    queries,
    views_dispatch,
    views_issues,
    views_preview,
    views_profiles,
    views_returns,
)
from emergency.ledgers.actions_jobs import ask_check
from emergency.ledgers.books import XLSX, template_book
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.door import blueprint
from emergency.ledgers.facts import KIND_WORDS, STATUS_WORDS
from emergency.ledgers.forms import FileForm, PlainForm, sent_headings, sent_maps
from emergency.ledgers.permits import kinds_for
from emergency.ledgers.queries_jobs import is_large

__all__ = ["blueprint", "views_dispatch", "views_issues", "views_preview", "views_profiles", "views_returns"]
SHOWN_ROWS = 4
READ = "文件已读取，尚未导入。请核对各列的对应关系。"
CHECKED, ASKED = "已检查，请核对下面的结果。", "行数较多，由后台检查，办完后在本页核对结果。"
RECOGNISED = "已按新的选择重新识别，请核对。"


@blueprint.route("/ledgers", methods=["GET", "POST"])
@needs(Permission.LEDGER_BRING)
@exportable
def start() -> ResponseReturnValue:
    """Choose a file; the templates, and what this person brought lately."""
    scope, form = current_scope(), FileForm()
    kinds = kinds_for(scope)
    if form.sent():
        try:
            staged = actions.stage(form.file.data.filename or "", form.file.data.stream)
            brought: list[int] = []
            if done(form, lambda: brought.append(actions.bring(scope, staged).id)):
                return go(url_for("ledgers.columns", import_id=brought[0]), READ)
        except Refusal as refusal:
            form.refuse(refusal)
    recent = queries.recent_imports(scope)
    return render_template(
        "ledgers/start.html", form=form, kinds=kinds, words=KIND_WORDS, recent=recent, statuses=STATUS_WORDS
    ), form.status


@blueprint.get("/ledgers/template/<string:kind>.xlsx")
@needs(Permission.LEDGER_BRING)
def template(kind: str) -> ResponseReturnValue:
    """下载模板: of one ledger, or of all that this person may bring."""
    allowed = kinds_for(current_scope())
    kinds = allowed if kind == "all" else [one for one in allowed if one.value == kind]
    if not kinds:
        raise NotFound
    name = KIND_WORDS[kinds[0]] if kind != "all" else "台账"
    return send_document(template_book(kinds), f"{name}导入模板.xlsx", XLSX)


@blueprint.route("/ledgers/imports/<int:import_id>/columns", methods=["GET", "POST"])
@needs(Permission.LEDGER_BRING)
def columns(import_id: int) -> ResponseReturnValue:
    """Which sheet is which ledger, and which column says what."""
    scope, form = current_scope(), PlainForm()
    brought = queries.get_import(scope, import_id)
    maps = queries.maps_of(brought)
    sheets = queries.tops_of(brought, sent_headings(request.form, maps), SHOWN_ROWS)
    chosen = sent_maps(request.form, sheets, maps)
    kinds = kinds_for(scope)
    again = request.form.get("again") == "yes" or any(
        new.kind is not old.kind or new.heading_row != old.heading_row
        for new, old in zip(chosen, maps, strict=True)
        if old.kind is None or old.kind in kinds
    )
    large: list[bool] = []

    def act() -> None:
        mine = queries.get_import(scope, import_id)
        actions.remap(mine, chosen)
        large.append(not again and is_large(mine))
        if large[0]:
            ask_check(scope, mine)

    if done(form, act):
        if again:
            return go(url_for("ledgers.columns", import_id=import_id), RECOGNISED)
        return go(url_for("ledgers.preview", import_id=import_id), ASKED if large[0] else CHECKED)
    heads = [
        next((cells for number, cells in sheet.rows if number == mapped.heading_row), [])
        for sheet, mapped in zip(sheets, maps, strict=True)
    ]
    samples = [
        [row for row in sheet.rows if row[0] > mapped.heading_row][:SHOWN_ROWS]
        for sheet, mapped in zip(sheets, maps, strict=True)
    ]
    return render_template(
        "ledgers/columns.html", form=form, brought=brought, sheets=sheets, maps=maps, heads=heads, samples=samples,
        kinds=kinds, words=KIND_WORDS, fields=COLUMNS,
    ), form.status  # fmt: skip
