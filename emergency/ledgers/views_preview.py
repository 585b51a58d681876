"""Pages of what a file would do, row by row: looked at, names adopted, taken in; a large one is left to the worker."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page
from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.jobs import worker_lives
from emergency.base.storage import store
from emergency.base.web import send_document
from emergency.coverage.actions import recomputing_word
from emergency.ledgers import actions, actions_returns, queries
from emergency.ledgers.actions_jobs import UNCHECKED, ask_check, ask_take
from emergency.ledgers.actions_return import PLAIN, ending_of, returned_file
from emergency.ledgers.books import XLSX
from emergency.ledgers.door import blueprint
from emergency.ledgers.facts import KIND_WORDS, STATUS_WORDS, Status
from emergency.ledgers.forms import ConfirmForm, PlainForm, sent_agreed
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.queries_jobs import TAKE, is_coming, is_large, kept_report, rows_in
from emergency.ledgers.report import Seen, seen_of

FIRST = (Status.WRONG, Status.NEW, Status.CHANGED, Status.UNCHANGED)
CHECK_ASKED = "已请求检查，由后台办理，办完后在本页核对结果。"
TAKE_ASKED = "已确认，由后台一次写入，办完后本页显示结果。"


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
        if is_large(brought) and (brought.deed or not brought.report_sha):
            return _waiting(brought, PlainForm())
        seen = _seen(scope, brought)
    except Refusal as refusal:
        return render_template("ledgers/refused.html", brought=brought, refusal=refusal), 422
    return _preview(brought, seen, ConfirmForm())


@blueprint.post("/ledgers/imports/<int:import_id>/check")
@needs(Permission.LEDGER_BRING)
def check(import_id: int) -> ResponseReturnValue:
    """Have a large file checked by the worker, or checked again."""
    scope, form = current_scope(), PlainForm()
    brought = queries.get_import(scope, import_id)
    if done(form, lambda: ask_check(scope, queries.get_import(scope, import_id))):
        return go(url_for("ledgers.preview", import_id=import_id), CHECK_ASKED)
    return _waiting(brought, form), form.status


@blueprint.post("/ledgers/imports/<int:import_id>/names")
@needs(Permission.LEDGER_BRING)
def names(import_id: int) -> ResponseReturnValue:
    """采纳: which proposed unit a name means."""
    scope, form = current_scope(), ConfirmForm()
    brought = queries.get_import(scope, import_id)
    large, seen = is_large(brought), _seen(scope, brought)
    agreed = sent_agreed(request.form, seen.proposals)

    def act() -> None:
        mine = queries.get_import(scope, import_id)
        actions.agree(mine, agreed)
        if large:
            ask_check(scope, mine)

    if done(form, act):
        said = "由后台重新检查" if large else "并重新检查"
        return go(url_for("ledgers.preview", import_id=import_id), f"已采纳 {len(agreed)} 个名称，{said}。")
    return _preview(brought, seen, form), form.status


@blueprint.post("/ledgers/imports/<int:import_id>/confirm")
@needs(Permission.LEDGER_BRING)
def confirm(import_id: int) -> ResponseReturnValue:
    """Take the file in: every row that is new or changed, in one transaction."""
    scope, form = current_scope(), ConfirmForm()
    here = url_for("ledgers.preview", import_id=import_id)
    brought = queries.get_import(scope, import_id)
    large = brought.done_at is None and is_large(brought)

    def act() -> None:
        mine = queries.get_import(scope, import_id)
        if large:
            ask_take(scope, mine)
        else:
            actions_returns.take_in(scope, mine, shown=form.marks)

    if done(form, act):
        return go(here, TAKE_ASKED if large else "已导入。")
    brought = queries.get_import(scope, import_id)
    if brought.done_at is not None:
        return go(here, actions.DONE_ALREADY)
    if large and not brought.report_sha:
        return _waiting(brought, form), form.status
    return _preview(brought, _seen(scope, brought), form), form.status


@blueprint.get("/ledgers/imports/<int:import_id>/wrong")
@needs(Permission.LEDGER_BRING)
def wrong_rows(import_id: int) -> ResponseReturnValue:
    """The file as it came, with the reasons beside its wrong rows."""
    scope = current_scope()
    brought = queries.get_import(scope, import_id)
    large = is_large(brought)
    if large and not brought.report_sha:
        raise Refusal(UNCHECKED)
    content, ending = returned_file(brought, None if large else actions.check(scope, brought))
    stem = brought.name.rpartition(".")[0]
    name = f"{stem}-带错误原因{clock.today():%Y%m%d}{ending}"
    return send_document(content, name, XLSX if ending == PLAIN else "text/csv")


def _seen(scope: Scope, brought: LedgerImport) -> Seen:
    """What a check finds: made at once of a small file, by the worker of a large one. Raises Refusal."""
    if not is_large(brought):
        report = actions.check(scope, brought)
        return seen_of(report.rows, report.proposals, report.marks())
    if not brought.report_sha:
        raise Refusal(UNCHECKED)
    return kept_report(brought)


def _waiting(brought: LedgerImport, form: Form) -> str:
    return render_template(
        "ledgers/waiting.html", brought=brought, form=form, coming=is_coming(brought), taking=brought.deed == TAKE,
        rows=rows_in(brought), worker=worker_lives(),
    )  # fmt: skip


def _preview(brought: LedgerImport, seen: Seen, form: ConfirmForm) -> str:
    form.shown.data = " ".join(seen.marks)
    asked = request.args.get("status", "")
    shown = Status(asked) if asked in set(Status) else next((one for one in FIRST if seen.counts[one]), Status.NEW)
    return render_template(
        "ledgers/preview.html", brought=brought, counts=seen.counts, shown=shown, form=form,
        page=seen.page(shown, asked_page()), statuses=STATUS_WORDS, words=KIND_WORDS, sheets=queries.tops_of(brought),
        proposals=seen.proposals, kinds=seen.kinds, large=is_large(brought),
        ending=ending_of(brought), own=store().has(brought.file_sha),
    )  # fmt: skip
