"""What the files of views share: the blueprint, and the page that shows a form again."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from emergency.base.forms import Form

blueprint = Blueprint("records", __name__)
CONFLICT = 409


def shown(page: str, form: Form, version: int = 0, **values: Any) -> ResponseReturnValue:
    """The page with the form as it was filled; after a conflict it takes the present version, to be sent knowingly."""
    if form.status == CONFLICT and "seen" in form:
        form["seen"].data = str(version)
    return render_template(f"records/{page}", form=form, **values), form.status
