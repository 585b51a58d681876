"""An entry of 备案, 公开 or 预案评估 that was made by mistake is withdrawn, and what was owed is owed again."""

from datetime import date

import pytest
import time_machine
from filing_cast import bureau, firm_plan, handed
from flask import Flask
from places import COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import passed, town_plan, unit_at
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.errors import NotFound, Refusal
from emergency.coverage.actions import differences
from emergency.coverage.stored import open_rows
from emergency.plans import actions_acts, actions_receiving
from emergency.plans.actions_acts import Evaluation, Filing
from emergency.plans.actions_receiving import Reply
from emergency.plans.actions_withdraw import withdraw_act
from emergency.plans.queries import open_milestones
from emergency.plans.receiving import Answer
from emergency.plans.words import Act, Conclusion
from emergency.units.queries_histories import all_unit_ids


@pytest.fixture
def plan(covered: Flask):
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        yield passed(town_plan())


def doing(scope, plan, word):
    """One of the three acts, of 1 May 2026."""
    on = date(2026, 5, 1)
    if word == "filed":
        return actions_acts.file_plan(scope, plan.id, 1, Filing(on, "爱辉区人民政府"))
    if word == "disclosed":
        return actions_acts.disclose(scope, plan.id, 1, on, "公示栏")
    return actions_acts.evaluate(scope, plan.id, 1, Evaluation(on, "评估组", Conclusion.KEEP))


@pytest.mark.parametrize("word", ["filed", "disclosed", "evaluated"])
def test_what_stood_before_the_entry_stands_again(plan, word: str) -> None:
    before = set(open_rows(all_unit_ids()))
    with committed():
        row = doing(TOWNSHIP, plan, word)
    with committed():
        withdraw_act(TOWNSHIP, plan.id, row.id, "误登")
    assert set(open_rows(all_unit_ids())) == before
    assert differences(all_unit_ids()) == []


def test_the_reason_stands_on_the_trail_with_what_was_told(plan) -> None:
    with committed():
        row = doing(TOWNSHIP, plan, "filed")
    with committed():
        withdraw_act(TOWNSHIP, plan.id, row.id, "报送的是另一份预案")
    act = db.session.scalar(db.select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert "撤销" in act.sentence and "报送的是另一份预案" in act.sentence and act.before["target"] == "爱辉区人民政府"


def test_without_a_reason_or_by_a_stranger_nothing_is_withdrawn(plan) -> None:
    with committed():
        row = doing(TOWNSHIP, plan, "disclosed")
    with pytest.raises(Refusal, match="原因"), committed():
        withdraw_act(TOWNSHIP, plan.id, row.id, " ")
    with pytest.raises(NotFound), committed():
        withdraw_act(NEIGHBOUR, plan.id, row.id, "误登")


def test_a_day_of_the_version_is_corrected_not_withdrawn(plan) -> None:
    issued = next(row for row in open_milestones(plan.id) if row.kind == Act.ISSUED)
    with pytest.raises(NotFound), committed():
        withdraw_act(TOWNSHIP, plan.id, issued.id, "误登")


def test_what_the_receiving_office_answered_is_not_withdrawn_by_the_unit(covered: Flask) -> None:
    firm = firm_plan()
    row = handed(firm)
    with committed():
        reply = Reply(Answer.RECEIVED, date(2026, 3, 25))
        new = actions_receiving.answer_filing(keeper(bureau().id), firm.id, row.id, reply)
    with pytest.raises(Refusal, match="受理单位已于"), committed():
        withdraw_act(keeper(firm.unit_id), firm.id, new.id, "误登")
    with committed():
        withdraw_act(COUNTY, firm.id, new.id, "误登，已与受理单位核实")


def test_the_page_offers_it_and_says_what_happens(plan, visit) -> None:
    with committed():
        row = doing(TOWNSHIP, plan, "evaluated")
    page = visit(TOWNSHIP)
    address = f"/plans/{plan.id}/milestones/{row.id}/withdraw"
    assert page.get(f"/plans/{plan.id}").select_one(f'a[href="{address}"]') is not None
    assert "期限恢复到登记以前" in text_of(page.get(address))
    page.post(address, {"reason": "重复登记"})
    assert not [one for one in open_milestones(plan.id) if one.kind == Act.EVALUATED]
    assert unit_at(XINGFU).id == plan.unit_id
