"""演练情况报送 of a held drill is a dated fact of its own, and answers what the drill opened."""

from datetime import date

import pytest
from drill_cast import COUNTY, TOWNSHIP, again, held, planned, unit_of
from places import AIHUI, NEIGHBOUR
from plan_cast import SECOND_COUNTY, unit_at, upload
from visitors import text_of

from emergency.base.database import committed
from emergency.base.errors import NotFound, Refusal
from emergency.coverage.actions import differences
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_report import ReportDetails, report_drill
from emergency.drills.queries_history import happenings
from emergency.drills.queries_report import report_of

ON = date(2026, 6, 19)


@pytest.fixture
def drill(town):
    return accepted(held())


def accepted(drill):
    with committed():
        found = again(drill)
        accept_drill(SECOND_COUNTY, found, unit_of(), found.version)
    return drill


def told(drill, on=ON, scope=TOWNSHIP, **more):
    with committed():
        return report_drill(scope, drill.id, ReportDetails(on, **(more or {"target": "爱辉区应急管理局"})))


def answers():
    (one,) = happenings([unit_of().id])
    return dict(one.answers)


def test_a_report_answers_the_drill(drill):
    row = told(drill, receiver_id=unit_at(AIHUI).id)
    assert answers()["reported"] == (ON, row.id)
    assert row.target == unit_at(AIHUI).name and differences([unit_of().id]) == []


@pytest.mark.parametrize(
    ("on", "more", "field", "said"),
    [
        (date(2026, 6, 17), {"target": "区应急管理局"}, "on", "早于演练举行日期"),
        (date(2026, 6, 21), {"target": "区应急管理局"}, "on", "晚于今天"),
        (ON, {"target": ""}, "target", "请选择接收单位，或填写报送对象"),
        (ON, {"receiver_id": 999_999}, "receiver", "请从名单中选择"),
    ],
)
def test_a_report_that_cannot_be_is_refused(drill, on, more, field, said):
    with pytest.raises(Refusal, match=said) as refused:
        told(drill, on=on, **more)
    assert refused.value.field == field


def test_a_planned_drill_has_nothing_to_report(town):
    with pytest.raises(Refusal, match="还没有登记举行情况"):
        told(planned())


def test_entering_it_again_asks_why_and_keeps_the_first(drill):
    first = told(drill)
    with pytest.raises(Refusal, match="请写明更正原因"):
        told(drill, on=date(2026, 6, 20), target="区应急管理局")
    second = told(drill, on=date(2026, 6, 20), target="区应急管理局", reason="原登记笔误")
    assert (second.replaces_id, report_of(drill.id).id) == (first.id, second.id)


def test_a_stranger_records_nothing(drill):
    with pytest.raises(NotFound):
        told(drill, scope=NEIGHBOUR)


def test_the_page_shows_what_is_done_and_what_is_not(drill, go):
    form = {"on": "2026-06-19", "target": "爱辉区应急管理局", "papers": upload("情况报告.pdf")}
    assert "没有登记" in text_of(go(COUNTY).get(f"/drills/{drill.id}"), "#report")
    go(COUNTY).post(f"/drills/{drill.id}/report", form)
    page = go(COUNTY).get(f"/drills/{drill.id}")
    assert "报爱辉区应急管理局" in text_of(page, "#report")
    assert "情况报告.pdf" in text_of(page)


def test_a_day_before_the_drill_stays_on_the_form(drill, go):
    told = {"on": "2026-06-01", "target": "区应急管理局"}
    answer = go(COUNTY).post(f"/drills/{drill.id}/report", told, status=422)
    assert "早于演练举行日期" in answer.text and "区应急管理局" in answer.text
