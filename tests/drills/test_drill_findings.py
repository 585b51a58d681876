"""What a drill brought to light: recorded, mended; a major finding asks whether the plan must be revised."""

from dataclasses import replace
from datetime import date

import pytest
from drill_cast import COUNTY, TOWNSHIP, XINGFU, held, planned
from places import NEIGHBOUR
from plan_cast import SECOND_COUNTY, passed, town_plan, unit_at
from sqlalchemy import select
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.drills.actions_findings import FindingDetails, add_finding, close_finding, edit_finding
from emergency.drills.models_findings import DrillFinding
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow

SMALL = FindingDetails("通信中断十分钟", major=False, responsible="乡应急办", due_on=date(2026, 8, 1))
GIVEN = {"text": "路线被切断", "major": "y", "due_on": "2026-07-01", "responsible": "乡应急办", "concerns": "none"}
GRAVE = FindingDetails("转移路线被洪水切断", major=True)


@pytest.fixture
def plan(town):
    return passed(town_plan(), SECOND_COUNTY)


def found(drill, details=GRAVE, scope=TOWNSHIP) -> DrillFinding:
    with committed():
        return add_finding(scope, drill.id, details)


def raised() -> list[tuple[int, str, date, str]]:
    db.session.expire_all()
    query = select(ReviewTrigger, TriggerRow).join(TriggerRow, TriggerRow.trigger_id == ReviewTrigger.id)
    return [(one.plan_id, one.kind, row.day, row.text) for one, row in db.session.execute(query)]


def test_a_major_finding_is_drafted_on_the_plan_that_was_exercised(plan):
    found(held(plan_ids=(plan.id,)))
    (told,) = raised()
    assert told == (plan.id, "exercise", date(2026, 6, 18), "演练“防汛转移避险演练”发现重大问题：转移路线被洪水切断")


def test_a_drill_that_names_no_plan_exercised_the_one_that_its_unit_has(plan):
    found(held())
    assert [one[0] for one in raised()] == [plan.id]


def test_a_small_finding_asks_nothing(plan):
    found(held(plan_ids=(plan.id,)), SMALL)
    assert raised() == []


def test_a_finding_marked_major_later_asks_once(plan):
    finding = found(held(plan_ids=(plan.id,)), SMALL)
    for text in ("通信中断", "通信中断一小时"):
        with committed():
            edit_finding(TOWNSHIP, finding.id, FindingDetails(text, major=True))
    assert len(raised()) == 1


def test_two_major_findings_are_one_circumstance_with_two_facts(plan):
    drill = held(plan_ids=(plan.id,))
    found(drill)
    found(drill, replace(GRAVE, text="避险点不够"))
    assert len(raised()) == 2 and len(set(db.session.scalars(select(TriggerRow.trigger_id)))) == 1


def test_a_drill_that_was_not_held_has_no_findings(town):
    with pytest.raises(Refusal, match="还没有登记举行情况"):
        found(planned())


def test_a_term_before_the_drill_is_refused(town):
    with pytest.raises(Refusal, match="整改期限早于"):
        found(held(), replace(SMALL, due_on=date(2026, 6, 1)))


def test_a_finding_is_mended_once(town):
    finding = found(held(), SMALL)
    with committed():
        close_finding(TOWNSHIP, finding.id, date(2026, 6, 19), "配了对讲机")
    assert (finding.closed_by, finding.outcome) == (TOWNSHIP.name, "配了对讲机")
    with pytest.raises(Conflict), committed():
        close_finding(TOWNSHIP, finding.id, date(2026, 6, 20), "又一次")


def test_a_stranger_finds_nothing(town):
    drill = held()
    with pytest.raises(NotFound):
        found(drill, scope=NEIGHBOUR)


def test_the_drills_page_shows_and_mends_it(go, plan):
    drill = held(plan_ids=(plan.id,))
    go(TOWNSHIP).post(f"/drills/{drill.id}/findings/new", GIVEN)
    finding = db.session.scalars(select(DrillFinding)).one()
    told = {"on": "2026-06-19", "outcome": "改道", "seen": str(finding.version)}
    go(TOWNSHIP).get(f"/findings/{finding.id}/edit")
    go(COUNTY).post(f"/findings/{finding.id}/close", told)
    page = text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    assert "路线被切断" in page and "2026-06-19 整改完成" in page


def test_the_plans_page_leads_to_the_drill(go, plan):
    drill = held(plan_ids=(plan.id,))
    found(drill)
    links = [link["href"] for link in go(COUNTY).get(f"/plans/{plan.id}").select("#triggers a")]
    assert f"/drills/{drill.id}" in links and unit_at(XINGFU).id == plan.unit_id
