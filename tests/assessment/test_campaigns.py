"""A campaign lists its bodies, draws its sample and hears both sides."""

import hashlib
from datetime import date
from decimal import Decimal as D
from io import BytesIO

import pytest
import yaml
from campaign_cast import ANNUAL, body, document, item, names, opened, say
from checklist_cases import TOP
from places import AIHUI, CITY, COUNTY, EDUCATION, HEIHE, NEIGHBOUR, NENJIANG, TOWNSHIP, XINGFU, keeper
from plan_cast import passed, town_plan
from whole_cast import scan

from emergency.assessment import queries_campaigns, rules_campaigns
from emergency.assessment.actions import seed_template
from emergency.assessment.actions_campaigns import change_campaign
from emergency.assessment.actions_marks import bring, give_back, submit, take_down, unfilled
from emergency.assessment.facts import Audience
from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.queries_campaigns import BodyFilter
from emergency.assessment.rules_campaigns import Side
from emergency.audit.queries import acts_on
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.base.storage import store
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.kinds import Kind
from emergency.evidence.models import Paper


def test_a_campaign_lists_the_bodies_of_the_wanted_levels(room):
    found = names(opened())
    assert ("county", "爱辉区") in found and ("township", "幸福乡") in found
    assert {audience for audience, _ in found} == {"county", "township", "unit"}


def test_what_stands_apart_is_not_assessed(room):
    assert not [name for _, name in names(opened()) if "农场" in name]


def test_only_wanted_kinds_of_unit_are_assessed(room):
    rows = db.session.scalars(db.select(CampaignBody).where(CampaignBody.campaign_id == opened()))
    assert {row.unit_kind for row in rows} <= {"", "school", "village"}


def test_bodies_without_items_are_left_out(room):
    with committed():
        hechi = (TOP / "seeds/reference/checklists/example-hechi.yaml").read_text("utf-8")
        seed_template(system_scope(), yaml.safe_load(hechi))
    assert {audience for audience, _ in names(opened(key="example-hechi"))} == {"township"}


def test_a_range_without_anybody_is_refused(room):
    with pytest.raises(Refusal, match="没有适用条目的考核对象"):
        opened(levels=frozenset({Audience.UNIT}), kinds=frozenset({"hospital"}))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"name": "长" * 300}, "1 到 100 个字，现有 300 字"),
        ({"name": ""}, "1 到 100 个字"),
        ({"as_of": date(2025, 11, 20)}, "应在 2026 年内"),
        ({"deadline": date(2030, 1, 1)}, "考核年度或次年内"),
        ({"levels": frozenset()}, "至少一类"),
        ({"levels": frozenset({Audience.UNIT}), "sample": 2}, "抽查的是乡镇"),
    ],
)
def test_details_that_cannot_be_are_refused(room, more, told):
    with pytest.raises(Refusal, match=told):
        opened(**more)


def test_a_name_with_a_rare_character_is_kept(room):
    campaign_id = opened(name="𠮷林年终考核")
    assert queries_campaigns.get_campaign(COUNTY, campaign_id).name == "𠮷林年终考核"


def test_a_county_opens_its_own_region_only(room):
    with pytest.raises(NotFound):
        opened(COUNTY, NENJIANG)
    with pytest.raises(NotFound):
        opened(COUNTY, HEIHE)
    with pytest.raises(Forbidden):
        opened(TOWNSHIP, XINGFU)


def test_the_sample_can_be_drawn_again_from_its_seed(room):
    campaign_id = opened(CITY, HEIHE, sample=1, seed="2026-11-20")
    rows = db.session.scalars(db.select(CampaignBody).where(CampaignBody.campaign_id == campaign_id)).all()
    towns = [row.subject_id for row in rows if row.audience == "township"]
    by_county = {code[:6]: [town for town in towns if town[:6] == code[:6]] for code in towns}
    first = {
        min(found, key=lambda code: hashlib.sha256(f"2026-11-20:{code}".encode()).hexdigest())
        for found in by_county.values()
    }
    assert {row.subject_id for row in rows if row.drawn} == first and len(first) == len(by_county)
    assert "种子 2026-11-20" in acts_on("campaign", str(campaign_id))[0].sentence


def test_a_county_with_fewer_towns_gives_all_it_has():
    assert rules_campaigns.draw({"a": ["1"], "b": ["2", "3", "4"]}, 2, "s") >= {"1"}


def test_both_sides_stand_beside_each_other_and_the_review_counts(room):
    campaign_id = opened()
    say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="3", reason="名单齐全")
    say(COUNTY, campaign_id, XINGFU, "3.2", Side.REVIEW, "2", "抽查一村未传到")
    found = item(document(campaign_id, XINGFU), "3.2")
    assert (found["self"]["score"], found["review"]["score"], found["score"]) == ("3", "2", "2")
    assert found["review"]["reason"] == "抽查一村未传到" and found["self"]["by"] == TOWNSHIP.name


def test_until_the_review_the_own_points_count(room):
    campaign_id = opened()
    say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="3")
    assert item(document(campaign_id, XINGFU), "3.2")["score"] == "3"


def test_a_computed_score_is_overridden_with_a_reason_that_shows(room):
    passed(town_plan())
    campaign_id = opened()
    say(COUNTY, campaign_id, XINGFU, "2.2", Side.OVERRIDE, "4", "预案照抄他乡")
    found = item(document(campaign_id, XINGFU), "2.2")
    assert (found["computed"], found["score"], found["override"]["points"]) == ("6", "4", "4")
    assert "台账算得6分，改为4分：预案照抄他乡" in found["remarks"][0]


def test_an_override_wants_a_reason(room):
    with pytest.raises(Refusal, match="依据或理由"):
        say(COUNTY, opened(), XINGFU, "2.2", Side.OVERRIDE, "4", " ")


@pytest.mark.parametrize(("number", "why"), [("4.3", "还没有督办事项登记"), ("1.5", "无应办对象")])
def test_what_the_register_gives_no_score_for_is_not_overridden(room, number, why):
    campaign_id = opened()
    with pytest.raises(Refusal, match=f"没有算出得分.*{why}"):
        say(COUNTY, campaign_id, XINGFU, number, Side.OVERRIDE, "3", "都办了")
    assert item(document(campaign_id, XINGFU), number)["score"] is None


def test_a_paper_that_states_a_day_to_come_is_refused(room):
    campaign_id = opened()
    with pytest.raises(Refusal, match="2026-11-30 还没有到"), committed():
        bring(TOWNSHIP, campaign_id, body(campaign_id, XINGFU).id, "3.3", [], date(2026, 11, 30))


def test_a_seed_in_wide_figures_is_the_same_seed(room, visit):
    page = "/checklists/campaigns/new?region=231102000000"
    days = {"year": "2026", "as_of": "2026-11-20", "deadline": "2026-12-10"}
    told = {"name": "考核", "kind": "annual", "template": "speech:1", "levels": "township", "sample": "1"} | days
    visit(COUNTY).post(page, told | {"seed": "７７"})
    assert db.session.scalars(db.select(Campaign.seed)).one() == "77"


@pytest.mark.parametrize(
    ("scope", "side"), [(TOWNSHIP, Side.REVIEW), (TOWNSHIP, Side.OVERRIDE), (EDUCATION, Side.REVIEW)]
)
def test_nobody_reviews_oneself(room, scope, side):
    with pytest.raises((Forbidden, NotFound)):
        say(scope, opened(), XINGFU, "2.2" if side is Side.OVERRIDE else "3.2", side, "1")


def test_a_neighbour_sees_nothing(room):
    campaign_id = opened()
    with pytest.raises(NotFound):
        queries_campaigns.get_campaign(NEIGHBOUR, campaign_id)
    with pytest.raises(NotFound):
        queries_campaigns.get_body(NEIGHBOUR, campaign_id, body(campaign_id, XINGFU).id)


def test_a_keeper_sees_and_fills_its_own_unit_only(room):
    campaign_id = opened()
    unit = next(row for row in db.session.scalars(db.select(CampaignBody)) if row.unit_id)
    mine = keeper(unit.unit_id)
    campaign = queries_campaigns.get_campaign(mine, campaign_id)
    assert [row.body.id for row in queries_campaigns.bodies_of(mine, campaign, BodyFilter()).items] == [unit.id]
    say(mine, campaign_id, unit.subject_id, "3.3", ticked=("信息报告制度",))
    with pytest.raises(NotFound):
        say(mine, campaign_id, XINGFU, "3.2", points="1")


@pytest.mark.parametrize("points", ["-1", "3.5", None])
def test_points_beyond_the_item_are_refused(room, points):
    with pytest.raises(Refusal, match="得分"):
        say(TOWNSHIP, opened(), XINGFU, "3.2", points=points)


def test_an_item_that_the_register_counts_has_no_own_score(room):
    with pytest.raises(NotFound):
        say(TOWNSHIP, opened(), XINGFU, "2.2", points="1")


def test_the_own_score_is_handed_in_whole_or_not_at_all(room):
    campaign_id = opened()
    town = body(campaign_id, XINGFU)
    with pytest.raises(Refusal, match=r"还有 3 条没有自评：3\.2、3\.3、3\.5"), committed():
        submit(TOWNSHIP, campaign_id, town.id)
    say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="3")
    for number in ("3.3", "3.5"):
        say(TOWNSHIP, campaign_id, XINGFU, number)
    with committed():
        submit(TOWNSHIP, campaign_id, body(campaign_id, XINGFU).id)
    assert unfilled(queries_campaigns.get_campaign(COUNTY, campaign_id), body(campaign_id, XINGFU)) == []
    with pytest.raises(Refusal, match="已经报送"):
        say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="1")


def test_what_was_given_back_may_be_changed(room):
    campaign_id = opened()
    for number in ("3.2", "3.3", "3.5"):
        say(TOWNSHIP, campaign_id, XINGFU, number, points="2" if number == "3.2" else None)
    with committed():
        submit(TOWNSHIP, campaign_id, body(campaign_id, XINGFU).id)
    with committed():
        give_back(COUNTY, campaign_id, body(campaign_id, XINGFU).id, "请补名单")
    assert body(campaign_id, XINGFU).returned == "请补名单"
    say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="1")


def test_after_the_deadline_nothing_more_is_entered_until_it_is_moved(room):
    campaign_id = opened(deadline=date(2026, 11, 20))
    with pytest.raises(Refusal, match="已于 2026-11-20 截止"):
        say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="3")
    with committed():
        change_campaign(COUNTY, campaign_id, ANNUAL.name, date(2026, 11, 25), "大雪停电")
    say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="3")


def with_paper(campaign_id):
    received = keep_made("预警传播名单.pdf", BytesIO(scan("名单")), Kind.PDF, 1)
    with committed():
        bring(TOWNSHIP, campaign_id, body(campaign_id, XINGFU).id, "3.2", [received], date(2026, 5, 1))
    return received


def test_a_paper_stands_behind_its_item_with_both_days(room):
    campaign_id = opened()
    received = with_paper(campaign_id)
    line = item(document(campaign_id, XINGFU), "3.2")["evidence"][0]
    assert (line["name"], line["happened"], line["received"]) == ("预警传播名单.pdf", "2026-05-01", "2026-11-21")
    assert line["late_days"] == 204 and line["sha256"] == received.sha256 and line["gone"] == ""


def test_a_file_that_is_gone_from_the_disk_is_said(room):
    campaign_id = opened()
    received = with_paper(campaign_id)
    store().path(received.sha256).unlink()
    line = item(document(campaign_id, XINGFU), "3.2")["evidence"][0]
    assert "已不在服务器上" in line["gone"]


def test_a_paper_that_was_taken_down_stands_behind_nothing(room):
    campaign_id = opened()
    with_paper(campaign_id)
    with committed():
        take_down(TOWNSHIP, campaign_id, body(campaign_id, XINGFU).id, db.session.scalars(db.select(Paper.id)).one())
    assert item(document(campaign_id, XINGFU), "3.2")["evidence"] == []


def test_a_region_without_units_says_so(room, monkeypatch):
    campaign_id = opened()
    monkeypatch.setattr("emergency.assessment.queries_snapshot.counted_units", lambda *_: {})
    assert any("没有计入口径的单位" in note for note in document(campaign_id, XINGFU)["notes"])


def test_a_paper_belongs_to_the_government_of_the_place(room):
    with_paper(opened())
    paper = db.session.scalars(db.select(Paper)).one()
    assert paper.region_code == XINGFU and paper.subject_kind == "campaign"


def test_the_totals_wait_for_people_and_then_scale(room):
    campaign_id = opened()
    assert document(campaign_id, XINGFU)["totals"]["scaled"] is None
    for number in ("3.2", "3.3", "3.5"):
        say(COUNTY, campaign_id, XINGFU, number, Side.REVIEW, "3" if number == "3.2" else None)
    totals = document(campaign_id, XINGFU)["totals"]
    assert D(totals["scaled"]) == (D(totals["score"]) / D(totals["applicable"]) * 100).quantize(D("0.1"))


def test_the_county_of_the_campaign_is_seen_by_the_city(room):
    campaign_id = opened()
    assert document(campaign_id, AIHUI, CITY)["body"]["name"] == "爱辉区"


@pytest.mark.parametrize("side", ["review", "override"])
def test_the_page_of_the_office_is_closed_to_the_body_itself(room, visit, side):
    number = opened()
    item_id = "2.2" if side == "override" else "3.3"
    sheet = f"/checklists/campaigns/{number}/bodies/{body(number, XINGFU).id}"
    visit(TOWNSHIP).fetch(f"{sheet}/items/{item_id}/{side}", 403)
