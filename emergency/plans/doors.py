"""What the files of views share: the blueprint, and the page that shows a form again."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from emergency.base.forms import Form

blueprint = Blueprint("plans", __name__)
CONFLICT = 409


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
