"""The 示例 register shows sealed campaigns and one that is being filled, and takes them away with the rest."""

from flask import Flask

from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignMark, CampaignSnapshot
from emergency.assessment.snapshot import digest
from emergency.base.database import db
from emergency.demo import remove_demo


def test_a_newcomer_sees_two_sealed_campaigns_with_scores_and_one_open(told: Flask):
    states = db.session.scalars(db.select(Campaign.state).order_by(Campaign.as_of)).all()
    assert states == ["frozen", "frozen", "open"]
    sealed = db.session.scalars(db.select(CampaignSnapshot)).all()
    assert sealed and all(row.score and row.sha256 == digest(row.content) for row in sealed)
    assert all(name.startswith("示例") for name in db.session.scalars(db.select(Campaign.name)))


def test_they_go_with_the_sample_data(told: Flask):
    remove_demo()
    for model in (Campaign, CampaignBody, CampaignMark, CampaignSnapshot):
        assert db.session.scalar(db.select(db.func.count()).select_from(model)) == 0


def test_the_account_of_a_unit_has_something_to_fill_in(told: Flask):
    kinds = db.select(CampaignBody.unit_kind).join(Campaign, Campaign.id == CampaignBody.campaign_id)
    assert "school" in db.session.scalars(kinds.where(Campaign.state == "open")).all()
