"""Pages of the law: the rule catalogue, a rule and its switch, the counting rules."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_page, asked_text
from emergency.base.errors import Refusal
from emergency.base.paging import page_of
from emergency.base.tabled import exportable
from emergency.base.web import writing
from emergency.obligations import actions, queries, queries_local, views_local, views_workdays, wording
from emergency.obligations.counting import sentences
from emergency.obligations.doors import blueprint
from emergency.obligations.forms import ChoiceForm, NumberForm, SwitchForm
from emergency.obligations.local_rules import is_local
from emergency.obligations.queries import RuleFilter
from emergency.obligations.rules import FORCE_LABELS, GROUP_LABELS, RANK_LABELS, Rule, Shape

__all__ = ["blueprint", "views_local", "views_workdays"]

LABELS = {"groups": GROUP_LABELS, "forces": FORCE_LABELS, "ranks": RANK_LABELS}


@blueprint.get("/rules")
@needs(Permission.LAW_VIEW)
@exportable
def catalogue() -> ResponseReturnValue:
    """The rules that fit the filter, and how many are in use."""
    asked = RuleFilter(*(asked_text(name) for name in ("text", "group", "force", "rank", "used")))
    page = page_of(queries.list_rules(current_scope(), asked), asked_page())
    share = queries.rules_in_use(queries.load_rules(), clock.today())
    local = queries_local.local_in_use(queries.load_rules(), clock.today())
    return render_template("obligations/catalogue.html", page=page, asked=asked, share=share, local=local, **LABELS)


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
        is_local=is_local(rule_id),
        weight=queries_local.weight_of(scope, rule_id, clock.today()),
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
    weight = queries_local.weight_of(scope, rule_id, clock.today())
    page = render_template("obligations/switch.html", form=form, line=line, standing=standing, weight=weight)
    return page, form.status


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


def _is_standing(one: Rule) -> bool:
    return all(demand.shape is Shape.STANDING for _, demand in one.demands)
