"""Pages of the office's own rules: by guided form or file, looked at with what they would demand, kept, ended."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done
from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.obligations import actions_local, queries_local, wording
from emergency.obligations.doors import blueprint
from emergency.obligations.forms_local import EndForm, LocalRuleForm, RuleFileForm, RuleTextForm
from emergency.obligations.local_guide import fault_in, row_of
from emergency.obligations.local_rules import as_text, next_number, read_text
from emergency.obligations.rules import FORCE_LABELS, RANK_LABELS

NEITHER = "请选择规则文件，或者粘贴规则文本。"
BOTH = "文件和文本只能用一种，请清空其中一种。"
NOT_UTF8 = "文件不是 UTF-8 编码的文本，请另存为 UTF-8 后重新选择。"


@blueprint.route("/local-rules/new", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def add_local() -> ResponseReturnValue:
    """A local rule asked step by step, then looked at."""
    form = LocalRuleForm()
    if request.method == "GET":
        form.valid_from.data = clock.today()
    if form.sent():
        answers = form.answers(next_number(queries_local.rule_ids()))
        if fault := fault_in(answers):
            form.refuse(Refusal(fault[1], fault[0]))
        else:
            return _looked_at(form, [row_of(answers)], "local_form.html")
    return render_template("obligations/local_form.html", form=form), form.status


@blueprint.route("/local-rules/file", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def add_local_file() -> ResponseReturnValue:
    """Local rules by file or text, refused whole with every fault named, then looked at."""
    form = RuleFileForm()
    if form.sent():
        try:
            rows = _rows_of(_brought(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _looked_at(form, rows, "local_file.html")
    return render_template("obligations/local_file.html", form=form), form.status


@blueprint.route("/rules/<string:rule_id>/correct", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def correct_local(rule_id: str) -> ResponseReturnValue:
    """The text of a local rule, to be corrected or carried on by a new version, then looked at."""
    versions = queries_local.get_local(current_scope(), rule_id)
    form = RuleFileForm()
    if request.method == "GET":
        form.text.data = as_text(versions)
    if form.sent():
        try:
            rows = _rows_of(form.text.data or "")
            _refuse_others(rows, rule_id)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _looked_at(form, rows, "local_correct.html", rule_id=rule_id)
    return render_template("obligations/local_correct.html", form=form, rule_id=rule_id), form.status


@blueprint.post("/local-rules/keep")
@needs(Permission.LAW_EDIT)
def keep_local() -> ResponseReturnValue:
    """Keep what was looked at, with the reason."""
    form = RuleTextForm()
    kept: list[str] = []
    if done(form, lambda: kept.extend(_keep(form))):
        flash(f"本地规则 {'、'.join(kept)} 已保存，各单位的义务随之重新计算。", "success")
        return redirect(url_for("obligations.rule", rule_id=kept[0]), 303)
    return _preview(form)


@blueprint.route("/rules/<string:rule_id>/end", methods=["GET", "POST"])
@needs(Permission.LAW_EDIT)
def end_local(rule_id: str) -> ResponseReturnValue:
    """Let a local rule end from a day on."""
    scope, form = current_scope(), EndForm()
    versions = queries_local.get_local(scope, rule_id)
    if request.method == "GET":
        form.ends.data = clock.today()
    if done(form, lambda: actions_local.end_rule(scope, rule_id, form.ends.data, form.reason.data)):
        flash(f"本地规则 {rule_id} 的失效日期已登记，各单位的义务随之重新计算。", "success")
        return redirect(url_for("obligations.rule", rule_id=rule_id), 303)
    weight = queries_local.weight_of(scope, rule_id, clock.today())
    return render_template("obligations/local_end.html", form=form, last=versions[-1], weight=weight), form.status


def _keep(form: RuleTextForm) -> list[str]:
    return actions_local.keep_rules(current_scope(), _rows_of(form.text.data), form.reason.data)


def _brought(form: RuleFileForm) -> str:
    """The text of the file or the field. Raises Refusal."""
    chosen = form.file.data if form.file.data and form.file.data.filename else None
    if chosen and form.text.data:
        raise Refusal(BOTH, "file")
    if not chosen and not form.text.data:
        raise Refusal(NEITHER, "file")
    try:
        return chosen.stream.read().decode("utf-8-sig") if chosen else str(form.text.data)
    except UnicodeDecodeError as fault:
        raise Refusal(NOT_UTF8, "file") from fault


def _rows_of(text: str) -> list[Any]:
    try:
        return read_text(text)
    except ValueError as fault:
        raise Refusal(str(fault), "text") from fault


def _refuse_others(rows: Sequence[Any], rule_id: str) -> None:
    if any(not isinstance(row, dict) or row.get("id") != rule_id for row in rows):
        raise Refusal(f"这里只能更正规则 {rule_id}，编号不能改动。", "text")


def _looked_at(form: Form, rows: Sequence[Any], page: str, **values: Any) -> ResponseReturnValue:
    """The preview, or the form again with everything that is wrong with the rules."""
    try:
        queries_local.planned(rows)
    except Refusal as refusal:
        form.refuse(refusal if "text" in form else Refusal(refusal.sentence))
        return render_template(f"obligations/{page}", form=form, **values), form.status
    keep = RuleTextForm(formdata=None)
    keep.text.data = as_text(rows)
    return _preview(keep)


def _preview(form: RuleTextForm) -> ResponseReturnValue:
    """Nothing is kept yet: what the rules say, whom they would bind, and what becomes overdue at once."""
    today = clock.today()
    try:
        trials = queries_local.trials(_rows_of(form.text.data or ""), today)
    except Refusal as refusal:
        trials = []
        if not form.errors:
            form.refuse(refusal)
    words = {"wording": wording, "forces": FORCE_LABELS, "ranks": RANK_LABELS}
    page = render_template("obligations/local_preview.html", form=form, trials=trials, on=today, **words)
    return page, 422 if form.errors else 200
