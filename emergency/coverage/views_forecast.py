"""The forecast on screen and as Excel: what turns overdue in the days ahead if nothing is done."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.asked import asked_page
from emergency.base.paging import page_of
from emergency.base.sheets import Column, workbook
from emergency.base.web import send_document
from emergency.coverage.actions import is_recomputing, recomputing_lines
from emergency.coverage.door import SHEET, Asked, asked, blueprint, file_days, place_of
from emergency.coverage.forecast import Forecast, forecast, forecast_rows
from emergency.coverage.overview import BY_WORDS, holds_samples
from emergency.coverage.queries import field_of
from emergency.coverage.rules import GROUP_WORDS

LINES = 100


@blueprint.get("/coverage/forecast", endpoint="forecast")
@needs(Permission.COVERAGE_VIEW)
def forecast_page() -> ResponseReturnValue:
    """What turns overdue within 30, 90 and 365 days, by group, region or kind of unit."""
    scope = current_scope()
    question, shown = _asked(scope)
    return render_template(
        "coverage/forecast.html", shown=shown, asked=question, group_words=GROUP_WORDS, recomputing=is_recomputing(),
        page=page_of(shown.lines, asked_page(), LINES), by_word=BY_WORDS[shown.by],
    )  # fmt: skip


@blueprint.get("/coverage/forecast.xlsx")
@needs(Permission.COVERAGE_VIEW)
def forecast_sheet() -> ResponseReturnValue:
    """The same rows and columns as Excel."""
    scope = current_scope()
    _, shown = _asked(scope)
    heads, rows = forecast_rows(shown)
    columns = [Column(BY_WORDS[shown.by], 22), *(Column(head, 10) for head in heads)]
    first = f"从 {shown.view.on} 起，如果什么都不办，此后转为逾期的事项；截至 "
    first += "、".join(f"{shown.until(days)}（{days} 天）" for days in shown.windows)
    samples = holds_samples(scope, shown.view.region)
    told = [first, f"{shown.view.word}。", *recomputing_lines()]
    content = workbook(f"{shown.name}逾期预测", told, columns, rows, has_samples=samples)
    return send_document(content, f"{shown.name}逾期预测{file_days(shown.view)}.xlsx", SHEET)


def _asked(scope: Scope) -> tuple[Asked, Forecast]:
    question = asked(scope, scope.regions[0] if scope.regions else field_of(scope))
    by = "kind" if question.by == "kind" else "region"
    return question, forecast(scope, question.view, place_of(scope, question.view.region), by)
