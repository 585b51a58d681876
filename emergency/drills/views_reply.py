"""Answering a drill without signing in: the page behind the token, and the sheet with its QR code."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import buckets
from emergency.base.access import Permission, current_scope, needs, open_door
from emergency.base.errors import NotFound, Refusal
from emergency.base.qr import qr_picture
from emergency.base.web import writing
from emergency.drills import actions, actions_propose, words
from emergency.drills.actions_reply import make_reply_sheet
from emergency.drills.door import blueprint
from emergency.drills.filled import propose_form_of
from emergency.drills.forms import ConfirmForm
from emergency.drills.models import Drill
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_proposals import proposals_of
from emergency.drills.queries_reply import answered_by, reply_scope
from emergency.notices.queries import mail_settings
from emergency.units.models import Unit

WHY_OPEN = "A unit without an account answers by the token in its mail or on its sheet."
GUESSES = 30


@blueprint.get("/reply/<string:token>")
@open_door(WHY_OPEN)
def reply(token: str) -> ResponseReturnValue:
    """What is asked; looking at it changes nothing."""
    return _page(token)


@blueprint.post("/reply/<string:token>/accept")
@open_door(WHY_OPEN)
def reply_accept(token: str) -> ResponseReturnValue:
    """The unit takes the day."""
    _asked(token)
    form = ConfirmForm()
    if not form.sent():
        return _page(token, "页面停留太久，请重新点击。", 422)
    try:
        with writing():
            drill, unit = answered_by(token)
            actions.confirm_drill(reply_scope(unit, request.remote_addr or ""), drill, form.version)
    except Refusal as refusal:
        return _page(token, refusal.sentence, 422)
    flash("已确认演练日期。", "success")
    return redirect(url_for("drills.reply", token=token), 303)


@blueprint.post("/reply/<string:token>/propose")
@open_door(WHY_OPEN)
def reply_propose(token: str) -> ResponseReturnValue:
    """The unit asks for another day; the office above answers as always."""
    form = propose_form_of(_asked(token)[0])
    if form.sent():
        try:
            with writing():
                drill, unit = answered_by(token)
                scope = reply_scope(unit, request.remote_addr or "")
                actions_propose.propose_day(scope, drill, form.span(), form.reason.data, form.version, form.on_purpose)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash("提议已提交，等待上级机构答复；答复前演练日期不变。", "success")
            return redirect(url_for("drills.reply", token=token), 303)
    return _page(token, "", form.status, form)


@blueprint.post("/drills/<int:drill_id>/reply-sheet")
@needs(Permission.DRILL_EDIT)
def reply_sheet(drill_id: int) -> ResponseReturnValue:
    """An address for the organiser's answer, with its QR code, to print or send; shown this once."""
    with writing():
        drill, unit = own_drill(current_scope(), drill_id)
        token = make_reply_sheet(current_scope(), drill)
    address = url_for("drills.reply", token=token, _external=True)
    return render_template(
        "drills/reply_sheet.html",
        drill=drill,
        unit=unit,
        address=address,
        picture=qr_picture(address),
        mailed=mail_settings() is not None,
    )


def _asked(token: str) -> tuple[Drill, Unit]:
    try:
        return answered_by(token)
    except NotFound:
        # Only wrong tokens are counted: an office asks from one address, and a right one cannot be guessed.
        if not buckets.take(f"reply:{request.remote_addr}", size=GUESSES, per_hour=GUESSES):
            abort(429)
        raise


def _page(token: str, wrong: str = "", status: int = 200, form: object = None) -> ResponseReturnValue:
    drill, unit = _asked(token)
    page = render_template(
        "drills/reply.html", drill=drill, unit=unit, token=token, wrong=wrong, words=words,
        form=form or propose_form_of(drill), proposals=proposals_of(drill.id),
    )  # fmt: skip
    return page, status
