"""Pages of a package of sheets: how far it is, fetching it, taking the file away before its time."""

from flask import Response, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound
from emergency.base.jobs import worker_lives
from emergency.ledgers.actions_dispatch import end_file
from emergency.ledgers.door import blueprint
from emergency.ledgers.forms import PlainForm
from emergency.ledgers.queries_dispatch import COMING, file_of, gave_up, get_dispatch, until
from emergency.ledgers.queries_issues import wanted_words

ZIP = "application/zip"


@blueprint.get("/ledgers/issues/packages/<int:dispatch_id>")
@needs(Permission.PLAN_CHECK)
def dispatch(dispatch_id: int) -> ResponseReturnValue:
    """How far a package is; once it is there, the way to its file."""
    scope = current_scope()
    row = get_dispatch(scope, dispatch_id)
    lost = gave_up(row)
    return render_template(
        "ledgers/dispatch.html", row=row, coming=row.state in COMING and not lost, lost=lost, until=until(row),
        words=wanted_words(row.wanted), worker=worker_lives(), form=PlainForm(formdata=None),
    )  # fmt: skip


@blueprint.get("/ledgers/issues/packages/<int:dispatch_id>/file")
@needs(Permission.PLAN_CHECK)
def dispatch_file(dispatch_id: int) -> Response:
    """The zip, to whoever asked for it and nobody else: the keys of all its units stand in it."""
    row = get_dispatch(current_scope(), dispatch_id)
    if until(row) is None:
        raise NotFound
    name = f"填报表{clock.day_of(row.asked_at):%Y%m%d}-{row.id}.zip"
    response = send_file(file_of(row), ZIP, as_attachment=True, download_name=name, max_age=0)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.post("/ledgers/issues/packages/<int:dispatch_id>/end")
@needs(Permission.PLAN_CHECK)
def dispatch_end(dispatch_id: int) -> ResponseReturnValue:
    """The file goes at once; the sheets stay issued."""
    scope, here = current_scope(), url_for("ledgers.dispatch", dispatch_id=dispatch_id)
    get_dispatch(scope, dispatch_id)
    if done(PlainForm(), lambda: end_file(get_dispatch(scope, dispatch_id))):
        return go(here, "压缩包已删除；已经发出的填报表和网址不受影响。")
    return go(here, "页面停留太久，请重新点击。")
