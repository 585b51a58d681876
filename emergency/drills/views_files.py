"""The drill calendar of a unit or region and year, as a file."""

from flask import Response, request

from emergency.base.access import Permission, current_scope, needs
from emergency.base.log import log
from emergency.base.web import send_document
from emergency.drills.calendar_file import calendar_of
from emergency.drills.door import blueprint
from emergency.drills.places import Place, region_place, unit_place
from emergency.drills.question import year_of


@blueprint.get("/regions/<string:code>/drills.ics")
@needs(Permission.DRILL_VIEW)
def region_calendar(code: str) -> Response:
    """All drills in a region and year; with due=1 the due days of plan evaluations too."""
    return _sent(region_place(current_scope(), code))


@blueprint.get("/units/<int:unit_id>/drills.ics")
@needs(Permission.DRILL_VIEW)
def unit_calendar(unit_id: int) -> Response:
    """All drills that a unit organises or takes part in, in a year."""
    return _sent(unit_place(current_scope(), unit_id))


def _sent(place: Place) -> Response:
    year = year_of(request.args)
    written = calendar_of(current_scope(), place, year, with_due_days=request.args.get("due") == "1")
    for row in written.left_out:
        log("calendar row left out", place=place.key, row=row.label, reason=row.reason)
    return send_document(written.content, f"{place.name}{year}年应急演练.ics", "text/calendar; charset=utf-8")
