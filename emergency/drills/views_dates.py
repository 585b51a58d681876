"""The dates of drill papers: stated, inside the file and received, beside each other; and their Excel."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.clock import day_of
from emergency.base.paging import paginate
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.drills import ledger, sheet_papers
from emergency.drills.door import blueprint
from emergency.drills.places import place_of
from emergency.drills.queries import every_row, row_count
from emergency.drills.queries_papers import papers_at
from emergency.drills.question import question_of
from emergency.drills.views_list import MOST_ROWS, NARROW, SHEET
from emergency.evidence.dates import gap_word, inner_days_word, inside_word
from emergency.evidence.facts import ROLE_LABELS


@blueprint.get("/drills/dates")
@needs(Permission.DRILL_VIEW)
def dates() -> ResponseReturnValue:
    """The papers of a place and year."""
    scope, question = current_scope(), question_of(request.args)
    place = place_of(scope, question)
    page = paginate(papers_at(scope, place, question.year), question.page, scalars=False)
    return render_template(
        "drills/dates.html", page=page, place=place, question=question, gap_word=gap_word, inside_word=inside_word,
        inner_days_word=inner_days_word, received_word=ledger.received_word,
        paper_roles=ROLE_LABELS, day_of=day_of,
    )  # fmt: skip


@blueprint.get("/drills/dates.xlsx")
@needs(Permission.DRILL_VIEW)
def dates_sheet() -> Response:
    """The same rows, all pages. Raises Refusal when there are too many."""
    scope, question = current_scope(), question_of(request.args)
    place = place_of(scope, question)
    query = papers_at(scope, place, question.year)
    total = row_count(query, MOST_ROWS, NARROW)
    title = f"{place.name}{question.year}年演练材料日期"
    said = [f"导出日期：{clock.today().isoformat()}，共{total}份", "只列日期和相差天数，不作真伪判断。"]
    rows = every_row(query)
    content = workbook(
        title, said, sheet_papers.COLUMNS, (sheet_papers.cells_of(*row) for row in rows),
        has_samples=any(row[1].sample for row in rows),
    )  # fmt: skip
    return send_document(content, f"{title}.xlsx", SHEET)
