"""The package for the assessment day: asking for it, watching it being made, fetching it."""

from flask import Response, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment import papers, queries
from emergency.assessment.actions_packs import ask_pack
from emergency.assessment.door import blueprint
from emergency.assessment.forms_packs import PackForm
from emergency.assessment.queries_campaigns import get_body
from emergency.assessment.queries_pack import Order, order_for, subjects_of
from emergency.assessment.queries_packs import COMING, file_of, gave_up, get_pack, pack_of
from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_day
from emergency.base.jobs import worker_lives
from emergency.evidence.facts import shown_size

ZIP = "application/zip"
ASKED = "已请求生成资料包，办完后在本页下载。"


@blueprint.route("/<any(regions, units):kind>/<string:key>/package", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_VIEW)
def package(kind: str, key: str) -> ResponseReturnValue:
    """The package of a region or unit as of a day."""
    order = Order(queries.get_subject(current_scope(), kind, key), asked_day("on") or clock.today())
    back = url_for("assessment.sheet", kind=kind, key=key, on=order.on.isoformat())
    return _shown(order, url_for("assessment.package", kind=kind, key=key, on=order.on.isoformat()), back)


@blueprint.route("/campaigns/<int:campaign_id>/bodies/<int:body_id>/package", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_VIEW)
def body_package(campaign_id: int, body_id: int) -> ResponseReturnValue:
    """The package of a body in a campaign: with what was sealed, where it is sealed."""
    order = order_for(*get_body(current_scope(), campaign_id, body_id))
    here = url_for("assessment.body_package", campaign_id=campaign_id, body_id=body_id)
    return _shown(order, here, url_for("assessment.body", campaign_id=campaign_id, body_id=body_id))


@blueprint.get("/packages/<int:pack_id>")
@needs(Permission.CHECKLIST_VIEW)
def package_file(pack_id: int) -> Response:
    """The zip, to those who see what it was made from."""
    row, order = get_pack(current_scope(), pack_id)
    name = papers.paper_name(order.subject, order.on, ".zip", "考核备查资料包")
    response = send_file(file_of(row), ZIP, as_attachment=True, download_name=name, etag=row.sha256, max_age=0)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _shown(order: Order, here: str, back: str) -> ResponseReturnValue:
    scope, form = current_scope(), PackForm()
    if done(form, lambda: ask_pack(scope, order)):
        return go(here, ASKED)
    row = pack_of(scope, order)
    stuck = row is not None and gave_up(row)
    return render_template(
        "assessment/package.html", form=form, order=order, row=row, here=here, back=back, stuck=stuck,
        coming=row is not None and row.state in COMING and not stuck, number=len(subjects_of(scope, order.subject)),
        there=row is not None and file_of(row).is_file(), worker=worker_lives(),
        size=shown_size(row.size) if row is not None else "",
    ), form.status  # fmt: skip
