"""Verifying a printed checklist by its code: open to whoever holds the paper, and silent about everything else."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment.printed import spaced
from emergency.assessment.queries_prints import prints_of, typed
from emergency.base import buckets
from emergency.base.access import open_door
from emergency.base.asked import asked_text
from emergency.base.errors import TooMany

blueprint = Blueprint("verification", __name__, url_prefix="/verify")
REASON = "Whoever holds a printed checklist may see that it was printed here, and nothing more."
SIZE, PER_HOUR = 30, 120
TOO_MANY = "核验次数过多，请一小时后再试。"
UNKNOWN = "没有这个核验码的打印记录。请核对纸面上的核验码；仍查不到的，这份材料不是本系统打印的。"


@blueprint.get("")
@open_door(REASON)
def ask() -> ResponseReturnValue:
    """Type the code that stands on the paper."""
    code = typed(asked_text("code"))
    if code:
        return redirect(url_for("verification.show", token=code), 303)
    return render_template("assessment/verify.html", paper=None, code="", told="")


@blueprint.get("/<string:token>")
@open_door(REASON)
def show(token: str) -> ResponseReturnValue:
    """Name, body, version, day and hash of the paper with this code."""
    if not buckets.take(f"verify:{request.remote_addr}", size=SIZE, per_hour=PER_HOUR):
        raise TooMany(TOO_MANY)
    code = typed(token)
    found = prints_of(code)
    return render_template(
        "assessment/verify.html", paper=found[0] if found else None, code=spaced(code), told="" if found else UNKNOWN
    ), 200 if found else 404
