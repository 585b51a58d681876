"""No drill stands before its plan, nor after its own report, evaluation or mended problem."""

from dataclasses import replace
from datetime import date

import pytest
from drill_cast import HELD, TOWNSHIP, XINGFU, again, held, hold_values, planned, unit_of
from plan_cast import SECOND_COUNTY, passed, town_plan, upload

from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.drills.actions_documents import finish_document, save_document
from emergency.drills.actions_findings import FindingDetails, add_finding, close_finding
from emergency.drills.actions_record import correct_record
from emergency.drills.actions_report import ReportDetails, report_drill
from emergency.drills.documents import DocumentKind

LATER = replace(HELD, held_on=date(2026, 6, 20))


@pytest.fixture
def plan(town):
    return passed(town_plan(), SECOND_COUNTY)


def correct(drill, told):
    with committed():
        correct_record(TOWNSHIP, again(drill), unit_of(XINGFU), told, "原登记笔误", again(drill).version)


def test_a_drill_held_before_its_plan_was_issued_is_refused_and_says_what_to_do(go, plan):
    drill = planned()
    told = hold_values(seen=drill.version, held_on="2026-03-01", plans=str(plan.id))
    answer = go(TOWNSHIP).post(f"/drills/{drill.id}/hold", told, 422)
    assert "早于《幸福乡突发事件应急预案》的印发日期 2026-03-02" in answer.text and again(drill).held_on is None


def test_on_the_day_of_its_issue_it_stands(plan):
    assert held(held_on=date(2026, 3, 2), plan_ids=(plan.id,)).id


def test_without_the_plan_the_day_may_be_earlier(plan):
    assert held(held_on=date(2026, 3, 1)).id


def test_the_held_day_does_not_go_past_the_report(town):
    drill = held()
    with committed():
        report_drill(TOWNSHIP, drill.id, ReportDetails(date(2026, 6, 19), target="区应急管理局"))
    with pytest.raises(Refusal, match="演练情况报送在 2026-06-19，早于它"):
        correct(drill, LATER)
    correct(drill, replace(HELD, held_on=date(2026, 6, 19)))


def test_nor_past_a_problem_that_was_mended(town):
    drill = held()
    with committed():
        finding = add_finding(TOWNSHIP, drill.id, FindingDetails("通信中断", major=False))
        close_finding(TOWNSHIP, finding.id, date(2026, 6, 18), "已修")
    with pytest.raises(Refusal, match="问题整改完成"):
        correct(drill, LATER)


def test_nor_past_its_evaluation(go):
    from_page = held()
    told = {"role": "drill_evaluation", "on": "2026-06-19", "secrecy": "open", "files": upload("评估.pdf")}
    go(TOWNSHIP).post(f"/drills/{from_page.id}/papers", told)
    with pytest.raises(Refusal, match="演练评估报告在 2026-06-19"):
        correct(from_page, LATER)


def test_nor_past_the_summary_that_was_written_here(town):
    drill = held()
    with committed():
        told = {"items": {"lessons": "按预案转移", "advice": "无，运转正常"}, "rows": []}
        save_document(TOWNSHIP, drill.id, DocumentKind.SUMMARY, told, seen=0)
    with committed():
        finish_document(TOWNSHIP, drill.id, DocumentKind.SUMMARY, date(2026, 6, 19), seen=1)
    with pytest.raises(Refusal, match="在 2026-06-19，早于它"):
        correct(drill, LATER)
