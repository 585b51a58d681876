"""The advice on screen: for the body and its office, from the register, and none after the day."""

from datetime import date

import pytest
import time_machine
from campaign_cast import body, frozen, opened, say
from places import COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import passed, town_plan
from visitors import text_of

from emergency.assessment.queries_advice import advice_of
from emergency.assessment.queries_campaigns import get_body
from emergency.assessment.rules_campaigns import Side


@pytest.fixture
def room(checklists):
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        yield checklists


def address(campaign_id, more=""):
    return f"/checklists/campaigns/{campaign_id}/bodies/{body(campaign_id, XINGFU).id}/advice{more}"


def told(campaign_id, days=0):
    campaign, found = get_body(COUNTY, campaign_id, body(campaign_id, XINGFU).id)
    return advice_of(COUNTY, campaign, found, days)


def test_a_town_without_a_plan_is_told_to_make_one_with_article_and_days(room, visit):
    campaign_id = opened(as_of=date(2026, 12, 31))
    words = text_of(visit(TOWNSHIP).get(address(campaign_id)))
    assert "编制、审批、印发并登记预案" in words and "第26条" in words and "不倒签日期" in words


def test_what_is_proposed_would_really_be_scored(room):
    campaign_id = opened(as_of=date(2026, 12, 31))
    line = next(line for line in told(campaign_id).lines if line.item.id == "2.2")
    assert line.unit.startswith("幸福乡") and date(2026, 11, 21) < line.deed.earliest <= line.deed.latest
    passed(town_plan())
    assert not [line for line in told(campaign_id).lines if line.item.id == "2.2"]


def test_no_act_is_proposed_where_the_office_has_set_the_points(room):
    campaign_id = opened(as_of=date(2026, 12, 31))
    say(COUNTY, campaign_id, XINGFU, "2.2", Side.OVERRIDE, "1", "另有认定")
    assert not [line for line in told(campaign_id).lines if line.item.id == "2.2"]


def test_fewer_days_mean_fewer_acts(room):
    campaign_id = opened(as_of=date(2026, 12, 31))
    many, few = told(campaign_id, 400).proposal, told(campaign_id, 5).proposal
    assert few.cost <= 5 and few.gain <= many.gain


def test_after_the_day_nothing_is_proposed(room, visit):
    words = text_of(visit(COUNTY).get(address(opened())))
    assert "基准日已过" in words and "最多可多得" not in words


def test_a_sealed_campaign_has_no_advice(room, visit):
    assert "不再提建议" in text_of(visit(COUNTY).get(address(frozen(opened())), 422))


def test_a_stranger_gets_no_advice(room, visit):
    visit(NEIGHBOUR).get(address(opened()), 404)
