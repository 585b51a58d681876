"""Pages of ledgers: choose a file, say what its columns are, see what it would do, take it in."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page
from emergency.base.errors import NotFound, Refusal
from emergency.base.paging import page_of
from emergency.base.tabled import exportable
from emergency.base.web import send_document
from emergency.coverage.actions import recomputing_word
from emergency.ledgers import (
    actions,
    actions_returns,
    queries,
    views_dispatch,
    views_issues,
    views_profiles,
    views_returns,
)
from emergency.ledgers.actions_return import returned_file
from emergency.ledgers.books import XLSX, template_book
from emergency.ledgers.columns import COLUMNS
from emergency.ledgers.door import blueprint
from emergency.ledgers.facts import KIND_WORDS, STATUS_WORDS, Kind, Status
from emergency.ledgers.forms import FileForm, PlainForm, sent_agreed, sent_headings, sent_maps
from emergency.ledgers.permits import kinds_for
from emergency.ledgers.queries_check import Report

__all__ = ["blueprint", "views_dispatch", "views_issues", "views_profiles", "views_returns"]
SHOWN_ROWS = 4
READ = "文件已读取，尚未导入。请核对各列的对应关系。"


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
    again = request.form.get("again") == "yes"
    chosen = sent_maps(request.form, sheets, maps)

    def act() -> None:
        actions.remap(queries.get_import(scope, import_id), chosen)

    if done(form, act):
        if again or any(new.kind is not old.kind or new.heading_row != old.heading_row
                        for new, old in zip(chosen, maps, strict=True)):  # fmt: skip
            return go(url_for("ledgers.columns", import_id=import_id), "已按新的选择重新识别，请核对。")
        return go(url_for("ledgers.preview", import_id=import_id), "已检查，请核对下面的结果。")
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
        kinds=kinds_for(scope), words=KIND_WORDS, fields=COLUMNS,
    ), form.status  # fmt: skip


@blueprint.get("/ledgers/imports/<int:import_id>")
@needs(Permission.LEDGER_BRING)
def preview(import_id: int) -> ResponseReturnValue:
    """What taking the file in would do, row by row; afterwards, what was done."""
    scope = current_scope()
    brought = queries.get_import(scope, import_id)
    if brought.done_at is not None:
        return render_template(
            "ledgers/done.html", brought=brought, words=KIND_WORDS, statuses=STATUS_WORDS,
            recomputing=recomputing_word(),
        )  # fmt: skip
    try:
        report = actions.check(scope, brought)
    except Refusal as refusal:
        return render_template("ledgers/refused.html", brought=brought, refusal=refusal), 422
    return _preview(import_id, report, PlainForm())


@blueprint.post("/ledgers/imports/<int:import_id>/names")
@needs(Permission.LEDGER_BRING)
def names(import_id: int) -> ResponseReturnValue:
    """采纳: which proposed unit a name means."""
    scope, form = current_scope(), PlainForm()
    report = actions.check(scope, queries.get_import(scope, import_id))
    agreed = sent_agreed(request.form, report.proposals)
    if done(form, lambda: actions.agree(queries.get_import(scope, import_id), agreed)):
        return go(url_for("ledgers.preview", import_id=import_id), f"已采纳 {len(agreed)} 个名称，并重新检查。")
    return _preview(import_id, report, form), form.status


@blueprint.post("/ledgers/imports/<int:import_id>/confirm")
@needs(Permission.LEDGER_BRING)
def confirm(import_id: int) -> ResponseReturnValue:
    """Take the file in: every row that is new or changed, in one transaction."""
    scope, form = current_scope(), PlainForm()
    if done(form, lambda: actions_returns.take_in(scope, queries.get_import(scope, import_id))):
        return go(url_for("ledgers.preview", import_id=import_id), "已导入。")
    brought = queries.get_import(scope, import_id)
    if brought.done_at is not None:
        return go(url_for("ledgers.preview", import_id=import_id), actions.DONE_ALREADY)
    return _preview(import_id, actions.check(scope, brought), form), form.status


@blueprint.get("/ledgers/imports/<int:import_id>/wrong.xlsx")
@needs(Permission.LEDGER_BRING)
def wrong_rows(import_id: int) -> ResponseReturnValue:
    """The file as it came, with the reasons beside its wrong rows."""
    scope = current_scope()
    brought = queries.get_import(scope, import_id)
    content = returned_file(brought, actions.check(scope, brought))
    stem = brought.name.rpartition(".")[0]
    return send_document(content, f"{stem}-带错误原因{clock.today():%Y%m%d}.xlsx", XLSX)


def _preview(import_id: int, report: Report, form: PlainForm) -> str:
    brought = queries.get_import(current_scope(), import_id)
    counts = report.counts()
    asked = request.args.get("status", "")
    shown = Status(asked) if asked in set(Status) else next((one for one in _FIRST if counts[one]), Status.NEW)
    rows = [row for row in report.rows if row.status is shown]
    return render_template(
        "ledgers/preview.html", brought=brought, counts=counts, shown=shown, form=form,
        page=page_of(rows, asked_page()), statuses=STATUS_WORDS, words=KIND_WORDS,
        sheets=queries.tops_of(brought), proposals=report.proposals,
        kinds=[kind for kind in Kind if any(row.kind is kind for row in report.rows)],
    )  # fmt: skip


_FIRST = (Status.WRONG, Status.NEW, Status.CHANGED, Status.UNCHANGED)
