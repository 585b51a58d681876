"""The record of a plan evaluation: the group, its methods, the seven elements of a firm's, the conclusion."""

from dataclasses import replace
from datetime import date

import pytest
from filing_cast import firm_plan
from flask import Flask
from places import COUNTY, TOWNSHIP
from plan_cast import FIRST, SECRET_PLAN, passed, town_plan, upload
from visitors import text_of

from emergency.base.database import committed
from emergency.base.errors import Refusal
from emergency.plans import actions_acts
from emergency.plans.actions_acts import Evaluation
from emergency.plans.evaluating import ELEMENTS
from emergency.plans.queries import open_milestones
from emergency.plans.words import Act, Conclusion

TYPED = {
    "on": "2026-10-08",
    "who": "示例咨询机构",
    "conclusion": "keep",
    "members": "组长某某等5人",
    "methods": "documents",
}


def evaluation_of(plan):
    return next(row for row in open_milestones(plan.id) if row.kind == Act.EVALUATED)


def test_a_firms_evaluation_goes_by_the_seven_elements(covered: Flask, visit) -> None:
    plan = firm_plan()
    page = visit(COUNTY)
    form = page.get(f"/plans/{plan.id}/versions/1/evaluate")
    assert {one["name"] for one in form.select("textarea")} == {"members", *ELEMENTS}
    assert "推荐性标准" in text_of(form)
    told = {**TYPED, "resources": "消防沙不足", "linking": "与乡预案衔接", "papers": upload("评估报告.pdf")}
    page.post(f"/plans/{plan.id}/versions/1/evaluate", told)
    assert evaluation_of(plan).details["elements"] == {"resources": "消防沙不足", "linking": "与乡预案衔接"}
    words = text_of(page.get(f"/plans/{plan.id}"))
    assert "评估组：组长某某等5人；评估方法：资料分析；应急资源：消防沙不足；预案衔接：与乡预案衔接" in words
    assert "评估报告.pdf" in words


def test_a_governments_evaluation_has_no_elements_of_a_standard(covered: Flask, visit) -> None:
    plan = passed(town_plan())
    form = visit(TOWNSHIP).get(f"/plans/{plan.id}/versions/1/evaluate")
    assert {one["name"] for one in form.select("textarea")} == {"members"}
    visit(TOWNSHIP).post(f"/plans/{plan.id}/versions/1/evaluate", {**TYPED, "members": ""})
    assert set(evaluation_of(plan).details) == {"who", "conclusion", "methods"}


def test_of_a_secret_plan_nobody_is_named(covered: Flask) -> None:
    plan = passed(town_plan(told=replace(FIRST, document_number=""), **vars(SECRET_PLAN)))
    told = Evaluation(date(2026, 10, 8), "", Conclusion.KEEP, members="某某")
    with pytest.raises(Refusal), committed():
        actions_acts.evaluate(COUNTY, plan.id, 1, told)
