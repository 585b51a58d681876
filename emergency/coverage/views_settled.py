"""The list of terms that became fixed when a year's working days were entered."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_page
from emergency.base.paging import Page, paginate
from emergency.base.tabled import exportable
from emergency.coverage.actions import is_recomputing
from emergency.coverage.door import blueprint
from emergency.coverage.queries_duties import lines
from emergency.coverage.settling import settled_terms


@blueprint.get("/coverage/settled")
@needs(Permission.COVERAGE_VIEW)
@exportable
def settled() -> ResponseReturnValue:
    """From which provisional day to which fixed one, of the viewer's units."""
    found = paginate(settled_terms(current_scope()), asked_page(), scalars=False)
    told = lines([row[0] for row in found.items], clock.today())
    pairs = [(line, row[1].due_on) for line, row in zip(told, found.items, strict=True)]
    page = Page(pairs, found.number, found.size, found.total)
    return render_template("coverage/settled.html", page=page, recomputing=is_recomputing())
