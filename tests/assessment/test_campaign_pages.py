"""Campaigns on screen: opened, filled by both sides, sealed, compared; what each role sees of them."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
import time_machine
from campaign_cast import ANNUAL, body, frozen, opened, say
from places import AIHUI, CITY, COUNTY, EDUCATION, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import passed, town_plan
from pypdf import PdfReader
from visitors import text_of
from whole_cast import scan

from emergency.assessment.actions_marks import bring
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.rules_campaigns import CampaignKind, Side
from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.kinds import Kind

LIST = "/checklists/campaigns"
FIELDS = {
    "name": "2026年年终考核", "kind": "annual", "year": "2026", "template": "speech:1", "as_of": "2026-11-20",
    "deadline": "2026-12-10", "levels": ["county", "township", "unit"], "kinds": ["village"], "sample": "1",
}  # fmt: skip


@pytest.fixture
def room(checklists):
    with time_machine.travel("2026-11-21T04:00:00Z", tick=False):
        yield checklists


def at(campaign_id, subject=XINGFU, more=""):
    return f"{LIST}/{campaign_id}/bodies/{body(campaign_id, subject).id}{more}"


def test_a_county_opens_a_campaign_and_sees_whom_it_assesses(room, visit):
    response = visit(COUNTY).post(f"{LIST}/new?region={AIHUI}", FIELDS)
    words = text_of(visit(COUNTY).get(response.location))
    assert "幸福乡" in words and "抽中" in words and "种子" in words


def test_what_is_missing_keeps_the_form(room, visit):
    fields = {**FIELDS, "levels": [], "sample": "", "name": "长" * 300}
    page = visit(COUNTY).post(f"{LIST}/new?region={AIHUI}", fields, 422)
    assert "最多 100 个字" in page.get_data(as_text=True)
    assert db.session.scalars(db.select(Campaign)).all() == []


def test_the_list_shows_each_its_own(room, visit):
    opened()
    assert "2026年年终考核" in text_of(visit(TOWNSHIP).get(LIST))
    assert "还没有考核" in text_of(visit(NEIGHBOUR).get(LIST))


def test_the_sheet_shows_both_sides_and_the_way_to_the_rows(room, visit):
    passed(town_plan())
    campaign_id = opened()
    say(TOWNSHIP, campaign_id, XINGFU, "3.2", points="3", reason="名单齐全")
    say(COUNTY, campaign_id, XINGFU, "3.2", Side.REVIEW, "2", "抽查一村未传到")
    page = visit(COUNTY).get(at(campaign_id))
    assert "名单齐全" in text_of(page) and "抽查一村未传到" in text_of(page)
    link = page.select_one("#item-2\\.2 a[href*='/rows']")
    rows = text_of(visit(COUNTY).get(link["href"]))
    assert link.get_text() == "1 / 1" and "幸福乡" in rows


def test_each_role_is_offered_what_it_may_do(room, visit):
    campaign_id = opened()
    town, county = visit(TOWNSHIP).get(at(campaign_id)), visit(COUNTY).get(at(campaign_id))
    assert town.select("a[href$='/own']") and not town.select("a[href$='/review']")
    assert county.select("a[href$='/review']") and county.select("a[href$='/items/2.2/override']")


def test_a_keeper_fills_its_own_sheet_on_the_page(room, visit):
    campaign_id = opened()
    unit = next(row for row in db.session.scalars(db.select(CampaignBody)) if row.unit_kind == "village")
    mine = visit(keeper(unit.unit_id))
    mine.post(at(campaign_id, unit.subject_id, "/items/3.3/own"), {"papers": "信息报告制度", "reason": "已张贴"})
    words = text_of(mine.get(at(campaign_id, unit.subject_id)))
    assert "已张贴" in words and "缺：时限和联系方式表" in words


def test_counts_entered_before_come_back_in_the_form(room, visit):
    campaign_id = opened()
    visit(TOWNSHIP).post(at(campaign_id, more="/items/3.5/own"), {"fault_1": "2", "reason": "误报两次"})
    page = visit(TOWNSHIP).get(at(campaign_id, more="/items/3.5/own"))
    assert page.select_one("[name=fault_1]")["value"] == "2" and page.select_one("[name=fault_0]")["value"] == "0"


def test_handing_in_too_early_is_told_what_is_missing(room, visit):
    campaign_id = opened()
    page = visit(TOWNSHIP).post(at(campaign_id, more="/submit"), {}, 422)
    assert "还有 3 条没有自评" in page.get_data(as_text=True)


def test_a_line_department_sees_its_units_and_enters_nothing(room, visit):
    campaign_id = opened()
    visit(EDUCATION).get(at(campaign_id), 404)
    visit(EDUCATION).fetch(at(campaign_id, more="/items/3.2/own"), 403)


def test_sealing_on_the_page_is_done_by_the_worker(room, visit):
    campaign_id = opened()
    assert "没有报送自评" in text_of(visit(COUNTY).get(f"{LIST}/{campaign_id}/freeze"))
    visit(COUNTY).post(f"{LIST}/{campaign_id}/freeze")
    assert "正在封存" in text_of(visit(COUNTY).get(f"{LIST}/{campaign_id}"))
    db.session.rollback()
    while work_once():
        pass
    assert "已封存" in text_of(visit(COUNTY).get(f"{LIST}/{campaign_id}"))
    visit(COUNTY).post(f"{LIST}/{campaign_id}/freeze", {}, 422)


def test_the_sealed_document_is_fetched_word_for_word(room, visit):
    campaign_id = frozen(opened())
    found = visit(TOWNSHIP).fetch(at(campaign_id, more="/snapshot.json"))
    query = db.select(CampaignSnapshot).where(CampaignSnapshot.body_id == body(campaign_id, XINGFU).id)
    sealed = db.session.scalars(query).one().sha256
    assert hashlib.sha256(found.data).hexdigest() == sealed
    assert sealed in text_of(visit(TOWNSHIP).get(at(campaign_id)))


def test_a_paper_is_taken_down_on_the_page(room, visit):
    campaign_id = opened()
    with committed():
        kept = keep_made("名单.pdf", BytesIO(scan("名单")), Kind.PDF, 1)
        bring(TOWNSHIP, campaign_id, body(campaign_id, XINGFU).id, "3.2", [kept], date(2026, 11, 18))
    form = visit(TOWNSHIP).get(at(campaign_id)).select_one("form[action$='/take-down']")
    assert not visit(COUNTY).get(at(campaign_id)).select("#item-3\\.2 .tag-warn")
    visit(TOWNSHIP).post(form["action"])
    assert "名单.pdf" not in text_of(visit(TOWNSHIP).get(at(campaign_id)))


def test_a_paper_comes_with_its_day_on_the_page(room, visit):
    campaign_id = opened()
    fields = {"secrecy": "internal", "stated_on": "2026-05-01", "files": (BytesIO(scan("名单")), "名单.pdf")}
    visit(TOWNSHIP).post(at(campaign_id, more="/items/3.2/papers"), fields)
    words = text_of(visit(COUNTY).get(at(campaign_id)))
    assert "名单.pdf" in words and "补录 204 天" in words
    page = visit(TOWNSHIP).post(at(campaign_id, more="/items/3.2/papers"), {"secrecy": "classified"}, 422)
    assert "涉密" in page.get_data(as_text=True)


def test_the_paper_of_a_body_prints(room, visit):
    found = visit(TOWNSHIP).fetch(at(opened(), more="/paper.pdf"))
    assert "幸福乡" in PdfReader(BytesIO(found.data)).pages[0].extract_text()


def test_sealed_campaigns_stand_beside_each_other(room, visit):
    half = frozen(opened(name="2026年半年考核", kind=CampaignKind.HALF, as_of=date(2026, 6, 30)))
    annual = opened()
    for number in ("3.2", "3.3", "3.5"):
        say(COUNTY, annual, XINGFU, number, Side.REVIEW, "3" if number == "3.2" else None)
    frozen(annual)
    words = text_of(visit(COUNTY).get(f"{LIST}/compare"))
    assert "2026年半年 2026-06-30" in words and "2026年年终 2026-11-20" in words and "待评" in words
    history = text_of(visit(TOWNSHIP).get(at(annual, more="/history")))
    assert "预警信息能传到村（社区）和单位" in history and half != annual


def test_nothing_sealed_says_so(room, visit):
    assert "还没有封存的考核" in text_of(visit(CITY).get(f"{LIST}/compare"))


def test_a_campaign_is_renamed_with_a_reason(room, visit):
    campaign_id = opened()
    fields = {"name": "𠮷林考核", "deadline": "2026-12-20", "reason": "延期"}
    visit(COUNTY).post(f"{LIST}/{campaign_id}/change", fields)
    assert "𠮷林考核" in text_of(visit(COUNTY).get(f"{LIST}/{campaign_id}"))
    assert ANNUAL.name not in text_of(visit(COUNTY).get(LIST))


def test_the_desk_counts_the_campaigns_that_wait_for_ones_own_score(room, visit):
    campaign_id = opened()
    counter = visit(TOWNSHIP).get("/").select_one("a[href$='waiting=own']")
    assert counter.b.get_text() == "1" and "考核待自评" in counter.get_text()
    assert "2026年年终考核" in text_of(visit(TOWNSHIP).get(counter["href"]))
    for number in ("3.2", "3.3", "3.5"):
        say(TOWNSHIP, campaign_id, XINGFU, number, points="3" if number == "3.2" else None)
    visit(TOWNSHIP).post(at(campaign_id, more="/submit"))
    assert not visit(TOWNSHIP).get("/").select("a[href$='waiting=own']")
    assert not visit(CITY).get("/").select("a[href$='waiting=own']")
