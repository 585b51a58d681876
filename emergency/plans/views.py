"""The pages of plans: the list, one plan, registering and changing it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from emergency.base import slots
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go, part
from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.web import writing
from emergency.evidence.facts import ROLE_LABELS, SECRECY_LABELS
from emergency.obligations.facts import PLAN_LINE_LABELS, PlanLine
from emergency.plans import (
    actions,
    queries,
    queries_filings,
    queries_forms,
    queries_list,
    queries_page,
    views_acts,
    views_check,
    views_commission,
    views_filing,
    views_forms,
    views_list,
    views_triggers,
    views_versions,
    views_villages,
)
from emergency.plans.checking import who_checks
from emergency.plans.dates import clockless, hints
from emergency.plans.doors import blueprint, noticed, shown
from emergency.plans.filing_forms import FORM_TITLES
from emergency.plans.filled import details_of, edit_form, register_form
from emergency.plans.queries_list import PlanFilter
from emergency.plans.rules import cover_names, is_secret, kind_names
from emergency.plans.rules_triggers import IMPORTANT
from emergency.plans.words import CONCLUSION_LABELS, EVENT_CLASS_LABELS, HAZARD_LABELS
from emergency.units.facts import UnitKind
from emergency.units.queries import get_unit
from emergency.units.regionkinds import Level
from emergency.units.rules import level_of

__all__ = [
    "blueprint",
    "views_acts",
    "views_check",
    "views_commission",
    "views_filing",
    "views_forms",
    "views_list",
    "views_triggers",
    "views_versions",
    "views_villages",
]


@blueprint.get("/plans/<int:plan_id>")
@needs(Permission.PLAN_VIEW)
def page(plan_id: int) -> ResponseReturnValue:
    """One plan: what it is, whom it binds, its versions, what was done with it, what is owed for it."""
    scope = current_scope()
    plan = queries.get_plan(scope, plan_id)
    unit, latest = queries.unit_of(plan), queries.latest_revision(plan)
    filings, parties = queries_filings.filings_of([plan.id]), queries_filings.parties_of(scope, plan)
    return render_template(
        "plans/page.html",
        standings=queries_filings.standings(filings, {plan.id: plan}),
        answerable={row.id for row in filings if queries_filings.may_answer(scope, plan, row)},
        parties=parties,
        filing_forms=queries_forms.forms_of(plan),
        form_titles=FORM_TITLES,
        may_file=queries.owns(scope, plan) or any(party.may_enter for party in parties),
        plan=plan,
        unit=unit,
        latest=latest,
        title=queries.title_of(plan),
        secret=is_secret(plan.secrecy),
        versions=queries_page.versions_of(plan),
        bodies=queries_page.body_words(plan),
        superior=queries_page.superior_of(scope, plan),
        owns=queries.owns(scope, plan),
        discardable=queries.is_untouched_draft(plan, latest),
        can_check=queries_list.can_check(scope, unit, latest),
        may_reopen=queries_list.can_reopen(scope, unit),
        who_checks=who_checks(queries.holder_of(unit)),
        appoint=queries_page.appointment(scope, unit, latest),
        parts=slots.page_part("plan").call(scope, plan_id),
        form=Form(),
    )


@blueprint.route("/units/<int:unit_id>/plans/new", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def new(unit_id: int) -> ResponseReturnValue:
    """Register a plan of a unit with its first version."""
    scope = current_scope()
    unit = get_unit(scope, unit_id)
    form, made = register_form(unit), []

    def act() -> None:
        details, told = details_of(scope, form), form.told()
        made.append(actions.register(scope, unit_id, details, told, form.given(), submit=form.submit_now.data))

    if done(form, act):
        said = f"已登记：{queries.title_of(made[0])}。"
        return go(url_for("plans.page", plan_id=made[0].id), said, *_odd(form), *noticed(form))
    return shown("register.html", form, unit=unit, village=unit.kind == UnitKind.VILLAGE)


@blueprint.route("/plans/<int:plan_id>/edit", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def edit(plan_id: int) -> ResponseReturnValue:
    """Change what was told of the plan itself."""
    scope = current_scope()
    plan, unit = queries.get_own_plan(scope, plan_id)
    form = edit_form(plan, unit)
    if done(form, lambda: actions.edit_plan(scope, plan_id, details_of(scope, form, plan), seen=form.version)):
        return go(url_for("plans.page", plan_id=plan_id), "已保存。")
    return shown("edit.html", form, plan=plan, title=queries.title_of(plan))


@blueprint.post("/plans/<int:plan_id>/submit")
@needs(Permission.PLAN_EDIT)
def submit(plan_id: int) -> ResponseReturnValue:
    """Hand the newest version in."""
    try:
        with writing():
            revision = actions.submit(current_scope(), plan_id)
        flash("已收存。" if revision.recorded else "已提交，等待核对。", "success")
    except Refusal as refusal:
        flash(refusal.sentence, "warning")
    return redirect(url_for("plans.page", plan_id=plan_id), 303)


def unit_part(scope: Scope, unit_id: int) -> Markup:
    """The plans of a unit, for the unit's page."""
    found = queries_list.list_plans(scope, PlanFilter(unit_id=unit_id))
    return part("plans/_of_unit.html", page=found, unit_id=unit_id, **words())


def region_part(scope: Scope, code: str) -> Markup:
    """How many plans a region has, and for a township the way to its villages."""
    number = queries_list.count_plans(scope, PlanFilter(region=code))
    batch = level_of(code) is Level.TOWNSHIP and scope.may(Permission.VILLAGE_RECORD)
    return part("plans/_of_region.html", code=code, number=number, batch=batch)


@blueprint.context_processor
def words() -> dict[str, object]:
    """The words that the pages of this room use."""
    return {
        "kind_names": kind_names, "cover_names": cover_names,
        "line_words": PLAN_LINE_LABELS, "secrecy_words": SECRECY_LABELS,
        "event_words": EVENT_CLASS_LABELS, "hazard_words": HAZARD_LABELS, "role_words": ROLE_LABELS,
        "important": IMPORTANT, "conclusion_words": CONCLUSION_LABELS,
        "title_of": queries.title_of, "state_words": queries_list.STATES,
    }  # fmt: skip


def _odd(form: Form) -> tuple[str, ...]:
    return (*hints(form.dates()), *clockless(PlanLine(form.line.data), form.dates()))
