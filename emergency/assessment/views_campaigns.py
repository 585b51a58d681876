"""Pages of campaigns: the list, opening one, whom it assesses, its deadline, sealing, and comparing over time."""

from datetime import date

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.assessment import (
    actions_campaigns,
    actions_freeze,
    queries_campaigns,
    queries_compared,
    queries_templates,
)
from emergency.assessment.door import blueprint
from emergency.assessment.facts import AUDIENCE_LABELS
from emergency.assessment.forms_campaigns import CampaignForm, ChangeForm, SealForm, campaign_form
from emergency.assessment.models_campaigns import Campaign
from emergency.assessment.queries_campaigns import BodyFilter, BodyRow, opens
from emergency.assessment.queries_scores import Score, scores_of
from emergency.assessment.rules_campaigns import DRAWN_BY, KIND_WORDS, STATE_WORDS, CampaignKind, CampaignState
from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_number, asked_page, asked_text
from emergency.base.paging import Page
from emergency.base.tabled import exportable
from emergency.units.models_regions import Region
from emergency.units.queries_regions import get_region, paths_of, region_names_on

OPENED = "考核已设好，考核对象和抽查名单已列出。"


@blueprint.get("/campaigns")
@needs(Permission.CHECKLIST_VIEW)
@exportable
def campaigns() -> ResponseReturnValue:
    """The campaigns that the viewer has to do with."""
    scope, year = current_scope(), asked_number("year")
    waiting = asked_text("waiting") == "own"
    page = queries_campaigns.list_campaigns(scope, year, asked_page(), waiting=waiting)
    names = region_names_on({campaign.region_code for campaign in page.items}, clock.today())
    return render_template(
        "assessment/campaigns.html", page=page, names=names, year=year or "", kinds=KIND_WORDS, states=STATE_WORDS,
        region=_own(scope), waiting=waiting,
    )  # fmt: skip


@blueprint.route("/campaigns/new", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_OPEN)
def new_campaign() -> ResponseReturnValue:
    """Open a campaign of a region, by default the viewer's own."""
    scope = current_scope()
    region = get_region(scope, asked_text("region") or _own(scope))
    form, made = _form(scope, region), []

    def act() -> None:
        key, number = form.chosen
        made.append(actions_campaigns.open_campaign(scope, region.code, key, number, form.details()))

    if done(form, act):
        return go(url_for("assessment.campaign", campaign_id=made[0].id), OPENED)
    return render_template("assessment/campaign_new.html", form=form, region=region), form.status


@blueprint.get("/campaigns/<int:campaign_id>")
@needs(Permission.CHECKLIST_VIEW)
@exportable
def campaign(campaign_id: int) -> ResponseReturnValue:
    """Whom it assesses, how far each is, and what was drawn."""
    scope = current_scope()
    found = queries_campaigns.get_campaign(scope, campaign_id)
    wanted = BodyFilter(asked_text("q"), asked_text("audience"), asked_text("drawn"), asked_text("state"))
    page = queries_campaigns.bodies_of(scope, found, wanted, asked_page())
    return render_template(
        "assessment/campaign.html", campaign=found, wanted=wanted, page=page,
        paths=paths_of({row.body.region_code for row in page.items}),
        kinds=KIND_WORDS, states=STATE_WORDS, audiences=AUDIENCE_LABELS, drawn_by=DRAWN_BY,
        live=_live(scope, found, page), template=queries_campaigns.template_of(found),
        version=queries_compared.version_of(found),
        may_open=opens(scope, found.region_code), progress=actions_freeze.progress(found),
        halted=actions_freeze.is_halted(found),
        region_name=region_names_on({found.region_code}, found.as_of).get(found.region_code, ""),
    )  # fmt: skip


@blueprint.route("/campaigns/<int:campaign_id>/change", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_OPEN)
def change_campaign(campaign_id: int) -> ResponseReturnValue:
    """Its name and deadline."""
    scope = current_scope()
    found = queries_campaigns.get_campaign(scope, campaign_id)
    form = ChangeForm(data={"name": found.name, "deadline": found.deadline})
    name, deadline, reason = form.name.data, form.deadline.data, form.reason.data
    if done(form, lambda: actions_campaigns.change_campaign(scope, campaign_id, name, deadline, reason)):
        return go(url_for("assessment.campaign", campaign_id=campaign_id), "已修改。")
    return render_template("assessment/campaign_change.html", form=form, campaign=found), form.status


@blueprint.route("/campaigns/<int:campaign_id>/freeze", methods=["GET", "POST"])
@needs(Permission.CHECKLIST_OPEN)
def freeze_campaign(campaign_id: int) -> ResponseReturnValue:
    """Seal it, once and for ever."""
    scope = current_scope()
    found = queries_campaigns.get_campaign(scope, campaign_id)
    form = SealForm()
    if done(form, lambda: actions_freeze.start_freeze(scope, campaign_id)):
        return go(url_for("assessment.campaign", campaign_id=campaign_id), "正在封存，请稍候刷新本页。")
    waiting = queries_compared.not_submitted(found)
    return render_template("assessment/campaign_freeze.html", form=form, campaign=found, waiting=waiting), form.status


@blueprint.get("/campaigns/compare")
@needs(Permission.CHECKLIST_VIEW)
def compare_campaigns() -> ResponseReturnValue:
    """The sealed scores of the same bodies beside each other, campaign by campaign."""
    scope = current_scope()
    key, region = asked_text("template"), asked_text("region") or _own(scope)
    table = queries_compared.compared(scope, key, region, asked_page())
    return render_template(
        "assessment/compare.html", table=table, key=key, kinds=KIND_WORDS, templates=queries_compared.used(scope),
    )  # fmt: skip


def _live(scope: Scope, campaign: Campaign, page: Page[BodyRow]) -> dict[int, Score] | None:
    """The scores of one page as they stand, where they are asked for: a second of work for a whole page."""
    if not asked_text("live") or campaign.state != CampaignState.OPEN:
        return None
    return scores_of(scope, campaign, (row.body for row in page.items))


def _own(scope: Scope) -> str:
    return scope.regions[0] if scope.regions else ""


def _form(scope: Scope, region: Region) -> CampaignForm:
    versions = queries_templates.newest_templates(scope)
    choices = [(f"{one.row.key}:{one.row.number}", f"{one.template.title}（第{one.row.number}版）") for one in versions]
    today = clock.today()
    end = date(today.year, 12, 31)
    return campaign_form(
        actions_campaigns.levels_below(region), choices, kind=CampaignKind.ANNUAL.value, year=today.year, as_of=end,
        deadline=end, template=choices[0][0] if choices else "",
    )  # fmt: skip
