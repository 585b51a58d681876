"""Where several articles ask for filing, the form asks which of them a filing answers."""

from datetime import date

import pytest
from covered import open_duties
from filing_cast import bureau, firm_plan, handed
from flask import Flask
from places import COUNTY
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.plans.queries_filings import filings_of
from emergency.units.actions_facts import record_fact
from emergency.units.facts import FAR_DAY
from emergency.units.models import Unit
from emergency.units.timeline import Stretch

SINCE = Stretch(date(2015, 3, 1), FAR_DAY)


@pytest.fixture
def central(covered: Flask):
    """A petrol station of a central enterprise: two lines of filing, each a duty of its own."""
    plan = firm_plan()
    with committed():
        unit = db.session.get(Unit, plan.unit_id)
        for name, value in (("producer", True), ("central_enterprise", True), ("hazardous", ("trade_with_storage",))):
            record_fact(COUNTY, unit, name, value, SINCE, "许可证")
    return plan


def met(plan, rule_id):
    return any(duty.met_until for duty in open_duties(plan.unit_id, rule_id))


def test_one_line_asks_nothing(covered: Flask, visit) -> None:
    plan = firm_plan()
    assert not visit(COUNTY).get(f"/plans/{plan.id}/versions/1/file").select('[name="lines"]')


def test_several_lines_are_offered_with_their_articles(central, visit) -> None:
    page = visit(COUNTY).get(f"/plans/{central.id}/versions/1/file")
    assert {one["value"] for one in page.select('[name="lines"]')} == {"BA-08", "BA-08b", "BA-13"}
    assert "令88号 第26条第1、2款" in text_of(page)


def test_a_filing_answers_the_ticked_lines_only(central, visit) -> None:
    told = {"submitted_on": "2026-03-20", "receiver": str(bureau().id), "lines": "BA-08b"}
    visit(COUNTY).post(f"/plans/{central.id}/versions/1/file", told)
    assert filings_of([central.id])[0].details["rule_id"] == "BA-08b"
    assert met(central, "BA-08b") and not met(central, "BA-13")
    assert "依据 BA-08b" in text_of(visit(COUNTY).get(f"/plans/{central.id}"))


def test_one_filing_may_answer_two_lines(central) -> None:
    handed(central, rule_ids=("BA-08b", "BA-13"))
    assert met(central, "BA-08b") and met(central, "BA-13")


def test_none_ticked_or_a_line_that_does_not_speak_of_it_is_refused(central, visit) -> None:
    told = {"submitted_on": "2026-03-20", "receiver": str(bureau().id)}
    answer = visit(COUNTY).post(f"/plans/{central.id}/versions/1/file", told, status=422)
    assert "请勾选这次报送依据哪一条" in answer.text
    with pytest.raises(Refusal, match="从给出的条文"):
        handed(central, rule_ids=("BA-01",))
