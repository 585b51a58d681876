"""The same checklist as Word and Excel, since offices edit."""

from flask.typing import ResponseReturnValue

from emergency.assessment import papers, queries
from emergency.assessment.door import XLSX, blueprint
from emergency.assessment.edited import docx_of, xlsx_of
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_day
from emergency.base.errors import NotFound
from emergency.base.web import send_document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS = {"docx": (docx_of, DOCX), "xlsx": (xlsx_of, XLSX)}


@blueprint.get("/<any(regions, units):kind>/<string:key>/files/<string:form>")
@needs(Permission.CHECKLIST_VIEW)
def edited(kind: str, key: str, form: str) -> ResponseReturnValue:
    """The sheet to be edited; another form than these two is not found."""
    if form not in WRITERS:
        raise NotFound
    on = asked_day("on") or clock.today()
    scope = current_scope()
    subject = queries.get_subject(scope, kind, key)
    write, media = WRITERS[form]
    return send_document(write(snapshot_of(scope, subject, on)), papers.paper_name(subject, on, f".{form}"), media)
