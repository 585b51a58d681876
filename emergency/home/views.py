"""The desk, the search and the help page."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Role, current_scope, needs
from emergency.base.asked import asked_number, asked_text
from emergency.drills.ledger import late_days
from emergency.drills.words import STATE_WORDS
from emergency.home import queries, queries_owed, queries_search
from emergency.texts.queries_search import search_pages
from emergency.units.facts import UNIT_KIND_LABELS

blueprint = Blueprint("home", __name__)

MOST_ASKED = 1_000  # Letters of a search that are read at all; how many of these are looked for, its page says.
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
    on = clock.today()
    drills, owed = queries.month_drills(scope, on), queries_owed.owed_first(scope, on)
    return render_template(
        "home/desk.html",
        on=on,
        owed=owed,
        more=len(owed) == queries_owed.SHOWN,
        drills=drills,
        desk=queries.desk(scope, drills.total),
        drill_words=STATE_WORDS,
        late_days=late_days,
    )


@blueprint.get("/search")
@needs(Permission.UNIT_VIEW)
def search() -> ResponseReturnValue:
    """Plans, units and regions by name, number, initials or code."""
    text = asked_text("q", MOST_ASKED)
    found = queries_search.search(current_scope(), text)
    return render_template("home/search.html", text=text, found=found, kinds=UNIT_KIND_LABELS)


@blueprint.get("/search/pages")
@needs(Permission.PLAN_VIEW)
def search_texts() -> ResponseReturnValue:
    """The pages of plans that hold some words."""
    text, old = asked_text("q", MOST_ASKED), asked_text("old") == "1"
    found = search_pages(current_scope(), text, asked_number("from", digits=18), old=old)
    return render_template("home/search_pages.html", text=text, old=old, found=found)


@blueprint.get("/help")
@needs(Permission.DESK_VIEW)
def help_page() -> ResponseReturnValue:
    """The four jobs, the words, who may do what, how things are counted."""
    return render_template("home/help.html")
