"""Questions about the text of a plan, whom it is like, and what a reviewer says of them."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go, part
from emergency.base.asked import asked_text
from emergency.base.errors import Forbidden
from emergency.base.tabled import exportable
from emergency.base.web import writing
from emergency.plans.queries import get_plan, title_of, unit_of
from emergency.plans.rules import is_secret
from emergency.texts import actions_remarks, queries_questions
from emergency.texts.doors import blueprint
from emergency.texts.facts import place
from emergency.texts.facts_remarks import ELEMENT, LIST, NOT_YOURS, VERDICT_WORDS, Verdict
from emergency.texts.forms_questions import JudgeForm
from emergency.texts.queries_remarks import get_remark, judges, standing_number
from emergency.texts.stale_facts import STALE_WORDS, Stale

WORDS = {"kind_words": {kind.value: words for kind, words in STALE_WORDS.items()}, "verdict_words": VERDICT_WORDS}


@blueprint.get("/plans/<int:plan_id>/questions")
@needs(Permission.PLAN_VIEW)
@exportable
def questions(plan_id: int) -> ResponseReturnValue:
    """What the scan asks of the newest text of a plan, and whom it is like."""
    scope = current_scope()
    plan = get_plan(scope, plan_id)
    return render_template(
        "texts/questions.html", plan=plan, title=title_of(plan), title_of=title_of, unit=unit_of(plan), place=place,
        text=queries_questions.scanned_text(plan), asked=queries_questions.asked_of(plan),
        alike=queries_questions.alike_of(scope, plan), judges=judges(scope, plan), Verdict=Verdict,
        may_name=judges(scope, plan) and scope.is_office, **WORDS,
    )  # fmt: skip


@blueprint.route("/plans/<int:plan_id>/questions/judge", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def judge(plan_id: int) -> ResponseReturnValue:
    """Confirm or dismiss one hint, named by `kind` and `key`."""
    scope = current_scope()
    plan = get_plan(scope, plan_id)
    if not judges(scope, plan):
        raise Forbidden(NOT_YOURS)
    hint = queries_questions.hint_of(scope, plan, asked_text("kind"), request.args.get("key", "")[:200])
    form = JudgeForm()
    back = url_for("texts.questions", plan_id=plan_id)

    def act() -> None:
        actions_remarks.judge(scope, plan_id, hint, Verdict(form.verdict.data), form.reason.data, seen=form.stood)

    if done(form, act):
        return go(back, f"{VERDICT_WORDS[Verdict(form.verdict.data)]}：{hint.words}。")
    form.seen.data = str(standing_number(plan.id, hint.kind, hint.key))
    return render_template(
        "texts/judge.html", form=form, plan=plan, title=title_of(plan), hint=hint, back=back
    ), form.status


@blueprint.post("/remarks/<int:remark_id>/withdraw")
@needs(Permission.PLAN_CHECK)
def withdraw(remark_id: int) -> ResponseReturnValue:
    """Take back what was said of a hint: it is open again."""
    scope = current_scope()
    plan, row = get_remark(scope, remark_id)
    where = url_for("texts.questions", plan_id=plan.id)
    if row.kind in (ELEMENT, LIST):
        at = row.key if row.kind == ELEMENT else None
        where = url_for("texts.text", plan_id=plan.id, number=plan.latest, at=at)
    with writing():
        actions_remarks.withdraw(scope, remark_id)
    said = "已撤回，按预案名称判断核对清单。" if row.kind == LIST else "已撤回处理，恢复为程序的结果。"
    return go(where, said)


@blueprint.get("/plans/<int:plan_id>/copies/<int:other_id>")
@needs(Permission.PLAN_VIEW)
def beside(plan_id: int, other_id: int) -> ResponseReturnValue:
    """The passages that two plans share, side by side; only for whoever may see both."""
    found = queries_questions.side_by_side(current_scope(), plan_id, other_id)
    return render_template("texts/beside.html", found=found, title_of=title_of, place=place)


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """How many questions about its text are open, for the plan's page."""
    plan = get_plan(scope, plan_id)
    if is_secret(plan.secrecy) or queries_questions.scanned_text(plan) is None:
        return Markup()
    asked = queries_questions.asked_of(plan)
    waiting = [each for each in asked if each.remark is None]
    return part(
        "texts/_of_plan.html", plan=plan, asked=asked, waiting=waiting, kinds=list(Stale),
        weighs=sum(not each.question.mild for each in waiting), alike=queries_questions.alike_of(scope, plan),
        to_mend=[each for each in asked if each.remark is not None and each.remark.verdict == Verdict.CONFIRMED],
    )  # fmt: skip


def version_part(scope: Scope, plan_id: int, number: int) -> Markup:
    """The same beside the papers of the newest version where it is 核对ed; older ones are not scanned."""
    return plan_part(scope, plan_id) if get_plan(scope, plan_id).latest == number else Markup()
