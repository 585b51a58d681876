"""The pages of 委托第三方, and the papers that go with a plan."""

from datetime import date

import pytest
import time_machine
from places import COUNTY, TOWNSHIP
from plan_cast import passed, town_plan, upload
from visitors import text_of

from emergency.base.database import committed
from emergency.plans.actions_commission import add_commission
from emergency.plans.queries_commission import commissions_of
from emergency.plans.rules_commission import CommissionDetails, Purpose

TOLD = CommissionDetails(Purpose.DRAFTING, "某某安全咨询公司", date(2026, 1, 5), date(2026, 5, 31))
SENT = {
    "purpose": "evaluation", "body": "某某评估中心", "starts_on": "2026-01-05", "ends_on": "2026-12-31",
    "experts-0-person": "赵某", "experts-0-place": "某大学",
    "experts-1-person": "钱某", "experts-1-place": "某某评估中心", "experts-1-recused": "y",
    "experts-1-reason": "聘用关系", "experts-2-person": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel("2026-06-15T10:00:00+08:00", tick=False):
        yield


@pytest.fixture
def plan(heihe):
    return passed(town_plan())


def test_a_plan_without_one_says_so(plan, visit):
    assert "没有委托第三方" in text_of(visit(TOWNSHIP).get(f"/plans/{plan.id}"), "#commissions")


def test_it_is_registered_with_its_experts(plan, visit):
    visitor = visit(TOWNSHIP)
    assert len(visitor.get(f"/plans/{plan.id}/commissions/new").select("#experts tbody tr")) == 6
    visitor.post(f"/plans/{plan.id}/commissions/new", SENT)
    words = text_of(visit(COUNTY).get(f"/plans/{plan.id}"), "#commissions")
    assert "某某评估中心" in words and "钱某（某某评估中心） 回避 聘用关系" in words and "合同已到期" not in words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": "2025-12-31"}, "早于起期"),
        ({"body": ""}, "请填写这一项"),
        ({"starts_on": "不知道"}, "日期"),
        ({"experts-1-reason": ""}, "写明回避的原因"),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(plan, visit, changes, said):
    answer = visit(TOWNSHIP).post(f"/plans/{plan.id}/commissions/new", {**SENT, **changes}, 422)
    page = answer.get_data(as_text=True)
    assert said in page and "赵某" in page and commissions_of(plan.id)[0] == []


def test_it_is_corrected_and_withdrawn_on_pages(plan, visit):
    with committed():
        row = add_commission(TOWNSHIP, plan.id, TOLD)
    visitor = visit(TOWNSHIP)
    assert "合同已到期" in text_of(visitor.get(f"/plans/{plan.id}"), "#commissions")
    visitor.get(f"/plans/{plan.id}/commissions/{row.id}/edit")
    visitor.post(f"/plans/{plan.id}/commissions/{row.id}/edit", {**SENT, "why": "事项写错"})
    new = commissions_of(plan.id)[0][0]
    visitor.post(f"/plans/{plan.id}/commissions/{new.id}/withdraw", {"reason": ""}, 422)
    visitor.post(f"/plans/{plan.id}/commissions/{new.id}/withdraw", {"reason": "误登"})
    words = text_of(visitor.get(f"/plans/{plan.id}"), "#commissions")
    assert "已更正或撤销的登记 2 条" in words and "撤销：误登" in words


def test_handbook_action_plan_and_card_are_papers_of_a_plan(plan, visit):
    visitor, address = visit(TOWNSHIP), f"/plans/{plan.id}/versions/1/papers"
    assert "应急处置卡（令88号第19条）" in text_of(visitor.get(address))
    for role, name in (("handbook", "手册.pdf"), ("action_plan", "行动方案.pdf"), ("card", "处置卡.pdf")):
        visitor.post(address, {"role": role, "papers": upload(name)})
    words = text_of(visitor.get(f"/plans/{plan.id}"))
    assert all(word in words for word in ("应急工作手册 手册.pdf", "行动方案 行动方案.pdf", "应急处置卡 处置卡.pdf"))
    visitor.post(address, {"role": "training_record", "papers": upload("培训.pdf")}, 422)
