"""受理、补正、退回: the receiving office answers within its five working days, or its silence has a meaning."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from covered import open_duties
from filing_cast import DUE, FILED, bureau, firm_plan, handed
from flask import Flask
from places import AIHUI, CITY, COUNTY, HUAYUAN_STREET, NEIGHBOUR, keeper
from plan_cast import town_plan, unit_at

from emergency.base.database import committed, db
from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.coverage.actions import differences
from emergency.obligations.facts import Cover
from emergency.plans.actions_acts import correct_act
from emergency.plans.actions_receiving import Reply, answer_filing
from emergency.plans.queries_filings import filings_of, remarks_on
from emergency.plans.queries_history import histories
from emergency.plans.queries_received import filings_received
from emergency.plans.receiving import Answer
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.facts import UnitKind


def stands(plan):
    db.session.expire_all()
    return remarks_on([plan])[plan.id]


def replied(plan, answer=Answer.RECEIVED, on=date(2026, 3, 25), scope=COUNTY, **more):
    (row,) = filings_of([plan.id])
    with committed():
        return answer_filing(scope, plan.id, row.id, Reply(answer, on, **more))


@pytest.fixture
def filed(covered: Flask):
    plan = firm_plan()
    handed(plan)
    return plan


def test_within_the_term_the_filing_waits(filed) -> None:
    with time_machine.travel(datetime(2026, 3, 27, 4, tzinfo=UTC)):
        assert (stands(filed).word, stands(filed).deemed) == ("待受理", False)


def test_silence_counts_as_filed_from_the_day_after_the_term(filed) -> None:
    with time_machine.travel(datetime(2026, 3, 28, 4, tzinfo=UTC)):
        assert stands(filed).deemed
        assert f"依据令88号 第28条，自 {DUE + timedelta(days=1)} 起" in stands(filed).told


def test_silence_is_never_stored(filed) -> None:
    assert stands(filed).deemed
    (row,) = filings_of([filed.id])
    assert (row.details["answer"], row.details["received_on"], row.details["number"]) == ("", "", "")


def test_in_december_the_term_is_provisional(covered: Flask) -> None:
    with time_machine.travel(datetime(2026, 12, 31, 4, tzinfo=UTC)):
        plan = firm_plan()
        handed(plan, date(2026, 12, 30))
        assert "暂定" in stands(plan).told
    with time_machine.travel(datetime(2027, 1, 8, 4, tzinfo=UTC)):
        assert not stands(plan).deemed
    with time_machine.travel(datetime(2027, 2, 8, 4, tzinfo=UTC)):
        assert stands(plan).deemed and "暂定" in stands(plan).told


def test_silence_of_the_environment_office_means_nothing(covered: Flask) -> None:
    plan = firm_plan(Cover.ENVIRONMENT)
    details = UnitDetails(UnitKind.DEPARTMENT, "爱辉区生态环境分局", AIHUI, "生态环境")
    with committed():
        office = add_unit(CITY, details, Entry(date(2015, 3, 1), "三定方案"))
    handed(plan, receiver_id=office.id)
    (duty,) = open_duties(office.id, "BA-12b")
    assert duty.due_on == DUE
    assert (stands(plan).deemed, stands(plan).word) == (False, "受理逾期未答复")


def test_an_unclear_regime_claims_nothing(covered: Flask) -> None:
    plan = firm_plan(Cover.ENVIRONMENT)
    handed(plan, target="有关部门")
    assert not stands(plan).deemed


def test_a_government_line_has_no_such_term(covered: Flask) -> None:
    plan = town_plan()
    handed(plan, receiver_id=unit_at("231102000000").id)
    assert (stands(plan).word, stands(plan).stands_out) == ("待受理", False)


def test_the_office_owes_its_answer(filed) -> None:
    (duty,) = open_duties(bureau().id, "BA-11")
    assert (duty.subject_kind, duty.due_on, duty.overdue_from) == ("filing", DUE, DUE + timedelta(days=1))
    assert duty.subject_id == filings_of([filed.id])[0].id


def test_an_answer_meets_it_under_the_number_of_the_first_entry(filed) -> None:
    first = filings_of([filed.id])[0].id
    replied(filed, number="231102-2026-0001")
    unmet, met = open_duties(bureau().id, "BA-11")
    assert (unmet.ends, met.starts, met.subject_id) == (date(2026, 3, 25), date(2026, 3, 25), first)
    assert differences([bureau().id, filed.unit_id]) == []


def test_what_was_known_before_the_answer_stays_known(filed) -> None:
    moment = filings_of([filed.id])[0].known_from
    with time_machine.travel(moment + timedelta(hours=1), tick=False):
        replied(filed)
    (then,), (now,) = filings_received([bureau().id], moment), filings_received([bureau().id])
    assert (dict(then.answers), then.id) == ({}, now.id)
    assert now.answers["received"][0] == date(2026, 3, 25)


def test_papers_found_wanting_were_not_handed_over(filed) -> None:
    replied(filed, Answer.ASKED, told="缺应急资源调查清单")
    (history,) = histories([filed.unit_id])
    assert "filed" not in {act.kind.value for act in history.milestones}
    assert stands(filed).word == "备案一次告知补正"


def test_the_same_day_may_be_entered_again_after_a_return(filed) -> None:
    replied(filed, Answer.RETURNED, told="不属本机关受理")
    handed(filed)
    assert len(filings_of([filed.id])) == 2


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(Answer.RECEIVED, date(2026, 3, 19)), "早于报送日期"),
        (Reply(Answer.RECEIVED, date(2027, 3, 19)), "晚于今天"),
        (Reply(Answer.ASKED, date(2026, 3, 25)), "缺什么材料"),
        (Reply(Answer.RETURNED, date(2026, 3, 25), "号", "原因"), "没有编号"),
        (Reply(Answer.RETURNED, date(2026, 4, 2), "", "原因"), "视为已备案，不能再登记退回"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(filed, reply: Reply, said: str) -> None:
    (row,) = filings_of([filed.id])
    with pytest.raises(Refusal, match=said), committed():
        answer_filing(COUNTY, filed.id, row.id, reply)


def test_an_office_elsewhere_cannot_be_chosen(covered: Flask) -> None:
    with pytest.raises(Refusal, match="不是本单位所在地区或上级地区") as refused:
        handed(firm_plan(), receiver_id=unit_at(HUAYUAN_STREET).id)
    assert refused.value.field == "receiver"


def test_nobody_receives_their_own_plan(covered: Flask) -> None:
    plan = town_plan()
    with pytest.raises(Refusal, match="请从名单中选择"):
        handed(plan, receiver_id=plan.unit_id)


def test_the_receiving_office_answers_a_plan_that_is_not_its_own(filed) -> None:
    office = keeper(bureau().id)
    replied(filed, scope=office, number="231102-2026-0001")
    assert filings_of([filed.id])[0].recorded_by == office.name


def test_a_stranger_answers_nothing(filed) -> None:
    with pytest.raises(NotFound):
        replied(filed, scope=NEIGHBOUR)


def test_who_only_looks_on_answers_nothing(covered: Flask) -> None:
    plan = firm_plan()
    row = handed(plan)
    other = handed(plan, date(2026, 3, 21), receiver_id=unit_at("231102000000").id)
    with pytest.raises(Forbidden), committed():
        answer_filing(keeper(bureau().id), plan.id, other.id, Reply(Answer.RECEIVED, date(2026, 3, 25)))
    assert row.receiver_id == bureau().id


def test_a_filing_cannot_move_behind_its_answer(filed) -> None:
    new = replied(filed)
    with pytest.raises(Refusal, match="晚于已登记的受理日期"), committed():
        correct_act(COUNTY, filed.id, new.id, date(2026, 3, 26), "原登记笔误")


def test_a_corrected_day_moves_the_offices_term(filed) -> None:
    (row,) = filings_of([filed.id])
    with committed():
        correct_act(COUNTY, filed.id, row.id, FILED - timedelta(days=1), "原登记笔误")
    (duty,) = open_duties(bureau().id, "BA-11")
    assert (duty.due_on, duty.subject_id) == (DUE - timedelta(days=1), row.id)
