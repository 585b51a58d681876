"""A term that waits for a year's working days is told with its safe day; it becomes fixed when the year is entered."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from covered import open_duties
from flask import Flask
from places import CITY, COUNTY, XINGFU, keeper
from plan_cast import FIRST, passed, town_plan, unit_at
from sqlalchemy import select
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.coverage.actions import recompute_job
from emergency.coverage.models import Duty
from emergency.obligations.actions import enter_workdays
from emergency.obligations.workday_text import read_exceptions
from emergency.plans.words import Act

NOTICE = "\n".join(f"2027-{day} 放假 某节" for day in ("01-01", "01-04", "01-05", "02-08", "03-01"))


@pytest.fixture(autouse=True)
def issued(covered: Flask) -> Iterator[None]:
    """幸福乡's plan came out on 7 December 2026: its twentieth working day lies in a year not yet published."""
    with time_machine.travel("2026-12-15 02:00Z", tick=False):
        passed(town_plan(told=type(FIRST)({Act.ISSUED: date(2026, 12, 7)}, document_number="幸政发〔2026〕9号")))
        yield


def enter(text: str = NOTICE) -> None:
    with time_machine.travel("2026-12-20 02:00Z", tick=False), committed():
        enter_workdays(CITY, 2027, read_exceptions(text, 2027), "某号通知", "收文")


def filing() -> Duty:
    return open_duties(unit_at(XINGFU).id, "BA-06")[-1]


def acts() -> list[str]:
    query = select(AuditEvent.sentence).where(AuditEvent.tag == "law.workdays-settle")
    return list(db.session.scalars(query))


def test_the_term_is_provisional_until_the_year_is_entered() -> None:
    assert filing().provisional and filing().due_on == date(2027, 1, 4)
    enter()
    assert not filing().provisional and filing().due_on == date(2027, 1, 7)


def test_one_act_says_how_many_terms_became_fixed() -> None:
    enter()
    assert len(acts()) == 1 and "项应办事项的期限由暂定改为确定。" in acts()[0]


def test_a_correction_of_the_year_settles_nothing_again() -> None:
    enter()
    enter(NOTICE + "\n2027-06-07 放假 某节")
    assert len(acts()) == 1


def test_the_job_tells_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emergency.coverage.actions.AT_ONCE", 0)
    enter()
    assert filing().provisional and acts() == []
    recompute_job({})
    assert not filing().provisional and len(acts()) == 1


def test_the_list_names_each_term_before_and_after(visit) -> None:  # type: ignore[no-untyped-def]
    assert "没有由暂定改为确定的期限" in text_of(visit(COUNTY).get("/coverage/settled"))
    enter()
    page = text_of(visit(COUNTY).get("/coverage/settled"))
    assert "幸福乡" in page and "2027-01-04" in page and "2027-01-07" in page


def test_a_stranger_sees_no_terms_of_others(visit) -> None:  # type: ignore[no-untyped-def]
    enter()
    assert "没有由暂定改为确定的期限" in text_of(visit(keeper(unit_at("231183211000").id)).get("/coverage/settled"))


def test_the_explanation_names_the_safe_day_and_how_days_are_counted(visit) -> None:  # type: ignore[no-untyped-def]
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{filing().id}?on=2026-12-15"))
    assert "稳妥办理日" in page and "2027-01-01" in page
    assert "数20个工作日，起算当日不计（民法典第201条）" in page
