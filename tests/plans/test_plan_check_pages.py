"""核对 in a browser: the paper beside the check-list, then the next one; two editors are told apart."""

from places import COUNTY, TOWNSHIP
from plan_cast import REGISTERING, SECOND_COUNTY, passed, town_plan, unit_at, upload
from visitors import text_of

from emergency.base.database import db
from emergency.plans.models import Plan


def fresh(plan: Plan) -> Plan:
    db.session.expire_all()
    return plan


def checked(visitor, plan, status=303, **told):
    return visitor.post(f"/plans/{plan.id}/versions/1/check", told, status=status)


def test_the_paper_stands_beside_the_list(go):
    go(TOWNSHIP).post(f"/units/{unit_at('231102200000').id}/plans/new", {**REGISTERING, "text": upload()})
    page = go(COUNTY).get("/plans/1/versions/1/check")
    assert "幸福乡预案.pdf" in text_of(page)
    assert page.select_one("iframe")["src"].endswith("/file?view=1")


def test_passing_leads_to_the_next_one(go):
    first, second = town_plan(), town_plan()
    answer = checked(go(COUNTY), first, verdict="pass", seen=str(first.version))
    assert answer.location == f"/plans/{second.id}/versions/1/check"
    assert fresh(first).state == "passed"


def test_a_return_without_a_reason_keeps_the_page(go):
    plan = town_plan()
    answer = checked(go(COUNTY), plan, 422, verdict="return", reason="", seen=str(plan.version))
    assert "请写明退回的原因" in answer.text
    assert fresh(plan).state == "submitted"


def test_a_return_reaches_the_unit_with_its_reason(go):
    plan = town_plan()
    checked(go(COUNTY), plan, verdict="return", reason="未附编制说明", seen=str(plan.version))
    assert "未附编制说明" in text_of(go(TOWNSHIP).get(f"/plans/{plan.id}"))


def test_who_submitted_is_led_away_and_refused(go):
    plan = town_plan(COUNTY)
    go(COUNTY).fetch(f"/plans/{plan.id}/versions/1/check", 303)
    assert "不能由您自己核对" in checked(go(COUNTY), plan, 403, verdict="pass").text


def test_the_second_of_two_checkers_is_told(go):
    plan = town_plan()
    seen = str(plan.version)
    checked(go(COUNTY), plan, verdict="pass", seen=seen)
    assert "核对通过" in checked(go(SECOND_COUNTY), plan, 422, verdict="return", reason="迟了", seen=seen).text


def test_the_second_of_two_editors_keeps_what_was_typed(go):
    plan = passed(town_plan())
    seen, address = str(plan.version), f"/plans/{plan.id}/edit"
    told = {name: REGISTERING[name] for name in ("secrecy", "line", "kinds", "covers")}
    go(TOWNSHIP).post(address, {**told, "title": "甲改的名称", "seen": seen})
    answer = go(COUNTY).post(address, {**told, "title": "乙改的名称", "seen": seen}, status=409)
    assert "乙改的名称" in answer.text and "别人修改过" in answer.text
    assert fresh(plan).title == "甲改的名称"


def test_a_double_click_on_submit_submits_once(go):
    plan = town_plan(submit=False)
    visitor = go(TOWNSHIP)
    for _ in range(2):
        assert visitor.post(f"/plans/{plan.id}/submit", {"once": "one-click"}).location == f"/plans/{plan.id}"
    assert fresh(plan).state == "submitted"
