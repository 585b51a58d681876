"""The page of a plan says which day is missing and what it would start, or why nothing is owed."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from covered import open_duties
from places import AIHUI, CITY, COUNTY, TOWNSHIP, XINGFU
from plan_cast import EVERYTHING, ISSUED, SECRET_PLAN, passed, town_plan, unit_at
from visitors import text_of

from emergency.base.database import FAR_DAY, committed
from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans import actions, actions_acts, actions_check, queries
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.words import Act
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import record_fact
from emergency.units.facts import UnitKind
from emergency.units.timeline import Stretch

MARKET_PLAN = PlanDetails(
    PlanLine.ENTERPRISE, frozenset({PlanKind.COMPREHENSIVE}), "幸福商场应急预案", frozenset({Cover.WORK_SAFETY})
)
MISSING = "缺公布日期，期限尚未起算：第1版填写公布日期后，应在 20 个工作日内办理"


@pytest.fixture
def market_plan(covered):
    """The accepted plan of a crowded market that states no 公布 date."""
    with time_machine.travel(datetime(2026, 11, 21, 4, tzinfo=UTC), tick=False):
        with committed():
            details = UnitDetails(UnitKind.ENTERPRISE, "幸福商场", XINGFU, "commerce")
            unit = add_unit(CITY, details, Entry(date(2020, 5, 1), "营业执照"))
            record_fact(CITY, unit, "crowded_business", True, Stretch(date(2024, 1, 1), FAR_DAY), "现场核查")
            told = RevisionDetails({Act.SIGNED: ISSUED})
            plan = actions.register(TOWNSHIP, unit.id, MARKET_PLAN, told)
            actions_check.pass_revision(COUNTY, plan.id, 1)
        yield plan


def filing_line(visit, plan, scope=TOWNSHIP) -> str:
    return text_of(visit(scope).get(f"/plans/{plan.id}"), "section[aria-labelledby=plan-duties]")


def test_a_firm_is_told_that_the_day_of_publishing_is_missing(visit, market_plan):
    words = filing_line(visit, market_plan)
    assert MISSING in words and "令88号" in words and "补填日期" in words
    assert open_duties(market_plan.unit_id, "BA-09") == []


def test_the_day_stated_later_starts_the_term(visit, market_plan):
    visitor = visit(TOWNSHIP)
    address = f"/plans/{market_plan.id}/versions/1/days/new?kind=published"
    assert visitor.get(address).select_one("#kind option[selected]")["value"] == "published"
    visitor.post(address, {"kind": "published", "on": "2026-03-02"})
    (duty,) = open_duties(market_plan.unit_id, "BA-09")
    assert (duty.starts, duty.due_on) == (date(2026, 3, 2), date(2026, 3, 30))
    assert "缺公布日期" not in filing_line(visit, market_plan)


def test_a_day_that_is_stated_already_is_corrected_and_not_stated_again(visit, market_plan):
    address = f"/plans/{market_plan.id}/versions/1/days/new"
    assert "请用“更正”" in visit(TOWNSHIP).post(address, {"kind": "signed", "on": "2026-03-05"}, 422).text


def test_a_day_that_lies_ahead_is_refused(visit, market_plan):
    address = f"/plans/{market_plan.id}/versions/1/days/new"
    assert "晚于今天" in visit(TOWNSHIP).post(address, {"kind": "published", "on": "2026-12-01"}, 422).text


def test_a_town_that_tells_only_when_it_signed_is_told_of_the_day_of_issue(visit, covered):
    with time_machine.travel(datetime(2026, 11, 21, 4, tzinfo=UTC), tick=False):
        plan = passed(town_plan(told=RevisionDetails({Act.SIGNED: ISSUED})))
        words = filing_line(visit, plan)
    assert words.count("缺印发日期，期限尚未起算") == 2


def test_a_plan_that_waits_for_its_check_is_not_said_to_lack_a_law(visit, covered):
    words = filing_line(visit, town_plan())
    assert "还没有核对通过" in words and "法规未定期限" not in words


def test_a_secret_plan_is_said_never_to_be_public(visit, covered):
    with committed():
        plan = actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, RevisionDetails({Act.ISSUED: ISSUED}))
        actions_check.pass_revision(EVERYTHING, plan.id, 1)
    words = filing_line(visit, plan, COUNTY)
    assert "涉密、工作秘密预案不公开" in words and "第26条" in words


def test_an_abolished_plan_is_not_judged(visit, covered):
    plan = passed(town_plan())
    with committed():
        actions_acts.abolish(TOWNSHIP, plan.id, date(2026, 10, 1), "幸政发〔2026〕9号")
    assert queries.get_plan(TOWNSHIP, plan.id).abolished
    assert "预案已废止，不再判断" in filing_line(visit, plan)
