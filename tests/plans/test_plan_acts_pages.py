"""备案, 公开, 预案评估, corrections and 废止 through a browser."""

from datetime import date

import pytest
from places import AIHUI, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import FIRST, REGISTERING, SECRET_PLAN, passed, town_plan, unit_at, upload
from sqlalchemy import select
from visitors import text_of

from emergency.accounts.actions import FirstPassword, add_person
from emergency.accounts.scopes import Part
from emergency.base.access import Role, system_scope
from emergency.base.database import committed, db
from emergency.base.errors import NotFound
from emergency.base.storage import store
from emergency.evidence.models import Paper
from emergency.obligations.facts import BodyRole
from emergency.plans import actions, queries
from emergency.plans.ledger import dates_of, open_acts
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act


@pytest.fixture
def plan(town):
    return passed(town_plan())


def act_of(plan, act: Act):
    db.session.expire_all()
    (row,) = open_acts(queries.latest_revision(plan), act)
    return row


def test_a_filing_comes_with_its_receipt(go, plan):
    told = {"submitted_on": "2026-03-20", "target": "爱辉区人民政府", "papers": upload("回执.pdf")}
    go(COUNTY).post(f"/plans/{plan.id}/versions/1/file", told)
    assert act_of(plan, Act.FILED).day == date(2026, 3, 20)
    assert "回执.pdf" in text_of(go(COUNTY).get(f"/plans/{plan.id}"))


def test_a_filing_before_issuing_keeps_what_was_typed(go, plan):
    told = {"submitted_on": "2026-03-01", "target": "爱辉区人民政府"}
    answer = go(COUNTY).post(f"/plans/{plan.id}/versions/1/file", told, status=422)
    assert "早于预案的印发" in answer.text and 'value="爱辉区人民政府"' in answer.text


def test_a_keeper_records_the_own_units_filing(go, plan):
    told = {"submitted_on": "2026-03-20", "target": "区政府"}
    go(keeper(plan.unit_id)).post(f"/plans/{plan.id}/versions/1/file", told)
    assert act_of(plan, Act.FILED).day.isoformat() == "2026-03-20"


def test_a_receipt_is_added_later(go, plan):
    go(COUNTY).post(f"/plans/{plan.id}/versions/1/file", {"submitted_on": "2026-03-20", "target": "区政府"})
    address = f"/plans/{plan.id}/milestones/{act_of(plan, Act.FILED).id}/receipt"
    go(COUNTY).get(address)
    go(COUNTY).post(address, {"received_on": "2026-03-22", "number": "备1"})
    assert act_of(plan, Act.FILED).details["number"] == "备1"


def test_a_disclosure_is_recorded(go, plan):
    go(TOWNSHIP).post(f"/plans/{plan.id}/versions/1/disclose", {"on": "2026-03-10", "method": "公示栏"})
    assert act_of(plan, Act.DISCLOSED).details["method"] == "公示栏"


def test_an_evaluation_is_recorded_with_its_report(go, plan):
    told = {"on": "2026-10-01", "who": "评估组", "conclusion": "keep", "papers": upload("评估报告.pdf")}
    go(TOWNSHIP).post(f"/plans/{plan.id}/versions/1/evaluate", told)
    assert act_of(plan, Act.EVALUATED).details["conclusion"] == "keep"


def test_a_day_is_corrected_with_a_reason(go, plan):
    address = f"/plans/{plan.id}/milestones/{act_of(plan, Act.ISSUED).id}/correct"
    assert go(TOWNSHIP).get(address).select_one("#on")["value"] == "2026-03-02"
    go(TOWNSHIP).post(address, {"on": "2026-03-12", "reason": ""}, status=422)
    go(TOWNSHIP).post(address, {"on": "2026-03-12", "reason": "笔误"})
    assert dates_of(queries.latest_revision(plan))[Act.ISSUED] == date(2026, 3, 12)


def test_the_acceptance_is_ours_and_not_corrected(go, plan):
    accepted = act_of(plan, Act.ACCEPTED)
    go(TOWNSHIP).fetch(f"/plans/{plan.id}/milestones/{accepted.id}/correct", 404)
    go(NEIGHBOUR).fetch(f"/plans/{plan.id}/milestones/{accepted.id}/correct", 404)


def test_an_abolished_plan_says_so(go, plan):
    go(TOWNSHIP).post(f"/plans/{plan.id}/abolish", {"on": "2026-11-01", "paper": "幸政发〔2026〕9号"})
    words = text_of(go(TOWNSHIP).get(f"/plans/{plan.id}"))
    assert "已废止" in words and "登记新版" not in words


@pytest.fixture
def secret(town):
    with committed():
        return actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, RevisionDetails({Act.ISSUED: date(2026, 3, 2)}))


def test_a_secret_plan_takes_days_and_no_file(go, secret):
    go(COUNTY).post(f"/plans/{secret.id}/versions/1/file", {"submitted_on": "2026-03-20"})
    filed = act_of(secret, Act.FILED)
    assert filed.details["target"] == "按保密渠道备案"
    for way in ("versions/1/evaluate", f"milestones/{filed.id}/receipt"):
        assert go(COUNTY).get(f"/plans/{secret.id}/{way}").select_one("input[type=file]") is None


def test_the_receipt_of_a_secret_plan_is_a_day_alone(go, secret):
    go(COUNTY).post(f"/plans/{secret.id}/versions/1/file", {"submitted_on": "2026-03-20"})
    told = {"received_on": "2026-03-22", "number": "密1", "papers": upload("回执.pdf")}
    go(COUNTY).post(f"/plans/{secret.id}/milestones/{act_of(secret, Act.FILED).id}/receipt", told)
    assert (act_of(secret, Act.FILED).details["number"], kept()) == ("", [])


def test_a_proof_of_disclosure_of_a_secret_plan_is_not_even_taken_in(go, secret):
    told = {"on": "2026-03-10", "method": "公示栏", "papers": upload("公开证明.pdf")}
    answer = go(COUNTY).post(f"/plans/{secret.id}/versions/1/disclose", told, status=403)
    assert "不公开" in answer.text and kept() == []


def test_of_a_secret_plan_a_brief_comes_in_once_it_is_said_to_be_open(go, secret):
    address = f"/plans/{secret.id}/versions/1/papers"
    go(COUNTY).post(address, {"role": "text", "papers": upload()}, status=422)
    go(COUNTY).post(address, {"secrecy": "classified", "papers": upload()}, status=422)
    assert kept() == []
    go(COUNTY).post(address, {"secrecy": "open", "papers": upload("简本.pdf")})
    assert [paper.role for paper in db.session.scalars(select(Paper))] == ["brief"]


def kept() -> list[str]:
    return list(store().hashes())


def test_a_body_out_of_sight_is_not_bound_by_a_forged_choice(go):
    stranger = unit_at("231183100000")
    address = f"/units/{unit_at(XINGFU).id}/plans/new"
    go(TOWNSHIP).post(address, {**REGISTERING, "approver": str(stranger.id)})
    go(TOWNSHIP).post(address, {**REGISTERING, "approver": str(unit_at(AIHUI).id)})
    approvers = [queries.bodies_of([n])[n][BodyRole.APPROVER][0].id for n in (1, 2)]
    assert approvers == [unit_at(XINGFU).id, unit_at(AIHUI).id]
    with pytest.raises(NotFound):
        town_plan(approver_id=stranger.id)


def test_where_somebody_can_check_nobody_is_asked_for(go):
    with committed():
        part = Part(region_code=AIHUI)
        add_person(system_scope(), "aihui", "爱辉应急办乙", Role.COUNTY, [part], FirstPassword("x", "x"))
    plan = town_plan(told=FIRST)
    assert "增加一名人员" not in text_of(go(TOWNSHIP).get(f"/plans/{plan.id}"))
