"""Which plans have open questions, which are alike, and the templates that an office knows."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import jobs
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_number, asked_page, asked_text
from emergency.base.errors import Forbidden
from emergency.base.paging import paginate
from emergency.base.tabled import exportable
from emergency.base.web import writing
from emergency.plans.queries import get_plan, title_of
from emergency.texts import actions_templates
from emergency.texts.actions_scan import JOB
from emergency.texts.doors import blueprint
from emergency.texts.forms_questions import TemplateForm
from emergency.texts.queries_open import WORDS, OpenFilter, plans_open
from emergency.texts.queries_questions import kindred, pairs_seen
from emergency.texts.queries_templates import templates_for
from emergency.units.queries_regions import paths_of

ONLY_OFFICES = "公认范本由应急管理机构登记。"


@blueprint.get("/texts/copies")
@needs(Permission.PLAN_CHECK)
@exportable
def copies() -> ResponseReturnValue:
    """The pairs of plans that are alike, of those that the viewer may see, and the templates that are taken off."""
    scope = current_scope()
    page = paginate(pairs_seen(scope), asked_page(), scalars=False)
    templates = templates_for(scope) if scope.is_office else []
    ways = paths_of({row.region_code for row in templates}, own=True)
    own = {row.id for row in templates if scope.covers(row.region_code)}
    return render_template(
        "texts/copies.html", page=page, templates=templates, ways=ways, own=own, title_of=title_of,
        is_office=scope.is_office, comparing=bool(jobs.waiting(JOB)), groups=kindred(scope),
    )  # fmt: skip


@blueprint.get("/texts/questions")
@needs(Permission.PLAN_CHECK)
@exportable
def open_questions() -> ResponseReturnValue:
    """The plans whose text has hints that wait for this reviewer, those that lack what the law names first."""
    scope = current_scope()
    what = asked_text("what")
    wanted = OpenFilter(asked_text("region")[:12], what if what in WORDS else "")
    page = paginate(plans_open(scope, wanted), asked_page(), scalars=False)
    ways = paths_of({row.Unit.region_code for row in page.items}, own=True)
    return render_template("texts/open.html", page=page, ways=ways, title_of=title_of, wanted=wanted, words=WORDS)


@blueprint.route("/texts/templates/new", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def new_template() -> ResponseReturnValue:
    """Name a template: the text of the plan that is asked for, or words pasted in."""
    scope = current_scope()
    if not scope.is_office:
        raise Forbidden(ONLY_OFFICES)
    number = asked_number("plan")
    plan = get_plan(scope, number) if number else None
    form = TemplateForm(data={"name": title_of(plan)} if plan and request.method == "GET" else None)
    form.region.choices = [(code, way) for code, way in paths_of(set(scope.regions), own=True).items()]
    if plan is not None:
        del form.text
    text = "" if plan is not None else None

    def act() -> None:
        words = form.text.data or "" if text is None else text
        actions_templates.name_template(
            scope, form.region.data, form.name.data, form.reason.data, text=words, plan_id=number or None
        )

    if done(form, act):
        return go(url_for("texts.copies"), "范本已登记，正在后台重新比对。")
    return render_template(
        "texts/template.html", form=form, plan=plan, title=title_of(plan) if plan else ""
    ), form.status


@blueprint.post("/texts/templates/<int:template_id>/end")
@needs(Permission.PLAN_CHECK)
def end_template(template_id: int) -> ResponseReturnValue:
    """End a template of the viewer's own region."""
    scope = current_scope()
    if not scope.is_office:
        raise Forbidden(ONLY_OFFICES)
    with writing():
        actions_templates.end_template(scope, template_id)
    return go(url_for("texts.copies"), "范本已撤销，正在后台重新比对。")
