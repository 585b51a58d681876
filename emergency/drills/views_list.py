"""Pages of many drills: the list, its Excel, the month, the office's queue."""

from collections.abc import Iterator
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.clock import day_of
from emergency.base.paging import paginate
from emergency.base.sheets import Cell, workbook
from emergency.base.tabled import exportable
from emergency.base.web import send_document
from emergency.drills import ledger, month, words
from emergency.drills.door import blueprint
from emergency.drills.places import Place, drills_at, place_of
from emergency.drills.queries import blocks, days_of, tally_of, waiting_drills
from emergency.drills.queries_documents import grades_of
from emergency.drills.question import Question, question_of

Rows = Iterator[tuple[Cell, ...]]
MONTH_PAGE = 100
MOST_ROWS = 50_000
NARROW = "请按月份、状态或下级地区筛选后分次导出。"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/drills")
@needs(Permission.DRILL_VIEW)
def index() -> ResponseReturnValue:
    """The drill ledger of a place and year, filtered by its address."""
    scope, question = current_scope(), question_of(request.args)
    place = place_of(scope, question)
    page = paginate(drills_at(scope, place, question), question.page, scalars=False)
    grades = grades_of(drill.id for drill, _ in page.items)
    return render_template("drills/list.html", page=page, grades=grades, **shared(place, question))


@blueprint.get("/drills.xlsx")
@needs(Permission.DRILL_VIEW)
def sheet() -> Response:
    """The rows and columns of the list, all pages. Raises Refusal when there are too many."""
    scope, question = current_scope(), question_of(request.args)
    place = place_of(scope, question)
    query = drills_at(scope, place, question)
    total, samples = tally_of(query, MOST_ROWS, NARROW)
    title = f"{place.name}{question.year}年演练台账"
    said = [f"筛选条件：{filter_words(question)}", f"导出日期：{clock.today().isoformat()}，共{total}次"]
    content = workbook(title, said, ledger.SHEET_COLUMNS, _rows(query), has_samples=samples)
    return send_document(content, f"{title}.xlsx", SHEET)


@blueprint.get("/drills/month", endpoint="month")
@needs(Permission.DRILL_VIEW)
def month_page() -> ResponseReturnValue:
    """One month as a grid and as a list; it prints on one sheet."""
    scope, question = current_scope(), question_of(request.args)
    question = question.in_month(question.filters.month or clock.today().month)
    place = place_of(scope, question)
    query = drills_at(scope, place, question)
    weeks = month.weeks(question.year, question.filters.month, days_of(query))
    before, after = month.neighbours(question.year, question.filters.month)
    page = paginate(query, question.page, MONTH_PAGE, scalars=False)
    listed = {day_of(drill.starts_at) for drill, _ in page.items}
    return render_template(
        "drills/month.html", weeks=weeks, page=page, listed=listed, before=before, after=after, weekdays=month.WEEKDAYS,
        **shared(place, question),
    )  # fmt: skip


@blueprint.get("/drills/waiting")
@needs(Permission.DRILL_ACCEPT)
@exportable
def waiting() -> ResponseReturnValue:
    """The records that wait for this office, the oldest first."""
    page = paginate(waiting_drills(current_scope()), question_of(request.args).page, scalars=False)
    return render_template("drills/waiting.html", page=page, words=words, ledger=ledger)


def _rows(query: Any) -> Rows:
    """The rows of the list, a block at a time, with what the evaluations of its drills concluded."""
    for block in blocks(query):
        yield from ledger.sheet_rows(block, grades_of(drill.id for drill, _ in block))


def shared(place: Place, question: Question) -> dict[str, Any]:
    """What each page of many drills shows."""
    return {"place": place, "question": question, "words": words, "ledger": ledger, "filter_words": filter_words}


def filter_words(question: Question) -> str:
    """The filters as they are printed above a list."""
    filters = question.filters
    any_year = filters.mark in words.ANY_YEAR
    said = [
        "不限年份" if any_year else f"{question.year}年" + (f"{filters.month}月" if filters.month else ""),
        f"“{filters.text}”" if filters.text else "",
        words.STATE_WORDS.get(filters.state, ""),
        words.FORM_WORDS.get(filters.form, ""),
        words.ACCEPTANCE_WORDS.get(filters.acceptance, ""),
        words.MARK_WORDS.get(filters.mark, ""),
    ]
    return "，".join(word for word in said if word)
