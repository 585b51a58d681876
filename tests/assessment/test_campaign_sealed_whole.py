"""What stands behind sealed figures is sealed with them, and all of a campaign comes from one state of the register."""

import shutil

import pytest
from campaign_cast import body, document, frozen, item, opened
from pack_cast import SMALL_TOWN, town_with_plan
from places import NEIGHBOUR, NENJIANG

from emergency.assessment import actions_freeze, queries
from emergency.assessment.actions_freeze import freeze_job, is_halted, start_freeze
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.queries_campaigns import get_body, get_campaign, snapshot_row
from emergency.assessment.queries_pack import bodies_of, order_for
from emergency.assessment.queries_sealed import digest_of, rows_in
from emergency.audit.queries import acts_on
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.base.jobs import Job


@pytest.fixture
def campaign(room):
    yield opened(NEIGHBOUR, NENJIANG)
    shutil.rmtree(room.config["SETTINGS"].instance / "sealing", ignore_errors=True)


def papers(number):
    order = order_for(*get_body(NEIGHBOUR, number, body(number, SMALL_TOWN).id))
    return [piece.name for piece in next(bodies_of(NEIGHBOUR, order)).evidence["2.2"].pieces]


def rows(number):
    subject = queries.region_subject(NEIGHBOUR, SMALL_TOWN)
    found = rows_in(NEIGHBOUR, get_campaign(NEIGHBOUR, number), subject, "2.2")
    return None if found is None else [(row.owed, row.done) for row in found]


def begun(number):
    with committed():
        start_freeze(NEIGHBOUR, number)


def test_papers_behind_a_figure_are_those_of_the_sealing(campaign):
    town_with_plan()
    frozen(campaign, NEIGHBOUR)
    assert papers(campaign) == ["小镇预案.pdf"]


def test_papers_that_come_later_are_not_behind_a_sealed_figure(campaign):
    frozen(campaign, NEIGHBOUR)
    town_with_plan()
    assert papers(campaign) == [] and rows(campaign) == [(1, 0)]


def test_the_page_of_rows_tells_what_was_sealed(campaign, visit):
    frozen(campaign, NEIGHBOUR)
    town_with_plan()
    page = visit(NEIGHBOUR).get(f"/checklists/regions/{SMALL_TOWN}/items/2.2/rows?campaign={campaign}&show=lacking")
    assert "明细是封存时的" in page.text and "第2.2条缺1" in page.text


def test_of_an_open_campaign_nothing_is_sealed(campaign):
    assert rows(campaign) is None


def test_the_hash_of_what_stands_behind_is_on_the_trail(campaign):
    frozen(campaign, NEIGHBOUR)
    row = snapshot_row(body(campaign, SMALL_TOWN))
    assert digest_of(row.behind) in acts_on("campaign_body", str(row.body_id))[0].sentence


def test_a_sealing_that_goes_on_later_reads_the_register_of_its_beginning(campaign):
    begun(campaign)
    actions_freeze._drafts(campaign)
    town_with_plan()
    freeze_job({"campaign_id": campaign})
    assert item(document(campaign, SMALL_TOWN, NEIGHBOUR), "2.2")["figure"]["done"] == 0


def test_the_copy_goes_when_all_is_sealed(campaign, room):
    frozen(campaign, NEIGHBOUR)
    assert list((room.config["SETTINGS"].instance / "sealing").iterdir()) == []


def test_a_body_that_cannot_be_sealed_is_named_and_the_others_are_sealed(campaign):
    with committed():
        db.session.execute(db.update(CampaignBody).where(CampaignBody.kind == "unit").values(audience="nobody"))
    begun(campaign)
    with pytest.raises(Refusal, match=r"有 \d+ 份没有封存成"):
        freeze_job({"campaign_id": campaign})
    assert db.session.get_one(Campaign, campaign).state == "sealing"
    assert snapshot_row(body(campaign, SMALL_TOWN)) is not None


def test_a_sealing_given_up_is_told_and_goes_on(campaign, visit):
    begun(campaign)
    with committed():
        db.session.scalars(db.select(Job).where(Job.key == f"campaign-freeze-{campaign}")).one().state = "failed"
    assert is_halted(db.session.get_one(Campaign, campaign))
    assert "继续封存" in visit(NEIGHBOUR).get(f"/checklists/campaigns/{campaign}").text
    begun(campaign)
    assert not is_halted(db.session.get_one(Campaign, campaign))
    freeze_job({"campaign_id": campaign})
    assert db.session.scalars(db.select(CampaignSnapshot)).first() is not None
