"""Acting on a form that was sent, and what is shown afterwards."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing


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


def go(where: str, said: str, *hints: str) -> ResponseReturnValue:
    """Lead on to a page that says what was done, and what looks odd."""
    flash(said, "success")
    for hint in hints:
        flash(hint, "warning")
    return redirect(where, 303)


def part(template: str, **values: Any) -> Markup:
    """A piece of another room's page: the template escapes what it is given, so that the result is markup."""
    return Markup(render_template(template, **values))  # noqa: S704
