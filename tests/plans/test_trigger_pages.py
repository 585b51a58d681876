"""Circumstances through a browser: the list, the part on the plan's page, the forms, the desk."""

from dataclasses import replace
from datetime import date

import pytest
from counting import statements
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import SECOND_CITY, SECRET_PLAN, passed, second_version, unit_at
from trigger_cast import NAMED, line_of, plan_in_force, raised, recorded, triggers_of
from visitors import text_of

from emergency.base.circumstances import CircumstanceKind
from emergency.base.database import committed
from emergency.plans import actions
from emergency.plans.rules import RevisionDetails
from emergency.plans.rules_triggers import SECRET_SOURCES, Shown
from emergency.plans.words import Act

TYPED = {"kind": "risk", "day": "2026-08-03", "source": "新增两处山洪隐患点"}


@pytest.fixture
def plan(town):
    return plan_in_force()


def test_a_person_records_one_from_the_plans_page(go, plan):
    assert "登记修订情形" in text_of(go(COUNTY).get(f"/plans/{plan.id}"))
    go(COUNTY).post(f"/plans/{plan.id}/triggers/new", TYPED)
    (trigger,) = triggers_of(plan)
    told = text_of(go(COUNTY).get(f"/triggers/{trigger.id}"))
    assert "风险变化" in told and "新增两处山洪隐患点" in told and "国办发〔2024〕5号 第35条" in told


def test_a_day_to_come_keeps_what_was_typed(go, plan):
    answer = go(COUNTY).post(f"/plans/{plan.id}/triggers/new", {**TYPED, "day": "2027-01-01"}, status=422)
    assert "晚于今天" in answer.text and "新增两处山洪隐患点" in answer.text


def test_the_list_is_filtered_by_its_address(go, plan):
    recorded(plan)
    raised(plan)
    page = text_of(go(COUNTY).get("/plans/triggers?state=draft"))
    assert "机构职责调整" in page.split("事实和依据")[-1] and "新增两处" not in page
    assert "没有符合条件" in text_of(go(NEIGHBOUR).get("/plans/triggers"))


def test_the_list_can_be_had_as_excel(go, plan):
    recorded(plan)
    assert go(COUNTY).fetch("/plans/triggers/export?state=waiting").data[:2] == b"PK"


def test_the_keeper_confirms_what_the_register_saw(go, plan):
    (trigger,) = raised(plan)
    keeping = go(keeper(plan.unit_id))
    page = keeping.get(f"/triggers/{trigger.id}/confirm")
    assert page.select_one("input[name=day]")["value"] == "2026-09-01"
    keeping.post(f"/triggers/{trigger.id}/confirm", {"day": "2026-09-01", "seen": "1"})
    assert line_of(trigger).shown is Shown.OPEN


def test_a_dismissal_without_a_reason_comes_back(go, plan):
    (trigger,) = raised(plan)
    go(COUNTY).post(f"/triggers/{trigger.id}/dismiss", {"seen": "1"}, status=422)
    go(COUNTY).post(f"/triggers/{trigger.id}/dismiss", {"seen": "1", "reason": "只是换牌子"})
    assert "只是换牌子" in text_of(go(COUNTY).get(f"/triggers/{trigger.id}"))


def test_who_is_second_gets_the_conflict(go, plan):
    (trigger,) = raised(plan)
    go(COUNTY).post(f"/triggers/{trigger.id}/confirm", {"day": "2026-09-01", "seen": "1"})
    go(TOWNSHIP).post(f"/triggers/{trigger.id}/dismiss", {"seen": "1", "reason": "不算"}, status=409)


def test_a_new_version_names_what_it_answers(go, plan):
    trigger = recorded(plan)
    assert "风险变化" in text_of(go(TOWNSHIP).get(f"/plans/{plan.id}/versions/new"))
    told = {"issued": "2026-10-20", "answers": str(trigger.id), "submit_now": "y", "seen": str(plan.version)}
    go(TOWNSHIP).post(f"/plans/{plan.id}/versions/new", told)
    assert line_of(trigger).shown is Shown.UNDER_WAY
    passed(plan)
    assert "已修订" in text_of(go(COUNTY).get(f"/plans/{plan.id}"))


def test_a_version_that_is_there_can_be_named_later(go, plan):
    trigger = recorded(plan)
    passed(second_version(plan, date(2026, 10, 20)))
    go(COUNTY).get(f"/triggers/{trigger.id}/answer")
    go(COUNTY).post(f"/triggers/{trigger.id}/answer", {"number": "2", "seen": str(trigger.version)})
    assert line_of(trigger).shown is Shown.REVISED


def test_a_signed_decision_is_typed_in(go, plan):
    trigger = recorded(plan)
    told = {"reason": "已在转移路线内", "on": "2026-10-09", "signed_by": "乡长", "seen": str(trigger.version)}
    go(TOWNSHIP).post(f"/triggers/{trigger.id}/keep", told)
    assert "乡长签署" in text_of(go(COUNTY).get(f"/triggers/{trigger.id}"))


def test_of_a_secret_plan_one_chooses_from_fixed_sentences(go, town):
    with committed():
        told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)})
        plan = actions.register(COUNTY, unit_at("231102000000").id, SECRET_PLAN, told)
    plan = passed(plan, scope=SECOND_CITY)
    address = f"/plans/{plan.id}/triggers/new"
    assert not go(COUNTY).get(address).select("textarea")
    go(COUNTY).post(address, {**TYPED, "source": "三处要害"}, status=422)
    go(COUNTY).post(address, {**TYPED, "source": SECRET_SOURCES[0]})


@pytest.mark.parametrize("scope", [CITY, COUNTY, TOWNSHIP])
def test_the_desk_counts_what_waits(go, plan, scope):
    raised(plan)
    page = go(scope).get("/")
    (counter,) = [one for one in page.select(".counter") if "修订情形待确认" in one.get_text()]
    assert counter.b.get_text() == "1"
    assert "机构职责调整" in text_of(go(scope).get(counter.a["href"]))


def test_the_pages_of_unit_and_region_lead_to_what_waits(go, plan):
    raised(plan)
    for address in (f"/units/{plan.unit_id}", f"/regions/{plan.region_code}"):
        page = go(COUNTY).get(address)
        (link,) = [one for one in page.select("main a") if "条修订情形" in one.get_text()]
        assert "机构职责调整" in text_of(go(COUNTY).get(link["href"]))


def test_several_drafts_are_decided_together(go, plan):
    (trigger,) = raised(plan)
    assert go(COUNTY).get("/plans/triggers?state=draft").select("input[form=decide]")
    go(COUNTY).post("/plans/triggers/decide", {"chosen": str(trigger.id), "reason": "与本预案无关"})
    assert line_of(trigger).shown is Shown.DISMISSED


def test_ticking_nothing_is_told(go, plan):
    raised(plan)
    county = go(COUNTY)
    county.post("/plans/triggers/decide", {"reason": ""})
    assert "没有勾选任何一条" in text_of(county.get("/plans/triggers"), "body")


def test_nobody_decides_about_a_strangers(go, plan):
    (trigger,) = raised(plan)
    go(NEIGHBOUR).post("/plans/triggers/decide", {"chosen": str(trigger.id), "reason": ""}, status=404)
    assert line_of(trigger).shown is Shown.DRAFT


def test_the_list_asks_the_same_number_of_questions_however_long(go, plan):
    recorded(plan)
    with statements() as few:
        go(COUNTY).get("/plans/triggers")
    for day in range(1, 6):
        raised(plan, replace(NAMED, kind=list(CircumstanceKind)[day], ref=str(day)))
    with statements() as many:
        go(COUNTY).get("/plans/triggers")
    assert len(many) == len(few)
