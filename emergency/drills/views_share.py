"""集中补录占比 by region and unit, with its formula and the records behind it; and its Excel."""

from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.errors import Refusal
from emergency.base.forms import Form, day_field
from emergency.base.sheets import Column, workbook
from emergency.base.web import send_document, writing
from emergency.drills import rules_share
from emergency.drills.actions_share import set_assessment_day
from emergency.drills.door import blueprint
from emergency.drills.places import Place, place_of
from emergency.drills.queries_share import assessment_day, entries_at, region_names
from emergency.drills.question import FIRST_YEAR, LAST_YEAR, question_of
from emergency.drills.rules_share import Entry, below, first_day, is_concentrated, share_of, shares_by
from emergency.drills.views_list import SHEET
from emergency.units.queries_regions import get_region

MOST_SHOWN = 200
COLUMNS = (
    Column("组织单位", 28), Column("演练名称", 34), Column("举行日期", 12), Column("登记日期", 12),
    Column("相差天数", 10), Column("是否集中补录", 14),
)  # fmt: skip


class DayForm(Form):
    """The day of the year's assessment."""

    day = day_field("考核日", required=True, description="集中补录占比按考核日前30天计算；没有设定的按12月31日。")


@blueprint.get("/drills/share")
@needs(Permission.DRILL_VIEW)
def share() -> ResponseReturnValue:
    """The figure of a place, of its child regions and of its units, and the records behind it."""
    place, on = _asked()
    entries = entries_at(current_scope(), place, on)
    regions = shares_by(entries, on, lambda entry: below(place.region, entry.region_code)) if place.region else {}
    units = shares_by(entries, on, lambda entry: f"{entry.unit_id}")
    behind = [entry for entry in entries if is_concentrated(entry, on)]
    return render_template(
        "drills/share.html", place=place, on=on, since=first_day(on), whole=share_of(entries, on), regions=regions,
        region_names=region_names(regions), units={key: one for key, one in units.items() if one.within},
        quiet=sum(1 for one in units.values() if not one.within), unit_names={str(e.unit_id): e.unit for e in entries},
        behind=behind[:MOST_SHOWN], number=len(behind), formula=rules_share.FORMULA,
    )  # fmt: skip


@blueprint.get("/drills/share.xlsx")
@needs(Permission.DRILL_VIEW)
def share_sheet() -> Response:
    """Every record of the year that the figure is made of, those entered late before the assessment marked."""
    place, on = _asked()
    entries = entries_at(current_scope(), place, on)
    title = f"{place.name}{on.year}年演练集中补录"
    said = [rules_share.FORMULA, f"考核日：{on.isoformat()}；集中补录占比：{share_of(entries, on).sum_words}"]
    content = workbook(
        title, said, COLUMNS, (_cells(entry, on) for entry in entries), has_samples=any(e.sample for e in entries)
    )
    return send_document(content, f"{title}.xlsx", SHEET)


@blueprint.route("/regions/<string:code>/assessment-day", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_EDIT)
def set_day(code: str) -> ResponseReturnValue:
    """Set the day of this year's assessment."""
    scope, year = current_scope(), clock.today().year
    region = get_region(scope, code)
    form = DayForm(data={"day": assessment_day(code, year)})
    if form.sent():
        try:
            with writing():
                set_assessment_day(scope, get_region(scope, code), year, form.day.data)
                where = url_for("drills.share", region=code)
            flash("考核日已设定。", "success")
            return redirect(where, 303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("drills/share_day.html", form=form, region=region, year=year), form.status


def _asked() -> tuple[Place, date]:
    """The place of the address, and its assessment day in the year asked for."""
    question = question_of(request.args)
    place = place_of(current_scope(), question)
    return place, _tried() or assessment_day(place.region or place.within, question.year)


def _tried() -> date | None:
    """Another day to try the figure on; a word that is no day asks for none."""
    try:
        tried = date.fromisoformat(request.args.get("on", "")[:10])
    except ValueError:
        return None
    return tried if FIRST_YEAR <= tried.year <= LAST_YEAR else None


def _cells(entry: Entry, on: date) -> tuple[Any, ...]:
    mark = "是" if is_concentrated(entry, on) else ""
    title = ("【示例】" if entry.sample else "") + entry.title
    return entry.unit, title, entry.held_on, entry.recorded_on, entry.days, mark
