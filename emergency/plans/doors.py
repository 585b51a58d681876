"""What the files of views share: the blueprint, acting on a form that was sent, and the page that shows it again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing

blueprint = Blueprint("plans", __name__)
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


def shown(page: str, form: Form, **values: Any) -> ResponseReturnValue:
    """The page with the form as it was filled: 200, 422 when it did not pass, 409 when another was faster.

    After a conflict the form takes the present version, so that sending it again is a choice made knowingly.
    """
    if form.status == CONFLICT and "seen" in form and "plan" in values:
        form["seen"].data = str(values["plan"].version)
    return render_template(f"plans/{page}", form=form, **values), form.status


def noticed(form: Form) -> list[str]:
    """What is to be told of the files that came, such as that the register has the same bytes already."""
    return [notice for field in form for notice in getattr(field, "notices", ())]


def go(where: str, said: str, *hints: str) -> ResponseReturnValue:
    """Lead on to a page that says what was done, and what looks odd."""
    flash(said, "success")
    for hint in hints:
        flash(hint, "warning")
    return redirect(where, 303)
