"""Each page of plans is whole, shows what is there, and is not found by a stranger."""

from datetime import date

import pytest
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import SECOND_COUNTY, SECRET_PLAN, passed, second_version, town_plan, unit_at, village_plan
from questions import questions
from visitors import text_of

from emergency.base.database import committed
from emergency.plans import actions, actions_acts
from emergency.plans.actions_acts import Evaluation, Filing
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act, Conclusion


def lived_through():
    """A plan with two versions, a filing, a disclosure, an evaluation and a correction."""
    plan = passed(town_plan())
    with committed():
        filing = actions_acts.file_plan(COUNTY, plan.id, 1, Filing(date(2026, 3, 20), "爱辉区人民政府"))
        actions_acts.disclose(TOWNSHIP, plan.id, 1, date(2026, 3, 10), "公示栏")
        actions_acts.evaluate(TOWNSHIP, plan.id, 1, Evaluation(date(2026, 10, 1), "评估组", Conclusion.REVISE))
        actions_acts.correct_act(TOWNSHIP, plan.id, filing.id, date(2026, 3, 25), "笔误")
    return second_version(plan, date(2026, 11, 1))


def test_the_page_of_a_plan_shows_stated_and_received_days(go):
    plan = lived_through()
    words = text_of(go(COUNTY).get(f"/plans/{plan.id}"))
    assert "补录 241 天" in words and "原登记 2026-03-20，更正原因：笔误" in words
    assert "幸政发〔2026〕3号" in words and "需要修订" in words and "公示栏" in words
    assert "未见文本" in words and "等待县（市、区）级应急管理机构核对" in words


def test_an_old_version_says_that_it_is_old(go):
    plan = passed(lived_through())
    page = go(TOWNSHIP).get(f"/plans/{plan.id}")
    assert "已修订，以新版为准" in text_of(page, "#version-1")
    assert "现行" in text_of(page, "#version-2")


def test_a_stranger_learns_nothing_of_a_plan(go):
    plan = town_plan()
    body = go(NEIGHBOUR).fetch(f"/plans/{plan.id}", 404).get_data(as_text=True)
    assert "幸福乡" not in body and plan.code not in body


def test_where_nobody_can_check_the_page_says_whom_to_appoint(go):
    plan = town_plan()
    assert "请系统管理员为县（市、区）级应急管理机构" in text_of(go(TOWNSHIP).get(f"/plans/{plan.id}"))


def test_a_secret_plan_shows_its_code_and_no_number(go):
    with committed():
        told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)})
        plan = actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, told)
    words = text_of(go(COUNTY).get(f"/plans/{plan.id}"))
    assert f"涉密预案（代号 {plan.code}）" in words and "按保密渠道备案" in words
    assert "登记公开" not in words and "未见文本" not in words


@pytest.mark.parametrize(
    "path",
    [
        "edit", "versions/new", "versions/1/papers", "versions/1/file", "versions/1/disclose", "versions/1/evaluate",
        "abolish",
    ],
)  # fmt: skip
def test_each_form_opens_for_the_office(go, path):
    plan = passed(town_plan())
    go(COUNTY).get(f"/plans/{plan.id}/{path}")
    go(NEIGHBOUR).fetch(f"/plans/{plan.id}/{path}", 404)


def test_the_form_of_a_draft_is_filled_with_what_was_told(go):
    plan = town_plan(submit=False)
    page = go(TOWNSHIP).get(f"/plans/{plan.id}/versions/1/edit")
    assert page.select_one("#issued")["value"] == "2026-03-02"
    assert page.select_one("#document_number")["value"] == "幸政发〔2026〕3号"


def test_the_list_holds_what_the_filter_asks_for(go):
    town_plan()
    village_plan()
    visitor = go(TOWNSHIP)
    assert "共 2 份" in text_of(visitor.get("/plans"))
    assert "共 1 份" in text_of(visitor.get("/plans?kind=village"))
    assert "共 1 份" in text_of(visitor.get("/plans?text=幸政发〔2026〕3号&state=submitted"))
    assert "共 0 份" in text_of(visitor.get(f"/plans?region={AIHUI}&state=abolished"))
    assert "共 0 份" in text_of(go(NEIGHBOUR).get("/plans"))


def test_a_filter_that_makes_no_sense_asks_nothing(go):
    town_plan()
    assert "共 1 份" in text_of(go(TOWNSHIP).get("/plans?kind=%27&state=x&unit=abc&page=-3"))


def test_the_list_asks_the_same_number_of_questions_however_long(go):
    town_plan()
    visitor = go(COUNTY)
    with questions() as few:
        visitor.get("/plans")
    village_plan()
    for _ in range(5):
        town_plan()
    with questions() as many:
        visitor.get("/plans")
    assert len(many) == len(few)


def test_the_list_is_given_back_as_excel(go):
    town_plan()
    answer = go(COUNTY).fetch("/plans/export?kind=township")
    assert answer.data.startswith(b"PK") and "xlsx" in answer.headers["Content-Disposition"]


def test_the_unit_and_its_region_lead_to_their_plans(go):
    plan, unit = town_plan(), unit_at(XINGFU)
    assert f"/plans/{plan.id}" in str(go(TOWNSHIP).get(f"/units/{unit.id}"))
    assert f"/regions/{XINGFU}/village-plans" in str(go(TOWNSHIP).get(f"/regions/{XINGFU}"))


def test_what_waits_stands_in_the_queue_and_on_the_desk(go):
    plan = town_plan()
    assert f"/plans/{plan.id}/versions/1/check" in str(go(SECOND_COUNTY).get("/plans/waiting"))
    assert "预案待核对" in text_of(go(SECOND_COUNTY).get("/"))
    assert "没有等您核对的预案" in text_of(go(CITY).get("/plans/waiting"))


def test_a_keeper_sees_the_own_plan_and_no_queue(go):
    plan = town_plan()
    visitor = go(keeper(unit_at(XINGFU).id))
    visitor.get(f"/plans/{plan.id}")
    visitor.fetch("/plans/waiting", 403)
