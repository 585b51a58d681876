"""One way to act on a sent form: inside the write, refused beside its field, then on to the drill."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing
from emergency.drills.models import Drill


def done(form: Form, deed: Callable[[], Drill], said: str) -> Response | None:
    """The way to the drill's page once the deed is done; None when the form is shown (again)."""
    if not form.sent():
        return None
    try:
        with writing():
            where = url_for("drills.drill", drill_id=deed().id)
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    flash(said, "success")
    return redirect(where, 303)
