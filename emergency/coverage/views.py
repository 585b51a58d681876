"""Coverage on screen and as Excel: the overview, the list behind every number, the reason of every light."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_day, asked_page
from emergency.base.paging import page_of
from emergency.base.sheets import Column, workbook
from emergency.base.web import send_document
from emergency.coverage import views_forecast, views_settled
from emergency.coverage.actions import is_recomputing, recomputing_lines
from emergency.coverage.door import SHEET, Asked, asked, asked_moment, blueprint, file_days, lists_units, place_of
from emergency.coverage.explanation import explain
from emergency.coverage.overview import BY_WORDS, Overview, holds_samples, overview, overview_rows
from emergency.coverage.queries import View
from emergency.coverage.queries_duties import DutyLine, all_lines, duty_page, get_line
from emergency.coverage.rules import GROUP_WORDS, LIGHT_WORDS
from emergency.obligations.rules import GROUP_LABELS, Group
from emergency.units.facts import UNIT_KIND_LABELS
from emergency.units.queries_regions import roots

__all__ = ["blueprint", "views_forecast", "views_settled"]

LINES = 100
FILTERS = {
    "": "全部", "overdue": "逾期", "soon": "即将到期", "pending": "未办未逾期", "backfill": "待补录", "met": "已办",
    "late": "逾期已办", "undated": "未定期限", "unmet": "未办", "owed": "应办", "attention": "逾期和即将到期",
}  # fmt: skip


DUTY_HEADS = (
    ("单位", 28), ("地区", 30), ("类别", 8), ("事项", 34), ("预案", 30), ("依据", 34), ("期限", 16), ("已过天数", 10),
    ("状态", 14), ("标注", 16),
)  # fmt: skip


@blueprint.get("/coverage", endpoint="overview")
@needs(Permission.COVERAGE_VIEW)
def overview_page() -> ResponseReturnValue:
    """The figures of a region, by child and group, or by kind of unit."""
    scope = current_scope()
    if not scope.regions:
        return redirect(url_for("coverage.duties"))
    question = asked(scope, scope.regions[0])
    shown = overview(scope, question.view, question.by)
    words = {"group_words": GROUP_WORDS, "kind_words": UNIT_KIND_LABELS}
    places = roots(scope) if len(scope.regions) > 1 else []
    choices = [
        ("region", "按地区"),
        ("kind", "按单位类别"),
        *([("unit", "按单位")] if lists_units(question.view) else []),
    ]
    return render_template(
        "coverage/overview.html", shown=shown, asked=question, recomputing=is_recomputing(), places=places,
        page=page_of(shown.lines, asked_page(), LINES), by_choices=choices, by_word=BY_WORDS[shown.by], **words,
    )  # fmt: skip


@blueprint.get("/coverage/sheet.xlsx")
@needs(Permission.COVERAGE_VIEW)
def overview_sheet() -> ResponseReturnValue:
    """The same rows and columns as Excel."""
    scope = current_scope()
    if not scope.regions:
        return redirect(url_for("coverage.duties_sheet"))
    question = asked(scope, scope.regions[0])
    shown = overview(scope, question.view, question.by)
    heads, rows = overview_rows(shown)
    columns = [Column(head, 22 if place == 0 else 8) for place, head in enumerate(heads)]
    content = workbook(f"{shown.name}覆盖率", _subtitle(shown), columns, rows, has_samples=shown.has_samples)
    return send_document(content, f"{shown.name}覆盖率{question.view.on}.xlsx", SHEET)


def _subtitle(shown: Overview) -> list[str]:
    shares = "；".join(f"{GROUP_LABELS[Group(group)]} {each.ratio(group)}" for group, each in shown.groups.items())
    first = f"基准日 {shown.view.on}；{shown.block_word}；{shown.law_word}"
    return [first, f"{shown.view.word}。", f"已办比（各计各的）：{shares}", *recomputing_lines(), *shown.counting]


@blueprint.get("/coverage/duties")
@needs(Permission.COVERAGE_VIEW)
def duties() -> ResponseReturnValue:
    """The duties behind a number."""
    scope, question = current_scope(), asked(current_scope())
    name = place_of(scope, question.view.region)
    page = duty_page(scope, question.view, question.wanted, asked_page())
    words = {"groups": GROUP_WORDS, "kinds": UNIT_KIND_LABELS, "lights": FILTERS, "light_words": LIGHT_WORDS}
    return render_template(
        "coverage/duties.html", page=page, asked=question, name=name, recomputing=is_recomputing(),
        back=question.view.region if scope.covers(question.view.region) else None, **words,
    )  # fmt: skip


@blueprint.get("/coverage/duties.xlsx")
@needs(Permission.COVERAGE_VIEW)
def duties_sheet() -> ResponseReturnValue:
    """The same duties as Excel, all pages, with the filter printed."""
    scope, question = current_scope(), asked(current_scope())
    name = place_of(scope, question.view.region)
    found = all_lines(scope, question.view, question.wanted)
    rows = [duty_cells(one) for one in found]
    asked_for = f"基准日 {question.view.on}；筛选：{_filter_words(question)}；共 {len(rows)} 条"
    lines = [asked_for, f"{question.view.word}。", *recomputing_lines()]
    samples = holds_samples(scope, question.view.region, question.wanted.unit_id)
    content = workbook(f"{name}应办事项", lines, [Column(*head) for head in DUTY_HEADS], rows, has_samples=samples)
    return send_document(content, f"{name}应办事项{file_days(question.view)}.xlsx", SHEET)


def duty_cells(line: DutyLine) -> tuple[str | int | None, ...]:
    """One duty as a row of the workbook: what the page shows of it."""
    provisional, sample = "暂定" if line.row.provisional else "", "示例" if line.sample else ""
    marks = (provisional, f"缺演 {line.missed} 期" if line.missed else "", sample)
    return (
        line.unit_name, line.path, line.group_word, line.rule.title, line.subject, line.rule.article, line.due_word,
        line.days_over or None, LIGHT_WORDS[line.light], "、".join(mark for mark in marks if mark),
    )  # fmt: skip


def _filter_words(question: Asked) -> str:
    wanted = question.wanted
    kinds = {kind.value: word for kind, word in UNIT_KIND_LABELS.items()}
    words = [FILTERS.get(wanted.light, ""), GROUP_WORDS.get(wanted.group, ""), kinds.get(wanted.kind, ""), wanted.rule]
    words += ["本级" if wanted.own else "", f"{wanted.after} 之后转为逾期" if wanted.after else ""]
    return "、".join(word for word in words if word) or "全部"


@blueprint.get("/coverage/duties/<int:duty_id>")
@needs(Permission.COVERAGE_VIEW)
def duty(duty_id: int) -> ResponseReturnValue:
    """The reason of one light: rule, article, facts, dates, who recorded them when."""
    scope = current_scope()
    line = get_line(scope, duty_id, asked_day("on") or clock.today(), asked_moment())
    view = View(line.row.region_code, line.on, line.known_at)
    return render_template(
        "coverage/duty.html", line=line, view=view, reasons=explain(line), light_words=LIGHT_WORDS,
        recomputing=is_recomputing(),
    )  # fmt: skip
