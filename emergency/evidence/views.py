"""Papers: the list, one paper, its only download route, and its purge."""

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.errors import NotFound, Refusal
from emergency.base.paging import paginate
from emergency.base.storage import store
from emergency.base.tabled import exportable
from emergency.base.web import writing
from emergency.evidence import actions, queries
from emergency.evidence.facts import GROUND_LABELS, ROLE_LABELS, PurgeGround, is_viewable
from emergency.evidence.forms import PurgeForm
from emergency.evidence.kinds import MEDIA_TYPES, Kind
from emergency.evidence.models import Paper

blueprint = Blueprint("evidence", __name__)

SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; frame-ancestors 'self'"
# The browser's own PDF viewer does not start in a sandbox; it runs apart from our pages, and nothing else is allowed.
SHOWN_PDF = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
PURGED = "该文件已由市级应急管理机构清除，只保留登记记录。"
MISSING = "文件在服务器上缺失，请告诉系统管理员运行 verify 核对。"


@blueprint.get("/papers")
@needs(Permission.PAPER_VIEW)
@exportable
def paper_list() -> ResponseReturnValue:
    """The papers that the viewer may see, newest first."""
    text, purged = request.args.get("q", "")[:100], request.args.get("purged") == "yes"
    query = queries.list_papers(current_scope(), text=text, purged=purged)
    page = paginate(query, request.args.get("page", 1, type=int))
    return render_template(
        "evidence/list.html", page=page, q=text, purged=purged, roles=ROLE_LABELS,
        units=queries.names_of_units(page.items), subjects=queries.subjects_of(page.items),
    )  # fmt: skip


@blueprint.get("/papers/<int:paper_id>")
@needs(Permission.PAPER_VIEW)
def show_paper(paper_id: int) -> ResponseReturnValue:
    """One paper: what it is, when it came, where else the same bytes are."""
    scope = current_scope()
    paper = queries.get_paper(scope, paper_id)
    same = [(other, unit) for other, unit in queries.same_bytes(scope, paper.sha256) if other.id != paper.id]
    return render_template(
        "evidence/paper.html", paper=paper, same=same, roles=ROLE_LABELS, grounds=GROUND_LABELS,
        unit=queries.names_of_units([paper])[paper.unit_id],
        subject=queries.subjects_of([paper]).get((paper.subject_kind, paper.subject_id)),
    )  # fmt: skip


@blueprint.get("/papers/<int:paper_id>/file")
@needs(Permission.PAPER_VIEW)
def paper_file(paper_id: int) -> Response:
    """The bytes, under their Chinese name: to keep, or with ?view=1 to look at where a browser can."""
    paper = queries.get_paper(current_scope(), paper_id)
    if paper.purged_at is not None:
        raise NotFound(PURGED)
    if not store().has(paper.sha256):
        raise NotFound(MISSING)
    shown = request.args.get("view") == "1" and is_viewable(paper.kind)
    return _sent(paper, shown=shown)


def _sent(paper: Paper, *, shown: bool) -> Response:
    response = send_file(
        store().path(paper.sha256), MEDIA_TYPES[Kind(paper.kind)], as_attachment=not shown,
        download_name=paper.name, etag=paper.sha256, max_age=0,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = SHOWN_PDF if shown and paper.kind == Kind.PDF else SANDBOX
    # The page of 核对 shows the paper beside its check-list.
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/papers/<int:paper_id>/purge", methods=["GET", "POST"])
@needs(Permission.PAPER_PURGE)
def purge_paper(paper_id: int) -> ResponseReturnValue:
    """Take the bytes of a paper away for good; the city office's exception to "nothing is deleted"."""
    scope, form = current_scope(), PurgeForm()
    paper = queries.get_paper(scope, paper_id)
    if form.sent():
        try:
            with writing():
                paper = queries.get_paper(scope, paper_id)
                gone = actions.purge(scope, paper, PurgeGround(form.ground.data), form.why)
            flash(f"文件已从服务器清除，登记记录和日志保留（涉及 {len(gone)} 条登记）。", "success")
            return redirect(url_for("evidence.show_paper", paper_id=paper_id), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("evidence/purge.html", paper=paper, form=form), form.status
