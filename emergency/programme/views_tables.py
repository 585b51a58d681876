"""The 演练计划表 on paper: a short one at once, a long one by the job, with the finished file offered."""

from datetime import datetime

from flask import Response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_with
from emergency.base.database import end_reading
from emergency.base.errors import NotFound
from emergency.base.jobs import worker_lives
from emergency.base.web import send_document
from emergency.programme.actions_tables import ask_table, plain
from emergency.programme.door import asked_lines, blueprint
from emergency.programme.forms import SeenForm
from emergency.programme.queries import get_programme
from emergency.programme.queries_tables import PAPER, is_coming, paper_at, place_of
from emergency.programme.reading import plan_rows
from emergency.programme.table_paper import paper_of
from emergency.programme.tabling import (
    AT_ONCE,
    MOST_PRINTED,
    found_lines,
    head_of,
    name_of,
    table_title,
    wanted_words,
)


@blueprint.get("/programmes/<int:programme_id>/table.pdf")
@needs(Permission.PROGRAMME_VIEW)
def table_paper(programme_id: int) -> ResponseReturnValue:
    """演练计划表 on paper, A4 across; a long one leads to the page that has it made. Raises Refusal."""
    found = found_lines(current_scope(), programme_id, asked_lines(), MOST_PRINTED, "打印")
    if len(found.rows) > AT_ONCE:
        return redirect(url_for("programme.table_job", programme_id=programme_id) + asked_with(), 303)
    head, rows = head_of(found), plan_rows(found.rows)
    end_reading()
    return send_document(paper_of(head, rows), f"{head.title}.pdf", "application/pdf")


@blueprint.route("/programmes/<int:programme_id>/table", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_VIEW)
def table_job(programme_id: int) -> ResponseReturnValue:
    """How far a long paper is; asking for it, and for it anew."""
    scope, wanted, form = current_scope(), asked_lines(), SeenForm()
    programme = get_programme(scope, programme_id)
    here = url_for("programme.table_job", programme_id=programme_id) + asked_with()
    if done(form, lambda: ask_table(scope, programme_id, wanted)):
        return go(here, "已请求生成，办完后在本页下载。")
    place = place_of(scope, programme_id, plain(wanted))
    paper = paper_at(place)
    return render_template(
        "programme/table_paper.html", form=form, programme=programme, name=name_of(programme), here=here,
        words=wanted_words(wanted), paper=paper, coming=is_coming(place), there=(place / PAPER).is_file(),
        made_at=datetime.fromisoformat(paper.made_at) if paper and paper.made_at else None, worker=worker_lives(),
    ), form.status  # fmt: skip


@blueprint.get("/programmes/<int:programme_id>/table/file")
@needs(Permission.PROGRAMME_VIEW)
def table_file(programme_id: int) -> Response:
    """The finished paper, to those who see what is in it."""
    scope, wanted = current_scope(), asked_lines()
    programme = get_programme(scope, programme_id)
    path = place_of(scope, programme_id, plain(wanted)) / PAPER
    if not path.is_file():
        raise NotFound
    response = send_file(
        path, "application/pdf", as_attachment=True, download_name=f"{table_title(programme)}.pdf", max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
