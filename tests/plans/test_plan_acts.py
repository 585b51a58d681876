"""备案, 公开, 预案评估 and 废止 are facts of their own, each with its stated day."""

from datetime import date

import pytest
from flask import Flask
from places import AIHUI, CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import FIRST, SECRET_PLAN, passed, town_plan, unit_at

from emergency.base.database import committed
from emergency.base.errors import NotFound, Refusal
from emergency.plans import actions, actions_acts, actions_receiving, queries
from emergency.plans.actions_acts import Evaluation, Filing
from emergency.plans.ledger import dates_of, open_acts
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act, Conclusion
from emergency.units.actions_succession import merge_unit

TARGET = "爱辉区人民政府（径送区应急管理局）"


def filed(plan, on: date, scope=COUNTY, **more):
    with committed():
        return actions_acts.file_plan(scope, plan.id, 1, Filing(on, TARGET, **more))


def test_a_filing_keeps_both_its_days(heihe: Flask) -> None:
    row = filed(town_plan(), date(2026, 3, 20), received_on=date(2026, 3, 25), number="备2026-1")
    assert (row.day, row.details["received_on"], row.details["number"]) == (date(2026, 3, 20), "2026-03-25", "备2026-1")


def test_a_filing_does_not_wait_for_the_check(heihe: Flask) -> None:
    plan = town_plan()
    assert plan.state == "submitted"
    assert filed(plan, date(2026, 3, 20)).kind == "filed"


def test_a_filing_before_issuing_is_refused(heihe: Flask) -> None:
    with pytest.raises(Refusal, match="早于预案的印发") as refused:
        filed(town_plan(), date(2026, 3, 1))
    assert refused.value.field == "submitted_on"


def test_a_receipt_before_handing_over_is_refused(heihe: Flask) -> None:
    with pytest.raises(Refusal, match="早于报送日期"):
        filed(town_plan(), date(2026, 3, 20), received_on=date(2026, 3, 19))


def test_a_receipt_that_comes_later_supersedes_the_entry(heihe: Flask) -> None:
    plan = town_plan()
    first = filed(plan, date(2026, 3, 20))
    with committed():
        second = actions_receiving.add_receipt(COUNTY, plan.id, first.id, date(2026, 3, 25), "备2026-1")
    assert (second.replaces_id, second.day) == (first.id, first.day)
    assert [row.id for row in open_acts(queries.latest_revision(plan), Act.FILED)] == [second.id]


def test_the_same_filing_is_not_entered_twice(heihe: Flask) -> None:
    plan = town_plan()
    filed(plan, date(2026, 3, 20))
    with pytest.raises(Refusal, match="已经登记过"):
        filed(plan, date(2026, 3, 20))


def test_a_stranger_files_nothing(heihe: Flask) -> None:
    with pytest.raises(NotFound):
        filed(town_plan(), date(2026, 3, 20), scope=NEIGHBOUR)


def test_disclosure_says_how(heihe: Flask) -> None:
    plan = town_plan()
    with pytest.raises(Refusal, match="公开方式"), committed():
        actions_acts.disclose(TOWNSHIP, plan.id, 1, date(2026, 3, 10), "", "")
    with committed():
        row = actions_acts.disclose(TOWNSHIP, plan.id, 1, date(2026, 3, 10), "公示栏")
    assert row.details["method"] == "公示栏"


def test_a_secret_plan_is_not_disclosed(heihe: Flask) -> None:
    told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)})
    with committed():
        plan = actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, told)
    with pytest.raises(Refusal, match="不公开"), committed():
        actions_acts.disclose(COUNTY, plan.id, 1, date(2026, 3, 10), "政府网站")


def test_a_plan_evaluation_ends_in_a_conclusion(heihe: Flask) -> None:
    plan = passed(town_plan())
    with committed():
        row = actions_acts.evaluate(TOWNSHIP, plan.id, 1, Evaluation(date(2026, 10, 1), "评估组", Conclusion.REVISE))
    assert row.details == {"who": "评估组", "conclusion": "revise"}


def test_a_corrected_day_leaves_the_first_entry_readable(heihe: Flask) -> None:
    plan = passed(town_plan())
    revision = queries.latest_revision(plan)
    (issued,) = open_acts(revision, Act.ISSUED)
    with committed():
        actions_acts.correct_act(TOWNSHIP, plan.id, issued.id, date(2026, 3, 12), "原登记笔误")
    assert dates_of(revision)[Act.ISSUED] == date(2026, 3, 12)
    assert (issued.day, issued.known_until.year < 9999) == (date(2026, 3, 2), True)


def test_a_correction_that_puts_issuing_after_filing_is_refused(heihe: Flask) -> None:
    plan = town_plan()
    filed(plan, date(2026, 3, 20))
    (issued,) = open_acts(queries.latest_revision(plan), Act.ISSUED)
    with pytest.raises(Refusal, match="早于预案的印发"), committed():
        actions_acts.correct_act(TOWNSHIP, plan.id, issued.id, date(2026, 3, 21), "更正")


def test_a_correction_needs_a_reason(heihe: Flask) -> None:
    plan = town_plan()
    (issued,) = open_acts(queries.latest_revision(plan), Act.ISSUED)
    with pytest.raises(Refusal, match="原因"), committed():
        actions_acts.correct_act(TOWNSHIP, plan.id, issued.id, date(2026, 3, 21), " ")


def test_an_abolished_plan_takes_no_new_version(heihe: Flask) -> None:
    plan = passed(town_plan())
    with committed():
        actions_acts.abolish(TOWNSHIP, plan.id, date(2026, 10, 1), "幸政发〔2026〕9号")
    assert plan.abolished
    with pytest.raises(Refusal, match="废止"), committed():
        actions.add_revision(TOWNSHIP, plan.id, FIRST)


def test_a_town_merged_after_issuing_files_nothing_later(heihe: Flask) -> None:
    plan, town = town_plan(), unit_at(XINGFU)
    with committed():
        merge_unit(CITY, town, unit_at("231102202000"), date(2026, 3, 15), "区划调整批复")
    with pytest.raises(Refusal, match="承接单位"):
        filed(plan, date(2026, 3, 20))
    assert filed(plan, date(2026, 3, 10)).day == date(2026, 3, 10)


def test_a_town_merged_before_issuing_issues_nothing(heihe: Flask) -> None:
    town = unit_at(XINGFU)
    with committed():
        merge_unit(CITY, town, unit_at("231102202000"), date(2026, 2, 1), "区划调整批复")
    with pytest.raises(Refusal, match="承接单位"):
        town_plan(COUNTY)
