"""A reviewer's word on the chapter check: hints confirmed or dismissed, finds overruled, the list chosen."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import Forbidden, NotFound
from emergency.plans import queries as plans
from emergency.texts import actions_remarks
from emergency.texts.doors import blueprint
from emergency.texts.elements import subkinds_of
from emergency.texts.facts import FOUND_WORDS, Part, State, place
from emergency.texts.facts_remarks import ELEMENT, LIST, NOT_YOURS, VERDICT_WORDS, Hint, Subkind, Verdict
from emergency.texts.forms_questions import JudgeForm, ListForm, OverruleForm
from emergency.texts.queries_elements import choice_of, hint_of, look, subject_of
from emergency.texts.queries_remarks import judges, standing_number


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/elements/<string:element>", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def judge_element(plan_id: int, number: int, element: str) -> ResponseReturnValue:
    """Confirm, dismiss or overrule what the check says of one element; remembered for later versions too."""
    scope = current_scope()
    plan, revision = plans.get_revision(scope, plan_id, number)
    if not judges(scope, plan):
        raise Forbidden(NOT_YOURS)
    looked = {each: look(plan, revision, each) for each in Part}
    found = next(((each, one) for each, text in looked.items() if (one := hint_of(text, element))), None)
    if found is None:
        abort(404)
    at, (group, hint) = found
    form = OverruleForm() if hint.found.state is State.FOUND else JudgeForm()
    told = Hint(ELEMENT, element, f"{group.grade_word}“{hint.element.name}”{FOUND_WORDS[hint.found.state]}")
    where = url_for("texts.text", plan_id=plan_id, number=number, at=element, part=at.value)

    def act() -> None:
        verdict, reason = Verdict(form.verdict.data), form.reason.data or ""
        actions_remarks.judge(scope, plan_id, told, verdict, reason, revision_id=revision.id, seen=form.stood)

    if done(form, act):
        return go(where, f"已记下：“{hint.element.name}”。这份预案以后的版本也按此处理，可以撤回。")
    form.seen.data = str(standing_number(plan.id, ELEMENT, element))
    return render_template(
        "texts/element.html", form=form, plan=plan, revision=revision, title=plans.title_of(plan), group=group,
        hint=hint, where=where, found_words=FOUND_WORDS, place=place, text=(shown := looked[at]) and shown.text,
    ), form.status  # fmt: skip


@blueprint.route("/plans/<int:plan_id>/list", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def choose_list(plan_id: int) -> ResponseReturnValue:
    """Choose which list the plan is held against, where the register can't tell."""
    scope = current_scope()
    plan = plans.get_plan(scope, plan_id)
    if not judges(scope, plan):
        raise Forbidden(NOT_YOURS)
    offered = subkinds_of(subject_of(plan))
    if not offered:
        raise NotFound
    chosen = choice_of(plan)
    form = ListForm(data={"verdict": chosen.verdict} if chosen else None)
    form.offer(offered)
    where = url_for("texts.text", plan_id=plan_id, number=plan.latest)

    def act() -> None:
        subkind = Subkind(form.verdict.data)
        told = Hint(LIST, LIST, "核对清单")
        actions_remarks.judge(scope, plan_id, told, subkind, form.reason.data or "", seen=form.stood)

    if done(form, act):
        return go(where, f"已改按{VERDICT_WORDS[form.verdict.data]}核对。")
    form.seen.data = str(standing_number(plan.id, LIST, LIST))
    return render_template(
        "texts/list.html", form=form, plan=plan, title=plans.title_of(plan), where=where
    ), form.status
