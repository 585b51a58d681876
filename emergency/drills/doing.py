"""One way to act on a sent form: inside the write, refused beside its field, then on to the drill."""

from collections.abc import Callable

from flask import url_for
from flask.typing import ResponseReturnValue

from emergency.base import acting
from emergency.base.forms import Form
from emergency.drills.models import Drill


def done(form: Form, deed: Callable[[], Drill], said: str) -> ResponseReturnValue | None:
    """The way to the drill's page once the deed is done; None when the form is shown (again)."""
    held: list[int] = []
    if not acting.done(form, lambda: held.append(deed().id)):
        return None
    return acting.go(url_for("drills.drill", drill_id=held[0]), said)
