"""The desk, the search and the help page."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Role, current_scope, needs
from emergency.home import queries

blueprint = Blueprint("home", __name__)

# Who comes for one thing only is led there.
OTHER_DESKS = {Role.AUDITOR: "audit.acts", Role.SYSTEM: "people.index"}


@blueprint.get("/")
@needs(Permission.DESK_VIEW)
def desk() -> ResponseReturnValue:
    """What is owed, overdue first; the auditor and the system administrator are led to their own pages."""
    scope = current_scope()
    other = OTHER_DESKS.get(scope.role)
    if other in current_app.view_functions:
        return redirect(url_for(str(other)))
    return render_template(
        "home/desk.html",
        on=clock.today(),
        counters=queries.counters(scope),
        notices=queries.notices(scope),
    )


@blueprint.get("/help")
@needs(Permission.DESK_VIEW)
def help_page() -> ResponseReturnValue:
    """The four jobs, the words, who may do what, how things are counted."""
    return render_template("home/help.html")
