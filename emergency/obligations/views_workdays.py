"""Pages of the working-day table: its years, one year, and a new year looked at before it is kept."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done
from emergency.base.asked import asked_number, asked_page
from emergency.base.desk import Notice
from emergency.base.errors import Refusal
from emergency.base.paging import paginate
from emergency.base.sheet_upload import uploaded_rows
from emergency.base.sheets import workbook
from emergency.base.tabled import exportable
from emergency.base.web import send_document
from emergency.obligations import actions, queries_workdays
from emergency.obligations.doors import blueprint
from emergency.obligations.forms import WorkdaysForm
from emergency.obligations.queries import get_workday_year, missing_year, workday_years
from emergency.obligations.workday_sheet import COLUMNS, HINTS, SHEET_NAME, starting_rows
from emergency.obligations.workday_text import Exceptions, Reading, as_text, read_year, sheet_rows, text_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEITHER = "请选择填好的 Excel 表格，或者粘贴日期。"
BOTH = "表格和粘贴的内容只能用一种，请清空其中一种。"


@blueprint.get("/workdays")
@needs(Permission.LAW_VIEW)
@exportable
def workdays() -> ResponseReturnValue:
    """The years of the working-day table, and the years that are missing."""
    today = clock.today()
    return render_template(
        "obligations/workdays.html",
        page=paginate(workday_years(current_scope()), asked_page()),
        missing=missing_year(today),
        gaps=queries_workdays.gaps(today),
    )


@blueprint.get("/workdays/<int:year>")
@needs(Permission.LAW_VIEW)
def workday_year(year: int) -> ResponseReturnValue:
    """The days of a year that differ from the ordinary week, and what was recorded before."""
    row = get_workday_year(current_scope(), year)
    earlier = queries_workdays.earlier_rows(current_scope(), year)
    return render_template("obligations/workday_year.html", row=row, earlier=earlier)


@blueprint.get("/workdays/template.xlsx")
@needs(Permission.LAW_EDIT)
def workdays_template() -> ResponseReturnValue:
    """The sheet to fill in for a year, with the days that the year of the question already has."""
    year = asked_number("year", clock.today().year + 1)
    days = queries_workdays.days_of(year)
    content = workbook(SHEET_NAME, HINTS, COLUMNS, starting_rows(days, year))
    return send_document(content, f"{year}年工作日表.xlsx", XLSX)


@blueprint.route("/workdays/import", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def import_workdays() -> ResponseReturnValue:
    """Enter a year's working days by file or by pasting: first shown, then kept."""
    form = WorkdaysForm()
    if request.method == "GET":
        _fill(form)
    reading = _read(form) if form.sent() else None
    if reading is None or reading.wrongs:
        return render_template("obligations/workdays_form.html", form=form, reading=reading), form.status
    if form.keep.data and done(form, lambda: _enter(form, reading.days)):
        flash(f"{form.year.data}年工作日表已录入，暂定的期限随之重新计算。", "success")
        return redirect(url_for("obligations.workday_year", year=form.year.data), 303)
    return _preview(form, reading)


def missing_year_notice(scope: Scope) -> list[Notice]:
    """For those who can enter it: next year is missing from 1 November on, or this year is. Fills `desk_notice`."""
    year = missing_year(clock.today()) if scope.may(Permission.LAW_EDIT) else None
    if year is None:
        return []
    said = f"{year}年放假安排尚未录入，涉及该年的期限只能暂定。通知公布后请及时录入。"
    return [Notice(said, url_for("obligations.import_workdays", year=year), "录入")]


def _fill(form: WorkdaysForm) -> None:
    """The year that is asked for or missing; of one that is entered already, its days to be corrected."""
    form.year.data = asked_number("year") or missing_year(clock.today()) or clock.today().year
    form.days.data = as_text(queries_workdays.days_of(form.year.data))


def _read(form: WorkdaysForm) -> Reading | None:
    """What the form brings; a refusal and every wrong row stand on the form."""
    try:
        actions.refuse_year_out_of_reach(form.year.data)
        reading = read_year(_rows(form), form.year.data)
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    if reading.wrongs:
        said = f"有 {len(reading.wrongs)} 处需要改正，见上面逐条列出的内容，没有保存任何一行。"
        form.refuse(Refusal(said, "sheet" if form.brings_sheet else "days"))
        form.keep.data = ""
    return reading


def _rows(form: WorkdaysForm) -> list[tuple[int, list[str]]]:
    if form.brings_sheet and form.days.data:
        raise Refusal(BOTH, "sheet")
    if form.brings_sheet:
        return [(number, list(cells)) for number, cells in sheet_rows(uploaded_rows(form.sheet.data.stream, "sheet"))]
    if not form.days.data:
        raise Refusal(NEITHER, "sheet")
    return [(number, list(parts)) for number, parts in text_rows(form.days.data)]


def _enter(form: WorkdaysForm, days: Exceptions) -> None:
    actions.enter_workdays(current_scope(), form.year.data, days, form.notice.data, form.source.data)


def _preview(form: WorkdaysForm, reading: Reading) -> ResponseReturnValue:
    """Nothing is kept yet: the same form comes back closed, with what it would change."""
    form.days.data, form.keep.data = as_text(reading.days), "1"
    change = queries_workdays.change_of(form.year.data, reading.days)
    page = render_template("obligations/workdays_preview.html", form=form, reading=reading, change=change)
    return page, 422 if form.errors else 200
