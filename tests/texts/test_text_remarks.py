"""A hint about a text is confirmed or dismissed by whoever checks the plan, remembered, and taken back."""

import pytest
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, keeper
from plan_cast import town_plan
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Forbidden, NotFound, Refusal
from emergency.texts.actions_remarks import judge, withdraw
from emergency.texts.facts_remarks import Hint, Verdict
from emergency.texts.models_remarks import PlanRemark
from emergency.texts.queries_remarks import remarks_of

HINT = Hint("stale.body", "安监局", "机构名称“安监局”")


def dismissed(plan, scope=COUNTY, reason="引用的是历史情况"):
    with committed():
        return judge(scope, plan.id, HINT, Verdict.DISMISSED, reason).id


def test_a_dismissal_is_remembered_with_its_reason_and_on_the_trail(town):
    plan = town_plan()
    dismissed(plan)
    row = remarks_of(plan.id, ["stale.body"])["stale.body", "安监局"]
    assert (row.verdict, row.reason, row.recorded_by) == ("dismissed", "引用的是历史情况", COUNTY.name)
    assert "安监局" in db.session.scalars(select(AuditEvent.sentence).order_by(AuditEvent.id.desc())).first()


def test_a_dismissal_needs_a_reason_and_a_confirmation_does_not(town):
    plan = town_plan()
    with pytest.raises(Refusal), committed():
        judge(COUNTY, plan.id, HINT, Verdict.DISMISSED, " ")
    with committed():
        judge(COUNTY, plan.id, HINT, Verdict.CONFIRMED, "")
    assert remarks_of(plan.id, ["stale.body"])


def test_a_later_judgement_follows_and_the_former_stays_known(town):
    plan = town_plan()
    dismissed(plan)
    with committed():
        judge(CITY, plan.id, HINT, Verdict.CONFIRMED, "已请修改")
    assert remarks_of(plan.id, ["stale.body"])["stale.body", "安监局"].verdict == "confirmed"
    assert len(db.session.scalars(select(PlanRemark)).all()) == 2


def test_of_two_who_judge_at_once_the_second_is_told_of_the_first(town):
    plan = town_plan()
    number = dismissed(plan)
    with pytest.raises(Conflict, match=f"{COUNTY.name}刚刚处理过这一条（已排除：引用的是历史情况）"), committed():
        judge(CITY, plan.id, HINT, Verdict.CONFIRMED, "", seen=0)
    with committed():
        judge(CITY, plan.id, HINT, Verdict.CONFIRMED, "", seen=number)
    assert remarks_of(plan.id, ["stale.body"])["stale.body", "安监局"].verdict == "confirmed"


def test_a_judgement_that_was_taken_back_meanwhile_is_told(town):
    plan = town_plan()
    number = dismissed(plan)
    with committed():
        withdraw(COUNTY, number)
    with pytest.raises(Conflict, match="刚刚被撤回"), committed():
        judge(CITY, plan.id, HINT, Verdict.CONFIRMED, "", seen=number)


def test_what_was_said_is_taken_back_once(town):
    plan = town_plan()
    number = dismissed(plan)
    with committed():
        withdraw(COUNTY, number)
    assert not remarks_of(plan.id, ["stale.body"])
    with pytest.raises(Conflict), committed():
        withdraw(COUNTY, number)


def test_strangers_find_nothing_and_the_unit_itself_only_looks(town):
    plan = town_plan()
    with pytest.raises(NotFound), committed():
        judge(NEIGHBOUR, plan.id, HINT, Verdict.DISMISSED, "理由充分")
    with pytest.raises(Forbidden), committed():
        judge(keeper(plan.unit_id), plan.id, HINT, Verdict.DISMISSED, "理由充分")
    number = dismissed(plan, TOWNSHIP)
    with pytest.raises(NotFound), committed():
        withdraw(NEIGHBOUR, number)
