"""Campaigns opened, filled and sealed, for the tests of campaigns."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from places import AIHUI, CITY, COUNTY

from emergency.assessment import queries_campaigns
from emergency.assessment.actions_campaigns import open_campaign
from emergency.assessment.actions_freeze import freeze_job, start_freeze
from emergency.assessment.actions_marks import Said, enter
from emergency.assessment.facts import Audience
from emergency.assessment.models_campaigns import CampaignBody
from emergency.assessment.queries_filled import document_of
from emergency.assessment.rules_campaigns import CampaignDetails, CampaignKind, Side
from emergency.base.database import committed, db

ANNUAL = CampaignDetails(
    "2026年年终考核", CampaignKind.ANNUAL, 2026, date(2026, 11, 20), date(2026, 12, 10),
    frozenset({Audience.COUNTY, Audience.TOWNSHIP, Audience.UNIT}), frozenset({"school", "village"}),
)  # fmt: skip


def opened(scope=COUNTY, region=AIHUI, key="speech", **more):
    """The id of a campaign of the county."""
    with committed():
        return open_campaign(scope, region, key, 0, replace(ANNUAL, **more)).id


def body(campaign_id, subject_id):
    query = db.select(CampaignBody).where(CampaignBody.campaign_id == campaign_id)
    return db.session.scalars(query.where(CampaignBody.subject_id == str(subject_id))).one()


def say(scope, campaign_id, subject_id, item, side=Side.OWN, points=None, reason="已看原件", **more):
    with committed():
        said = Said(reason, points=None if points is None else Decimal(points), **more)
        return enter(scope, campaign_id, body(campaign_id, subject_id).id, item, side, said)


def frozen(campaign_id, scope=COUNTY):
    with committed():
        start_freeze(scope, campaign_id)
    freeze_job({"campaign_id": campaign_id})
    return campaign_id


__all__ = ["ANNUAL", "CITY", "COUNTY", "body", "frozen", "opened", "say"]


def names(campaign_id):
    rows = db.session.scalars(db.select(CampaignBody).where(CampaignBody.campaign_id == campaign_id))
    return {(row.audience, row.name) for row in rows}


def document(campaign_id, subject_id, scope=COUNTY):
    campaign = queries_campaigns.get_campaign(scope, campaign_id)
    return document_of(scope, campaign, body(campaign_id, subject_id))


def item(found, number):
    return next(one for group in found["groups"] for one in group["items"] if one["number"] == number)
