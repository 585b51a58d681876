"""Pages of filled sheets: the unit's upload without an account, the office's choice between three values."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import buckets
from emergency.base.access import Permission, current_scope, needs, open_door
from emergency.base.acting import done, go
from emergency.base.errors import NotFound, Refusal
from emergency.base.forms import Form
from emergency.ledgers import actions, actions_returns, queries_issues
from emergency.ledgers.actions_jobs import ask_check
from emergency.ledgers.columns import HEADINGS
from emergency.ledgers.door import blueprint
from emergency.ledgers.facts import KIND_WORDS
from emergency.ledgers.forms import PlainForm
from emergency.ledgers.forms_issues import RefuseForm, UploadForm
from emergency.ledgers.merging import Comparison
from emergency.ledgers.queries_issues import STATES, IssueRow
from emergency.ledgers.queries_jobs import is_large
from emergency.ledgers.reading import Unclear

WHY_OPEN = "A unit without an account brings its filled sheet by the one-time address that came with it."
GUESSES, UPLOADS = 30, 20
# What a person must choose is shown whole; what is only looked at stands on the preview too, page by page.
MOST_SHOWN = 500
RECEIVED = "已收到，谢谢。内容由发表的机构核对、确认后才进入登记；这个网址不能再用。"


@blueprint.get("/filled-sheet/<string:token>")
@open_door(WHY_OPEN)
def filled_sheet(token: str) -> ResponseReturnValue:
    """Whose sheet is waited for, and where it goes; looking changes nothing."""
    return _upload(token, UploadForm(formdata=None))


@blueprint.post("/filled-sheet/<string:token>")
@open_door(WHY_OPEN)
def filled_sheet_post(token: str) -> ResponseReturnValue:
    """The filled sheet comes in; the address is spent by it."""
    row, form = _asked(token), UploadForm()
    if form.sent():
        try:
            actions_returns.check_link(row)
            if not buckets.take(f"filled:{row.issue.serial}", size=UPLOADS, per_hour=UPLOADS):
                abort(429)
            staged = actions.stage(form.file.data.filename or "", form.file.data.stream)
            address = request.remote_addr or ""
            if done(form, lambda: actions_returns.receive_by_link(token, staged, form.who.data, address)):
                return go(url_for("ledgers.filled_sheet", token=token), RECEIVED)
        except Refusal as refusal:
            form.refuse(refusal)
    return _upload(token, form), form.status


@blueprint.get("/ledgers/returns/<int:return_id>")
@needs(Permission.PLAN_CHECK)
def returned(return_id: int) -> ResponseReturnValue:
    """What the unit wrote beside what was issued and what the register says now."""
    return _returned(return_id, PlainForm(formdata=None))


@blueprint.post("/ledgers/returns/<int:return_id>")
@needs(Permission.PLAN_CHECK)
def returned_choose(return_id: int) -> ResponseReturnValue:
    """Each conflict decided: on to the preview, where it is confirmed."""
    scope, form = current_scope(), PlainForm()
    queries_issues.get_return(scope, return_id)
    chosen = {name: value for name, value in request.form.items() if value in ("now", "returned")}
    kept = {name for name, value in chosen.items() if value == "now"}
    made: list[int] = []

    def act() -> None:
        brought = actions_returns.prepare(scope, return_id, kept, chosen)
        made.extend([brought.id] if brought else [])
        if brought and is_large(brought):
            ask_check(scope, brought)

    if done(form, act):
        if made:
            return go(url_for("ledgers.preview", import_id=made[0]), "已按选择检查，请核对下面的结果，确认后写入。")
        return go(url_for("ledgers.issues"), "表里没有需要写入的内容，已办结。")
    return _returned(return_id, form), form.status


@blueprint.route("/ledgers/returns/<int:return_id>/refuse", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def returned_refuse(return_id: int) -> ResponseReturnValue:
    """Not taken, with the reason."""
    scope, form = current_scope(), RefuseForm()
    found, row = queries_issues.get_return(scope, return_id)
    if done(form, lambda: actions_returns.refuse_return(scope, return_id, form.reason.data)):
        return go(url_for("ledgers.issues"), "已退回；网址在有效期内可以再交一次。")
    return render_template("ledgers/return_refuse.html", form=form, found=found, row=row), form.status


def _asked(token: str) -> IssueRow:
    try:
        return queries_issues.issue_by_token(token)
    except NotFound:
        # Only wrong addresses are counted: a right one can't be guessed.
        if not buckets.take(f"filled:{request.remote_addr}", size=GUESSES, per_hour=GUESSES):
            abort(429)
        raise


def _upload(token: str, form: UploadForm) -> str:
    row = _asked(token)
    return render_template(
        "ledgers/filled_sheet.html", row=row, form=form, token=token, told=actions_returns.ENDS.get(row.state, "")
    )


def _returned(return_id: int, form: Form) -> str:
    scope = current_scope()
    found, row = queries_issues.get_return(scope, return_id)
    wrong, comparison = "", Comparison()
    if found.state == "waiting":
        try:
            comparison = queries_issues.compare_return(scope, found, row.issue)[0]
        except Unclear as unclear:
            wrong = str(unclear)
    sent = {name: value for name, value in request.form.items() if value in ("now", "returned")}
    return render_template(
        "ledgers/returned.html", found=found, row=row, comparison=comparison, wrong=wrong, form=form,
        newer=queries_issues.newer_than(row.issue), states=STATES, chosen=sent,
        ledgers=KIND_WORDS, headings=HEADINGS, most=MOST_SHOWN,
    )  # fmt: skip
