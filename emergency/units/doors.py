"""What the files of views share: the blueprint, and acting on a form that was sent."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing

blueprint = Blueprint("units", __name__)


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


def go(where: str, said: str) -> ResponseReturnValue:
    """Lead on to a page that says what was done."""
    flash(said, "success")
    return redirect(where, 303)
