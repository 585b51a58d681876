"""Pages of the law: the rule catalogue, a rule and its switch, the counting rules, the working-day table."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.asked import asked_page, asked_text
from emergency.base.desk import Notice
from emergency.base.errors import Refusal
from emergency.base.paging import page_of, paginate
from emergency.base.web import writing
from emergency.obligations import actions, queries, wording
from emergency.obligations.counting import sentences
from emergency.obligations.forms import ChoiceForm, NumberForm, SwitchForm, WorkdaysForm
from emergency.obligations.rules import FORCE_LABELS, GROUP_LABELS, RANK_LABELS, Rule, Shape
from emergency.obligations.workday_text import read_exceptions

blueprint = Blueprint("obligations", __name__)
LABELS = {"groups": GROUP_LABELS, "forces": FORCE_LABELS, "ranks": RANK_LABELS}


@blueprint.get("/rules")
@needs(Permission.LAW_VIEW)
def catalogue() -> ResponseReturnValue:
    """The rules that fit the filter, and how many are in use."""
    asked = {name: asked_text(name) for name in ("text", "group", "force", "used")}
    page = page_of(queries.list_rules(current_scope(), **asked), asked_page())
    share = queries.rules_in_use(queries.load_rules(), clock.today())
    return render_template("obligations/catalogue.html", page=page, asked=asked, share=share, **LABELS)


@blueprint.get("/rules/<string:rule_id>")
@needs(Permission.LAW_VIEW)
def rule(rule_id: str) -> ResponseReturnValue:
    """One rule: whom it binds, what it demands, the article, its versions and the office's rows."""
    scope = current_scope()
    line = queries.get_rule(scope, rule_id)
    return render_template(
        "obligations/rule.html",
        line=line,
        standing=_is_standing(line.rule),
        versions=queries.rule_versions(scope, rule_id),
        overrides=queries.overrides_of(scope, rule_id),
        wording=wording,
        **LABELS,
    )


@blueprint.route("/rules/<string:rule_id>/switch", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def switch(rule_id: str) -> ResponseReturnValue:
    """Use or stop using a rule from a day on, with the reason."""
    scope, form = current_scope(), SwitchForm()
    line = queries.get_rule(scope, rule_id)
    if request.method == "GET":
        form.enabled.data = "no" if line.enabled else "yes"
        form.since.data = clock.today()
    if form.sent():
        try:
            with writing():
                actions.switch_rule(
                    scope,
                    rule_id,
                    enabled=form.enabled.data == "yes",
                    since=form.since.data,
                    reason=form.reason.data,
                    due_on=form.due_on.data,
                )
            flash(f"规则 {rule_id} 已更新，各单位的义务随之重新计算。")
            return redirect(url_for("obligations.rule", rule_id=rule_id), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    standing = _is_standing(line.rule)
    return render_template("obligations/switch.html", form=form, line=line, standing=standing), form.status


@blueprint.get("/counting-rules")
@needs(Permission.LAW_VIEW)
def counting() -> ResponseReturnValue:
    """How periods and terms are counted, and since when."""
    lines = queries.counting_lines(current_scope())
    said = sentences(queries.counting_today())
    return render_template("obligations/counting.html", lines=lines, sentences=said)


@blueprint.route("/counting-rules/<string:name>", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def change_counting(name: str) -> ResponseReturnValue:
    """Change one counting rule from a day on."""
    scope = current_scope()
    line = queries.get_counting(scope, name)
    form: Any = ChoiceForm() if isinstance(line.value, bool) else NumberForm()
    form.value.label.text = line.question.question
    if request.method == "GET":
        form.value.data, form.since.data = line.value, clock.today()
    if form.sent():
        try:
            with writing():
                actions.set_counting(scope, name, form.value.data, form.since.data, form.reason.data)
            flash("计算口径已更新，各单位的义务随之重新计算。")
            return redirect(url_for("obligations.counting"), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("obligations/counting_form.html", form=form, line=line), form.status


@blueprint.get("/workdays")
@needs(Permission.LAW_VIEW)
def workdays() -> ResponseReturnValue:
    """The years of the working-day table, and the year that is missing."""
    page = paginate(queries.workday_years(current_scope()), asked_page())
    missing = queries.missing_year(clock.today())
    return render_template("obligations/workdays.html", page=page, missing=missing)


@blueprint.get("/workdays/<int:year>")
@needs(Permission.LAW_VIEW)
def workday_year(year: int) -> ResponseReturnValue:
    """The days of a year that differ from the ordinary week."""
    return render_template("obligations/workday_year.html", row=queries.get_workday_year(current_scope(), year))


@blueprint.route("/workdays/import", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def import_workdays() -> ResponseReturnValue:
    """Enter a year's working days by pasting the notice's days."""
    form = WorkdaysForm()
    if request.method == "GET":
        form.year.data = queries.missing_year(clock.today()) or clock.today().year
    if form.sent():
        try:
            days = _pasted(form)
            with writing():
                actions.enter_workdays(current_scope(), form.year.data, days, form.notice.data, form.source.data)
            flash(f"{form.year.data}年工作日表已录入，暂定的期限随之重新计算。")
            return redirect(url_for("obligations.workday_year", year=form.year.data), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("obligations/workdays_form.html", form=form), form.status


def missing_year_notice(scope: Scope) -> list[Notice]:
    """From 1 November, for those who can enter it: next year's working days are missing. Fills `desk_notice`."""
    year = queries.missing_year(clock.today()) if scope.may(Permission.LAW_EDIT) else None
    if year is None:
        return []
    said = f"{year}年放假安排尚未录入，跨年的期限只能暂定。通知公布后请及时录入。"
    return [Notice(said, url_for("obligations.import_workdays"), "录入")]


def _is_standing(one: Rule) -> bool:
    return all(demand.shape is Shape.STANDING for _, demand in one.demands)


def _pasted(form: WorkdaysForm) -> Any:
    try:
        return read_exceptions(form.days.data, form.year.data)
    except ValueError as fault:
        raise Refusal(str(fault), "days") from fault
