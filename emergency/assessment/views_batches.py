"""Printing every checklist of a region: asking for it, watching it, fetching the papers."""

from flask import Response, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment import papers, queries
from emergency.assessment.actions_batches import ask_batch
from emergency.assessment.door import blueprint
from emergency.assessment.forms_packs import PackForm
from emergency.assessment.queries_batches import ZIPPED, batch_at, is_coming, place_of
from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_day
from emergency.base.errors import NotFound
from emergency.base.jobs import worker_lives

ASKED = "已请求批量打印，办完后在本页下载。"


@blueprint.route("/regions/<string:key>/batch", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_SCORE)
def batch(key: str) -> ResponseReturnValue:
    """The batch of a region as of a day."""
    scope, on, form = current_scope(), asked_day("on") or clock.today(), PackForm()
    subject = queries.region_subject(scope, key)
    here = url_for("assessment.batch", key=key, on=on.isoformat())
    if done(form, lambda: ask_batch(scope, subject, on)):
        return go(here, ASKED)
    place = place_of(scope, subject, on)
    return render_template(
        "assessment/batch.html", form=form, subject=subject, on=on, here=here, batch=batch_at(place),
        coming=is_coming(place), there=(place / ZIPPED).is_file(), worker=worker_lives(),
    ), form.status  # fmt: skip


@blueprint.get("/regions/<string:key>/batch/file")
@needs(Permission.CHECKLIST_SCORE)
def batch_file(key: str) -> Response:
    """The papers as one zip, to those who see what was printed."""
    scope, on = current_scope(), asked_day("on") or clock.today()
    subject = queries.region_subject(scope, key)
    path = place_of(scope, subject, on) / ZIPPED
    if not path.is_file():
        raise NotFound
    name = papers.paper_name(subject, on, ".zip", "考核自查表（全部）")
    response = send_file(path, "application/zip", as_attachment=True, download_name=name, max_age=0)
    response.headers["Cache-Control"] = "private, no-store"
    return response
