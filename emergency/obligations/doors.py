"""What the files of views share: the blueprint, and acting on a form that was sent."""

from collections.abc import Callable

from flask import Blueprint

from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing

blueprint = Blueprint("obligations", __name__)


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
