"""Versions: a new one, changing one that is not passed yet, further papers."""

from collections.abc import Iterable

from flask import url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound
from emergency.plans import actions, actions_discard, queries
from emergency.plans.actions_triggers import name_answers
from emergency.plans.dates import hints
from emergency.plans.doors import blueprint, noticed, shown
from emergency.plans.filled import version_values
from emergency.plans.forms import BriefForm, EditVersionForm, NewSecretVersionForm, NewVersionForm, PapersForm, Seen
from emergency.plans.forms_triggers import offer_answers
from emergency.plans.queries_triggers import answerable, answered_by
from emergency.plans.rules import is_secret


@blueprint.route("/plans/<int:plan_id>/versions/new", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def new_version(plan_id: int) -> ResponseReturnValue:
    """Register a new version; the old ones stay."""
    scope = current_scope()
    plan, unit = queries.get_own_plan(scope, plan_id)
    secret = is_secret(plan.secrecy)
    form = (NewSecretVersionForm if secret else NewVersionForm)(data={"seen": str(plan.version), "submit_now": True})

    offer_answers(form, answerable(plan))

    def act() -> None:
        papers = () if secret else form.given()
        made = actions.add_revision(scope, plan_id, form.told(), papers, submit=form.submit_now.data, seen=form.version)
        name_answers(scope, plan, made, form.answers.data)

    if done(form, act):
        return go(
            url_for("plans.page", plan_id=plan_id), f"已登记第{plan.latest}版。", *hints(form.dates()), *noticed(form)
        )
    return shown("version.html", form, plan=plan, unit=unit, title=queries.title_of(plan), secret=secret, number=None)


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/edit", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def edit_version(plan_id: int, number: int) -> ResponseReturnValue:
    """Change a version that is a draft or was returned."""
    scope = current_scope()
    plan, unit = queries.get_own_plan(scope, plan_id)
    revision = queries.revision_of(plan, number)
    if revision is None or number != plan.latest:
        raise NotFound
    named = [one.id for one in answered_by(revision)]
    form = EditVersionForm(data={**version_values(plan, revision), "answers": named})
    offer_answers(form, answerable(plan))

    def act() -> None:
        name_answers(scope, plan, actions.edit_revision(scope, plan_id, form.told(), seen=form.version),
                     form.answers.data)  # fmt: skip

    if done(form, act):
        return go(url_for("plans.page", plan_id=plan_id), "已保存，尚未提交。", *hints(form.dates()))
    secret = is_secret(plan.secrecy)
    return shown("version.html", form, plan=plan, unit=unit, title=queries.title_of(plan), secret=secret, number=number)


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/papers", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def add_papers(plan_id: int, number: int) -> ResponseReturnValue:
    """Further papers of a version."""
    scope = current_scope()
    plan, _unit = queries.get_own_plan(scope, plan_id)
    secret = is_secret(plan.secrecy)
    form = (BriefForm if secret else PapersForm)()
    if done(form, lambda: actions.add_papers(scope, plan_id, number, form.given())):
        return go(url_for("plans.page", plan_id=plan_id), "文件已收存。", *noticed(form))
    if queries.revision_of(plan, number) is None:
        raise NotFound
    return shown("papers.html", form, plan=plan, title=queries.title_of(plan), number=number, secret=secret)


@blueprint.route("/plans/<int:plan_id>/discard", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def discard(plan_id: int) -> ResponseReturnValue:
    """Throw a draft away that was never handed in."""
    scope = current_scope()
    plan, unit = queries.get_own_plan(scope, plan_id)
    title, number, unit_id, left = queries.title_of(plan), plan.latest, unit.id, []
    form = Seen(data={"seen": str(plan.version)})
    if done(form, lambda: left.append(actions_discard.discard_draft(scope, plan_id, seen=form.version))):
        stays = left[0] is not None
        where = url_for("plans.page", plan_id=plan_id) if stays else url_for("plans.ledger", unit=unit_id)
        return go(where, f"草稿已删除：{title}第{number}版。")
    return shown(
        "act.html", form, plan=plan, title=title, number=number, heading="删除草稿", tone="danger",
        told="草稿连同它的日期和文件一起删除，不能恢复；日志记下谁删除了什么。",
    )  # fmt: skip


def named_versions(revision_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What versions are called beside their papers, and where they stand. Fills a slot of base."""
    return {
        revision.id: (
            f"{queries.title_of(plan)}第{revision.number}版",
            url_for("plans.page", plan_id=plan.id, _anchor=f"version-{revision.number}"),
        )
        for revision, plan in queries.versions_with_plans(revision_ids)
    }
