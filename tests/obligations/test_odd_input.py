"""Odd input on the running product: each gets a clear sentence or a defined result, and nothing is lost."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import law_cast
import pytest
import time_machine
from covered import open_duties
from flask import Flask
from places import CITY, COUNTY, TOWNSHIP, XINGFU
from plan_cast import FIRST, REGISTERING, TOWN_BOOK, passed, town_plan, unit_at
from visitors import text_of

from emergency.base.database import committed, db
from emergency.coverage.actions import differences
from emergency.coverage.models import Duty
from emergency.coverage.stored import open_rows
from emergency.obligations.local_rules import as_text
from emergency.obligations.queries import load_workdays
from emergency.plans import actions
from emergency.plans.models import Plan
from emergency.plans.words import Act
from emergency.units.actions import Entry, UnitDetails, add_unit, edit_unit
from emergency.units.facts import UnitKind
from emergency.units.queries_histories import all_unit_ids


@pytest.fixture(autouse=True)
def in_november(covered: Flask):
    with time_machine.travel("2026-11-21 02:00Z", tick=False):
        yield


def standing() -> set[tuple[object, ...]]:
    return set(open_rows(all_unit_ids()))


def test_a_rule_file_with_a_typo_names_the_rule_and_keeps_nothing(visit) -> None:
    before = standing()
    text = as_text([law_cast.local_rule()]).replace("period:", "peroid:")
    answer = visit(CITY).post("/local-rules/keep", {"text": text, "reason": "会议"}, status=422)
    assert "BD-01" in answer.text and "peroid" in answer.text and standing() == before


def test_a_law_switched_off_says_what_hangs_on_it_and_comes_back_whole(visit) -> None:
    passed(town_plan())
    before = standing()
    page = visit(CITY)
    assert "约束 1 家单位，应办 1 项" in text_of(page.get("/rules/BA-06/switch"))
    with time_machine.travel("2026-11-22 02:00Z", tick=False):
        page.post("/rules/BA-06/switch", {"enabled": "no", "since": "2026-01-01", "reason": "试点"})
        assert not open_duties(unit_at(XINGFU).id, "BA-06")
        assert db.session.scalars(db.select(Duty).where(Duty.rule_id == "BA-06")).first() is not None
        page.post("/rules/BA-06/switch", {"enabled": "yes", "since": "2026-01-01", "reason": "试点结束"})
        assert standing() == before and differences(all_unit_ids()) == []


def test_a_kind_that_changes_in_mid_year_cuts_the_duties_on_its_day() -> None:
    told = UnitDetails(UnitKind.SCHOOL, "幸福技工学校", XINGFU)
    with committed():
        unit = add_unit(CITY, told, Entry(date(2015, 1, 1), "批复"))
    with committed():
        edit_unit(CITY, unit, replace(told, kind=UnitKind.ENTERPRISE), date(2026, 7, 1), "改制文件")
    (school,) = open_duties(unit.id, "YB-08")
    fire = open_duties(unit.id, "YB-07")
    assert school.ends == date(2026, 7, 1)
    assert [(one.unit_kind, one.starts) for one in fire][-2:] == [
        ("school", fire[0].starts), ("enterprise", date(2026, 7, 1)),
    ]  # fmt: skip
    assert differences([unit.id]) == []


def test_a_plan_dated_before_its_unit_existed_is_refused_with_both_days(visit) -> None:
    with committed():
        unit = add_unit(CITY, UnitDetails(UnitKind.SCHOOL, "新建小学", XINGFU), Entry(date(2025, 9, 1), "批复"))
    told = {**REGISTERING, "kinds": "unit", "covers": "school_incident", "issued": "2025-08-01"}
    answer = visit(TOWNSHIP).post(f"/units/{unit.id}/plans/new", told, status=422)
    assert "2025-08-01" in answer.text and "2025-09-01" in answer.text
    assert db.session.scalars(db.select(Plan).where(Plan.unit_id == unit.id)).first() is None


def test_an_evaluation_before_the_issue_is_refused_and_the_form_keeps_it(visit) -> None:
    plan = passed(town_plan())
    before = standing()
    told = {"on": "2026-03-01", "who": "评估组", "conclusion": "keep"}
    answer = visit(TOWNSHIP).post(f"/plans/{plan.id}/versions/1/evaluate", told, status=422)
    assert "早于" in answer.text and "2026-03-02" in answer.text and 'value="评估组"' in answer.text
    assert standing() == before


def test_a_trigger_of_tomorrow_is_refused_and_two_of_one_kind_are_one_duty(visit) -> None:
    plan = passed(town_plan())
    told = {"kind": "risk", "day": "2026-11-22", "source": "新增隐患点"}
    page = visit(COUNTY)
    assert "晚于今天" in page.post(f"/plans/{plan.id}/triggers/new", told, status=422).text
    for source in ("新增隐患点", "新增滑坡点"):
        page.post(f"/plans/{plan.id}/triggers/new", {**told, "day": "2026-08-03", "source": source})
    duties = open_duties(plan.unit_id, "RV-01")
    assert [(one.starts, one.overdue_from) for one in duties] == [(date(2026, 8, 3), None)]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("2027-01-04 放假\n2027-01-04 放假", "第1行已写过"),
        ("2027-01-02", "2027-01-02（星期六）没有写安排"),
        ("2026-10-01 放假", "不在2027年"),
    ],
)
def test_a_holiday_table_that_is_wrong_is_told_row_by_row(visit, days: str, sentence: str) -> None:
    told = {"year": "2027", "notice": "某号", "source": "收文", "days": days}
    answer = visit(CITY).post("/workdays/import", {**told, "sheet": (BytesIO(b""), "")}, status=422)
    assert sentence in law_cast.words(answer) and 2027 not in load_workdays().years


def test_a_year_that_is_missing_makes_the_terms_provisional_and_no_light_red() -> None:
    with time_machine.travel("2026-12-20 02:00Z", tick=False), committed():
        told = replace(FIRST, dates={Act.ISSUED: date(2026, 12, 15)})
        plan = actions.register(TOWNSHIP, unit_at(XINGFU).id, TOWN_BOOK, told, submit=True)
    passed(plan)
    (duty,) = open_duties(plan.unit_id, "BA-06")
    assert duty.provisional and duty.basis["waits_for_year"] == 2027
    assert duty.overdue_from > duty.due_on
