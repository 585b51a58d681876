"""A problem is traced to a chapter of the plan, and its mending to the changed version or a signed 不修订."""

from datetime import date

import pytest
from drill_cast import COUNTY, TOWNSHIP, held
from flask_migrate import downgrade, upgrade
from places import NEIGHBOUR, keeper
from plan_cast import SECOND_COUNTY, passed, second_version, town_plan, unit_at, upload
from sqlalchemy import select
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.drills.actions_answers import PlanAnswer
from emergency.drills.actions_findings import FindingDetails, add_finding, close_finding
from emergency.drills.models_findings import DrillFinding
from emergency.drills.words import Resolution
from emergency.plans.chapters import LIST_OF_KIND, OTHER, chapters_of

ON = date(2026, 6, 19)
KEPT = PlanAnswer(Resolution.KEPT, reason="经研究现行预案仍适用", signed_by="王某某", signed_on=ON)


@pytest.fixture
def plan(town):
    return passed(town_plan(), SECOND_COUNTY)


def traced(plan, due_on=date(2026, 7, 1)) -> DrillFinding:
    drill = held(plan_ids=(plan.id,))
    with committed():
        details = FindingDetails("路线被切断", False, "乡应急办", due_on, plan.id, "人员疏散安置")
        return add_finding(TOWNSHIP, drill.id, details)


def mended(finding, answer) -> DrillFinding:
    with committed():
        return close_finding(TOWNSHIP, finding.id, ON, "改道", answer=answer)


def given(plan, **changes):
    return {"text": "路线被切断", "responsible": "乡应急办", "due_on": "2026-07-01",
            "concerns": f"{plan.id}:人员疏散安置", **changes}  # fmt: skip


def test_every_kind_of_plan_has_its_chapters_and_a_place_for_the_others():
    assert all(chapters_of(line, [kind])[-1] == OTHER for line, kind in LIST_OF_KIND)
    assert chapters_of("government", ["township"])[:2] == ("预警信息传播", "任务分工")


def test_the_form_offers_the_chapters_of_the_exercised_plan(go, plan):
    drill = held(plan_ids=(plan.id,))
    page = go(TOWNSHIP).get(f"/drills/{drill.id}/findings/new")
    assert page.find("option", value=f"{plan.id}:人员疏散安置") and page.find("option", value="none")
    go(TOWNSHIP).post(f"/drills/{drill.id}/findings/new", given(plan))
    assert "《幸福乡突发事件应急预案》人员疏散安置" in text_of(go(COUNTY).get(f"/drills/{drill.id}"))


@pytest.mark.parametrize("lacking", ["concerns", "responsible", "due_on", "text"])
def test_chapter_person_and_term_are_asked_for(go, plan, lacking):
    drill = held(plan_ids=(plan.id,))
    go(TOWNSHIP).post(f"/drills/{drill.id}/findings/new", given(plan, **{lacking: ""}), 422)
    assert db.session.scalars(select(DrillFinding)).all() == []


def test_a_chapter_that_the_plan_has_not_is_refused(plan):
    drill = held(plan_ids=(plan.id,))
    with pytest.raises(Refusal, match="不属于这次演练的预案"), committed():
        add_finding(TOWNSHIP, drill.id, FindingDetails("问题", False, "乡", ON, plan.id, "没有这一章"))


def test_it_is_not_mended_without_a_word_on_the_plan(plan):
    with pytest.raises(Refusal, match="已修订"):
        mended(traced(plan), None)


def test_a_version_of_after_the_drill_is_the_answer(plan):
    finding = traced(plan)
    second_version(plan, date(2026, 6, 19))
    passed(plan)
    mended(finding, PlanAnswer(Resolution.REVISED, number=2))
    assert (finding.resolution, finding.revision_id is not None) == ("revised", True)


def test_a_version_of_before_the_drill_is_none(plan):
    with pytest.raises(Refusal, match="之前就已印发"):
        mended(traced(plan), PlanAnswer(Resolution.REVISED, number=1))


def test_a_version_that_nobody_passed_is_none_yet(plan):
    finding = traced(plan)
    second_version(plan, date(2026, 6, 19))
    with pytest.raises(Refusal, match="还没有核对通过"):
        mended(finding, PlanAnswer(Resolution.REVISED, number=2))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (PlanAnswer(Resolution.REVISED), "请选择"),
        (PlanAnswer(Resolution.KEPT, signed_by="王某某", signed_on=ON), "理由"),
        (PlanAnswer(Resolution.KEPT, reason="适用", signed_on=ON), "签署"),
        (PlanAnswer(Resolution.KEPT, reason="适用", signed_by="王某某"), "签署日期"),
        (PlanAnswer(Resolution.KEPT, reason="适用", signed_by="王某某", signed_on=date(2026, 6, 1)), "签署日期"),
    ],
)
def test_an_answer_lacks_nothing(plan, answer, sentence):
    with pytest.raises(Refusal, match=sentence):
        mended(traced(plan), answer)


def test_the_signed_reason_stands_on_the_page_with_its_paper(go, plan):
    finding = traced(plan)
    told = {"on": "2026-06-19", "outcome": "改道", "seen": str(finding.version), "resolution": "kept",
            "reason": "现行预案仍适用", "signed_by": "王某某", "signed_on": "2026-06-19",
            "papers": upload("不修订.pdf")}  # fmt: skip
    go(TOWNSHIP).post(f"/findings/{finding.id}/close", told)
    page = text_of(go(COUNTY).get(f"/drills/{finding.drill_id}"))
    assert "不修订：现行预案仍适用（王某某 2026-06-19 签署）" in page and "签署的不修订理由" in page


def test_overdue_problems_stand_on_the_desk_and_in_their_ledger(go, plan):
    traced(plan, due_on=ON)
    traced(plan)
    assert "演练问题整改逾期" in text_of(go(COUNTY).get("/"))
    page = go(COUNTY).get("/drills/findings?state=overdue")
    assert len(page.select("table.grid tbody tr th")) == 1 and "逾期1天" in text_of(page)
    assert len(go(COUNTY).get("/drills/findings").select("table.grid tbody tr th")) == 2
    assert "没有符合条件的问题" in text_of(go(NEIGHBOUR).get("/drills/findings?state=all"))


def test_the_ledger_goes_as_excel_too(go, plan):
    traced(plan)
    assert go(keeper(unit_at("231102200000").id)).fetch("/drills/findings.xlsx?state=all").data[:2] == b"PK"


def test_the_columns_go_and_come_back(plan):
    mended(traced(plan), KEPT)
    db.session.remove()
    downgrade(revision="0021_drill_proposal")
    upgrade()
    assert db.session.scalars(select(DrillFinding)).one().chapter is None


def test_a_problem_is_walked_through_the_pages_until_the_changed_version_answers_it(go, plan):
    """From the problem on the drill's page to the new version that was passed, and on to the page that says so."""
    drill = held(plan_ids=(plan.id,))
    office = go(TOWNSHIP)
    office.post(f"/drills/{drill.id}/findings/new", given(plan))
    finding = db.session.scalars(select(DrillFinding)).one()
    second_version(plan, date(2026, 6, 19))
    path = f"/findings/{finding.id}/close"
    told = {"seen": finding.version, "on": "2026-06-19", "outcome": "转移路线改走北桥", "resolution": "revised",
            "number": "2"}  # fmt: skip
    assert "还没有核对通过" in office.post(path, told, 422).text
    passed(plan)
    office.post(path, told)
    page = text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    assert "转移路线改走北桥" in page and "第2版" in page


def test_a_problem_is_walked_through_the_pages_until_the_signed_reason_answers_it(go, plan):
    drill = held(plan_ids=(plan.id,))
    office = go(TOWNSHIP)
    office.post(f"/drills/{drill.id}/findings/new", given(plan))
    finding = db.session.scalars(select(DrillFinding)).one()
    told = {"seen": finding.version, "on": "2026-06-19", "outcome": "现场标线重画", "resolution": "kept"}
    assert "请写明不修订的理由" in office.post(f"/findings/{finding.id}/close", told, 422).text
    signed = {"reason": "预案路线仍适用", "signed_by": "王某某", "signed_on": "2026-06-19"}
    office.post(f"/findings/{finding.id}/close", {**told, **signed})
    page = text_of(go(COUNTY).get(f"/drills/{drill.id}"))
    assert "现场标线重画" in page and "预案路线仍适用" in page and "王某某" in page
