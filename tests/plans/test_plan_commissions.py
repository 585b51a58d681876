"""委托第三方: the body, the contract, the experts; corrected by a new row, withdrawn with a reason."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from places import AIHUI, COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import SECRET_PLAN, passed, town_plan, unit_at
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.plans import actions
from emergency.plans.actions_commission import add_commission, correct_commission, withdraw_commission
from emergency.plans.queries_commission import commissions_of
from emergency.plans.rules import RevisionDetails
from emergency.plans.rules_commission import Client, CommissionDetails, Expert, Purpose, check_commission, hints
from emergency.plans.words import Act

TODAY = date(2026, 6, 1)
TOLD = CommissionDetails(
    Purpose.DRAFTING, "某某安全咨询公司", date(2026, 1, 5), date(2026, 12, 31), "合同01号",
    experts=(Expert("赵某", "某大学"), Expert("钱某", "某某安全咨询公司", True, "受托机构聘用人员")),
)  # fmt: skip
CLIENT = Client("幸福乡人民政府", date(2001, 1, 1), date(9999, 12, 31))


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"ends_on": date(2026, 1, 4)}, "ends_on", "合同止期 2026-01-04 早于起期"),
        ({"ends_on": date(2056, 1, 4)}, "ends_on", "超过 10 年"),
        ({"starts_on": date(2028, 1, 4), "ends_on": date(2028, 2, 1)}, "starts_on", "一年以后"),
        ({"starts_on": date(1999, 1, 4), "ends_on": date(1999, 5, 1)}, "starts_on", "早于幸福乡人民政府的成立日期"),
        ({"body": "幸福乡人民政府"}, "body", "不能是编制单位自己"),
        ({"experts": (Expert("钱某", recused=True),)}, "experts", "写明回避的原因"),
        ({"experts": (Expert("钱某", reason="聘用关系"),)}, "experts", "没有勾选回避"),
        ({"experts": (Expert("", "某大学"),)}, "experts", "第 1 名专家没有填写姓名"),
        ({"experts": (Expert("赵某"), Expert("赵某"))}, "experts", "填了两次"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes, field, said):
    with pytest.raises(Refusal, match=said) as caught:
        check_commission(replace(TOLD, **changes), CLIENT, TODAY)
    assert caught.value.field == field


def test_an_expert_from_the_unit_itself_is_pointed_out():
    told = replace(TOLD, experts=(Expert("孙某", CLIENT.name), Expert("李某", TOLD.body), Expert("赵某", "某大学")))
    assert [hint[:9] for hint in hints(told, CLIENT)] == ["提示：专家“孙某”", "提示：专家“李某”"]
    assert hints(TOLD, CLIENT) == ()


@pytest.fixture
def plan(heihe):
    return passed(town_plan())


def added(plan, told=TOLD, scope=TOWNSHIP):
    with committed():
        return add_commission(scope, plan.id, told)


def test_a_commission_is_kept_and_stands_on_the_trail(plan):
    row = added(plan)
    known, closed = commissions_of(plan.id)
    assert (known, closed) == ([row], []) and row.experts[1]["recused"]
    act = db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert act.tag == "plan.commission" and "预案编制，某某安全咨询公司" in act.sentence


def test_the_same_commission_twice_is_refused(plan):
    added(plan)
    with pytest.raises(Refusal, match="已经登记过"):
        added(plan)
    added(plan, replace(TOLD, purpose=Purpose.EVALUATION))


def test_a_correction_closes_the_row_and_keeps_it(plan):
    row = added(plan)
    with committed():
        new = correct_commission(TOWNSHIP, plan.id, row.id, replace(TOLD, contract="合同02号"), "合同号写错")
    known, closed = commissions_of(plan.id)
    assert (known, closed, new.replaces_id, new.reason) == ([new], [row], row.id, "合同号写错")
    with pytest.raises(NotFound), committed():
        correct_commission(TOWNSHIP, plan.id, row.id, TOLD, "再改")


@pytest.mark.parametrize(
    ("changes", "reason", "said"),
    [({}, "看看", "没有变化"), ({"note": "补"}, " ", "更正的原因"), ({"ends_on": date(2025, 1, 1)}, "改", "早于起期")],
)
def test_a_correction_that_says_nothing_or_nonsense(plan, changes, reason, said):
    row = added(plan)
    with pytest.raises(Refusal, match=said), committed():
        correct_commission(TOWNSHIP, plan.id, row.id, replace(TOLD, **changes), reason)
    assert commissions_of(plan.id)[1] == []


def test_a_withdrawn_entry_stays_with_its_reason(plan):
    row = added(plan)
    with pytest.raises(Refusal, match="撤销的原因"), committed():
        withdraw_commission(TOWNSHIP, plan.id, row.id, "")
    with committed():
        withdraw_commission(TOWNSHIP, plan.id, row.id, "误登")
    known, closed = commissions_of(plan.id)
    assert (known, closed[0].ending) == ([], "误登")


def test_of_a_secret_plan_no_third_party_is_named(heihe):
    told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)})
    with committed():
        secret = actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, told)
    with pytest.raises(Refusal, match="不登记受托机构"), committed():
        add_commission(COUNTY, secret.id, TOLD)


def test_a_stranger_finds_nothing(plan):
    with pytest.raises((NotFound, Forbidden)), committed():
        add_commission(NEIGHBOUR, plan.id, TOLD)
