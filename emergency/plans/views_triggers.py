"""Circumstances for revision: the list, one of them, recording, confirming, dismissing and answering it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go, part
from emergency.base.asked import asked_number, asked_page, asked_text
from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.sheets import workbook
from emergency.base.web import send_document, writing
from emergency.obligations.facts import PlanLine
from emergency.plans import actions_triggers, actions_undecide, queries, queries_triggers
from emergency.plans.cited import ways
from emergency.plans.doors import blueprint, shown
from emergency.plans.forms_triggers import (
    ConfirmTriggerForm,
    DecideForm,
    DismissForm,
    KeepForm,
    SecretDismissForm,
    SecretKeepForm,
    SecretUndecideForm,
    UndecideForm,
    answer_form,
    decide_form,
    trigger_form,
)
from emergency.plans.queries_triggers import TriggerFilter, TriggerLine
from emergency.plans.rules import is_secret
from emergency.plans.rules_triggers import (
    ACT_WORDS,
    ARTICLE_OF_LINE,
    ASKED_WORDS,
    KIND_WORDS,
    MEANINGS,
    SHOWN_WORDS,
    WAITING,
    Shown,
    TriggerState,
)
from emergency.plans.sheet_triggers import COLUMNS, filter_words, line_of
from emergency.units.queries_regions import paths_of

UNDECIDED = "误登、理由不再成立的才撤销。撤销后恢复到决定以前：已确认的重新显示为应当修订，待确认的重新等待确认。"
CONFIRMED = "确认后，预案应当修订；经研究不修订的，须有签署的理由。"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {
    "kind_names_of": KIND_WORDS,
    "shown_words": SHOWN_WORDS,
    "act_words_of": ACT_WORDS,
    "asked_words": ASKED_WORDS,
}


@blueprint.get("/plans/triggers")
@needs(Permission.PLAN_VIEW)
def triggers() -> ResponseReturnValue:
    """The circumstances that fit the filter, in pages."""
    scope, wanted = current_scope(), _wanted()
    page = queries_triggers.list_triggers(scope, wanted, asked_page())
    regions = paths_of({line.unit.region_code for line in page.items}, own=True)
    told = filter_words(wanted, _way(scope, wanted.region))
    form = decide_form(page.items) if wanted.state == Shown.DRAFT and scope.may(Permission.PLAN_EDIT) else None
    return render_template(
        "plans/triggers/list.html", page=page, wanted=wanted, ways=regions, told=told, form=form, **WORDS
    )


@blueprint.post("/plans/triggers/decide")
@needs(Permission.PLAN_EDIT)
def decide_triggers() -> ResponseReturnValue:
    """Confirm or dismiss several drafts at once, as when one change of law concerns every village's plan."""
    form, decided = DecideForm(), 0
    try:
        with writing():
            decided = actions_triggers.decide_many(current_scope(), form.chosen_ids, form.reason_given)
        flash(f"已办理 {decided} 条。", "success")
    except Refusal as refusal:
        flash(refusal.sentence, "warning")
    return redirect(url_for("plans.triggers", state=Shown.DRAFT.value), 303)


@blueprint.get("/plans/triggers/export")
@needs(Permission.PLAN_VIEW)
def export_triggers() -> ResponseReturnValue:
    """Exactly these rows as Excel, the filter printed above them."""
    scope, wanted = current_scope(), _wanted()
    lines = queries_triggers.all_triggers(scope, wanted)
    regions = paths_of({line.unit.region_code for line in lines}, own=True)
    told = f"筛选：{filter_words(wanted, _way(scope, wanted.region))}；共 {len(lines)} 条；导出日期 {clock.today()}"
    rows = [line_of(line, regions.get(line.unit.region_code, "")) for line in lines]
    content = workbook("修订情形", [told], COLUMNS, rows, has_samples=any(line.plan.sample for line in lines))
    return send_document(content, f"预案修订情形{clock.today():%Y%m%d}.xlsx", XLSX)


@blueprint.get("/triggers/<int:trigger_id>")
@needs(Permission.PLAN_VIEW)
def trigger(trigger_id: int) -> ResponseReturnValue:
    """One circumstance: what it rests on, what was done about it, what can be done now."""
    scope = current_scope()
    line = queries_triggers.get_line(scope, trigger_id)
    return render_template("plans/triggers/page.html", **_of(line), **WORDS, ways=ways(scope, line.rows),
                           works=queries_triggers.works_on(scope, line))  # fmt: skip


@blueprint.route("/plans/<int:plan_id>/triggers/new", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def new_trigger(plan_id: int) -> ResponseReturnValue:
    """Record one."""
    scope = current_scope()
    plan, _unit = queries.get_own_plan(scope, plan_id)
    form = trigger_form(plan, secret=is_secret(plan.secrecy))
    made: list[Any] = []
    if done(form, lambda: made.append(actions_triggers.record_trigger(scope, plan_id, form.told()))):
        found, joined = made[0]
        said = "已并入同一情形的记录，两项事实都列在下面。" if joined else "修订情形已登记。"
        return go(url_for("plans.trigger", trigger_id=found.id), said)
    article = ARTICLE_OF_LINE[PlanLine(plan.line)]
    told = f"依据{article}。同一情形已有未办结记录的，并入那一条。"
    return _form_page(form, plan, "登记修订情形", told, url_for("plans.page", plan_id=plan_id))


@blueprint.route("/triggers/<int:trigger_id>/confirm", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def confirm_trigger(trigger_id: int) -> ResponseReturnValue:
    """Take it as true."""
    line = _own(trigger_id)
    form = ConfirmTriggerForm(data={"seen": str(line.trigger.version), "day": line.trigger.day})
    scope = current_scope()
    if done(form, lambda: actions_triggers.confirm_trigger(scope, trigger_id, form.day.data, seen=form.version)):
        return _back(trigger_id, "已确认。请修订预案，或登记不修订的决定。")
    return _act_page(form, line, "确认修订情形", told=CONFIRMED, submit="确认")


@blueprint.route("/triggers/<int:trigger_id>/dismiss", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def dismiss_trigger(trigger_id: int) -> ResponseReturnValue:
    """Say why it is none."""
    line = _own(trigger_id)
    form = (SecretDismissForm if is_secret(line.plan.secrecy) else DismissForm)(data={"seen": _seen(line)})
    scope = current_scope()
    if done(form, lambda: actions_triggers.dismiss_trigger(scope, trigger_id, form.reason.data, seen=form.version)):
        return _back(trigger_id, "已登记为不属于修订情形，原因保留。")
    return _act_page(form, line, "不属于修订情形", "记录和原因保留，同一事实不再提示。")


@blueprint.route("/triggers/<int:trigger_id>/keep", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def keep_plan(trigger_id: int) -> ResponseReturnValue:
    """Answer by a signed decision not to revise."""
    line = _own(trigger_id)
    form = (SecretKeepForm if is_secret(line.plan.secrecy) else KeepForm)(data={"seen": _seen(line)})
    scope = current_scope()
    if done(form, lambda: actions_triggers.keep_plan(scope, trigger_id, form.told(), seen=form.version)):
        return _back(trigger_id, "不修订的决定已登记。")
    return _act_page(form, line, "登记不修订的决定", "写明理由，由负责人签署；上级机构可以看到。")


@blueprint.route("/triggers/<int:trigger_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def undecide(trigger_id: int) -> ResponseReturnValue:
    """Withdraw a decision: a signed one not to revise, or that it was none."""
    line = _own(trigger_id)
    form = (SecretUndecideForm if is_secret(line.plan.secrecy) else UndecideForm)(data={"seen": _seen(line)})
    scope = current_scope()
    if done(form, lambda: actions_undecide.withdraw_decision(scope, trigger_id, form.reason.data, seen=form.version)):
        return _back(trigger_id, "决定已撤销，恢复到决定以前；原决定保留在操作日志。")
    return _act_page(form, line, "撤销决定", UNDECIDED, "撤销决定", tone="danger")


@blueprint.route("/triggers/<int:trigger_id>/answer", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def answer_trigger(trigger_id: int) -> ResponseReturnValue:
    """Name a version that is there already as the answer."""
    line = _own(trigger_id)
    form = answer_form(queries.revisions_of(line.plan), line.trigger.version)
    scope = current_scope()

    def act() -> None:
        actions_triggers.answer_with_version(scope, trigger_id, int(form.number.data), seen=form.version)

    if done(form, act):
        return _back(trigger_id, "已登记答复的版本；这一版核对通过后计为已修订。")
    return _act_page(form, line, "登记由哪一版答复", "版本的日期不能早于情形发生日期。")


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """The circumstances of a plan, for its page; the page has loaded the plan through the scope."""
    plan = queries.get_plan(scope, plan_id)
    lines = queries_triggers.lines_of_plan(plan)
    rows = [row for line in lines for row in line.rows]
    return part(
        "plans/triggers/part.html", plan=plan, lines=lines, ways=ways(scope, rows), owns=queries.owns(scope, plan),
        article=ARTICLE_OF_LINE[PlanLine(plan.line)], **WORDS,
    )  # fmt: skip


def place_part(scope: Scope, place: int | str) -> Markup:
    """How many circumstances of a unit or a region wait, with the way to them; nothing where none does."""
    asked: dict[str, Any] = {"unit": place} if isinstance(place, int) else {"region": place}
    wanted = TriggerFilter(region=asked.get("region", ""), unit_id=asked.get("unit"), state=WAITING)
    number = queries_triggers.count_triggers(scope, wanted) if scope.may(Permission.PLAN_VIEW) else 0
    if not number:
        return Markup()
    asked["state"] = WAITING
    return part("plans/triggers/place.html", number=number, asked=asked)


def _own(trigger_id: int) -> TriggerLine:
    scope = current_scope()
    line = queries_triggers.get_line(scope, trigger_id)
    queries.get_own_plan(scope, line.plan.id)
    return line


def _seen(line: TriggerLine) -> str:
    return str(line.trigger.version)


def _back(trigger_id: int, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("plans.trigger", trigger_id=trigger_id), 303)


def _of(line: TriggerLine) -> dict[str, Any]:
    side = PlanLine(line.plan.line)
    meaning = MEANINGS[side][line.kind]
    return {"line": line, "plan": line.plan, "title": queries.title_of(line.plan), "meaning": meaning,
            "article": ARTICLE_OF_LINE[side], "draft": line.trigger.state == TriggerState.DRAFT}  # fmt: skip


def _act_page(
    form: Form, line: TriggerLine, heading: str, told: str, submit: str = "保存", tone: str = "primary"
) -> ResponseReturnValue:
    back = url_for("plans.trigger", trigger_id=line.trigger.id)
    said = f"{KIND_WORDS[line.kind]}，{line.trigger.day}。{told}"
    more = {"line": line, "ways": ways(current_scope(), line.rows), "submit": submit, "tone": tone}
    return _form_page(form, line.plan, heading, said, back, **more)


def _form_page(form: Form, plan: Any, heading: str, told: str, back: str, **more: Any) -> ResponseReturnValue:
    title = queries.title_of(plan)
    words = {"line": None, "submit": "保存", "tone": "primary", **more}
    return shown("triggers/act.html", form, owner=plan, title=title, heading=heading, told=told, back=back, **words)


def _wanted() -> TriggerFilter:
    return TriggerFilter(
        region=asked_text("region")[:12],
        unit_id=asked_number("unit") or None,
        kind=_one_of("kind", {kind.value for kind in KIND_WORDS}),
        state=_one_of("state", set(ASKED_WORDS)),
        text=asked_text("text"),
    )


def _one_of(name: str, known: set[str]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""


def _way(scope: Scope, code: str) -> str:
    return paths_of([code], own=True).get(code, "") if code and scope.covers(code) else ""
