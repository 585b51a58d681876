"""The list of an open campaign tells what each body would score now, when it is asked for."""

import pytest
from campaign_cast import body, document, frozen, opened, say
from places import COUNTY, TOWNSHIP, XINGFU
from plan_cast import passed, town_plan

from emergency.assessment.queries_campaigns import get_campaign
from emergency.assessment.queries_scores import scores_of
from emergency.assessment.rules_campaigns import Side


@pytest.fixture
def campaign(room):
    return opened()


def score(number):
    one = body(number, XINGFU)
    return scores_of(COUNTY, get_campaign(COUNTY, number), [one])[one.id]


def test_the_score_is_that_of_the_sheet(campaign):
    passed(town_plan())
    say(TOWNSHIP, campaign, XINGFU, "3.2", points="2")
    say(COUNTY, campaign, XINGFU, "3.2", Side.REVIEW, "1")
    say(COUNTY, campaign, XINGFU, "2.2", Side.OVERRIDE, "4")
    totals, now = document(campaign, XINGFU)["totals"], score(campaign)
    assert (str(now.points), str(now.applicable), now.waiting) == (
        totals["score"], totals["applicable"], totals["waiting_items"],
    )  # fmt: skip


def test_a_body_that_waits_for_people_is_not_scaled(campaign):
    assert score(campaign).scaled is None and score(campaign).waiting == 3


def test_the_list_asks_only_when_it_is_told_to(campaign, visit):
    page = f"/checklists/campaigns/{campaign}"
    assert "算出本页考核对象现在的得分" in visit(COUNTY).get(page).text
    assert "待评 3 条" in visit(COUNTY).get(f"{page}?live=yes").text


def test_a_sealed_campaign_has_its_sealed_scores_only(campaign, visit):
    frozen(campaign)
    page = visit(COUNTY).get(f"/checklists/campaigns/{campaign}?live=yes").text
    assert "待评 3 条" not in page and "不再变化" in page
