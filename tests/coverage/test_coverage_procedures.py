"""The page of a plan names the procedures that speak of it, and the review that 令88号 asks for with its light."""

from datetime import date

from filing_cast import firm_plan
from flask import Flask
from places import CITY, COUNTY
from plan_cast import town_plan, village_plan
from visitors import text_of

from emergency.base.database import committed, db
from emergency.coverage.parts import procedures_about
from emergency.obligations.actions import switch_rule
from emergency.obligations.facts import PlanKind
from emergency.units.actions_facts import record_fact
from emergency.units.facts import FAR_DAY
from emergency.units.models import Unit
from emergency.units.timeline import Stretch


def about(plan):
    return {rule.id for rule in procedures_about(plan.id)}


def test_each_plan_hears_of_its_own_procedures(covered: Flask) -> None:
    assert about(town_plan(kinds=frozenset({PlanKind.SPECIAL}))) == {"GP-02", "GP-03", "GP-04", "GP-06"}
    assert about(village_plan()) == {"GP-02", "GP-03", "GP-04", "GP-08"}
    assert about(firm_plan()) == {"GP-02", "GP-08", "BA-10"}


def test_a_draft_hears_of_them_before_it_is_accepted(covered: Flask, visit) -> None:
    plan = town_plan(submit=False)
    words = text_of(visit(COUNTY).get(f"/plans/{plan.id}"))
    assert "编制、审批和申报的程序" in words and "国办发〔2024〕5号 第21、22条" in words


def test_the_review_stands_among_them_with_its_light(covered: Flask, visit) -> None:
    plan = firm_plan()
    with committed():
        unit = db.session.get(Unit, plan.unit_id)
        record_fact(COUNTY, unit, "hazardous", ("store",), Stretch(date(2015, 3, 1), FAR_DAY), "许可证")
    page = visit(COUNTY).get(f"/plans/{plan.id}")
    words = text_of(page, "section[aria-labelledby=plan-procedures]")
    assert "应急预案评审" in words and "令88号 第21条" in words and "应当办理，未定期限" in words


def test_a_procedure_switched_off_is_not_named(covered: Flask) -> None:
    with committed():
        switch_rule(CITY, "GP-02", enabled=False, since=date(2025, 1, 1), reason="另行规定")
    assert "GP-02" not in about(town_plan())
