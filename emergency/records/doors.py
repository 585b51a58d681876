"""What the files of views share: the blueprint, acting on a form that was sent, and the page that shows it again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing

blueprint = Blueprint("records", __name__)
CONFLICT = 409


def done(form: Form, act: Callable[[], object]) -> bool:
    """Do the act of a form that was sent and passed, in the writing transaction; a refusal stays on the form."""
    if not form.sent():
        return False
    try:
        with writing():
            act()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def shown(page: str, form: Form, version: int = 0, **values: Any) -> ResponseReturnValue:
    """The page with the form as it was filled; after a conflict it takes the present version, to be sent knowingly."""
    if form.status == CONFLICT and "seen" in form:
        form["seen"].data = str(version)
    return render_template(f"records/{page}", form=form, **values), form.status


def go(where: str, said: str, *hints: str) -> ResponseReturnValue:
    """Lead on to a page that says what was done, and what looks odd."""
    flash(said, "success")
    for hint in hints:
        flash(hint, "warning")
    return redirect(where, 303)
