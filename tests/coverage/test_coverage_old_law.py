"""A plan from before the law in the catalogue reads 旧办法，未核, and owes no filing."""

from collections.abc import Callable
from datetime import date

from covered import open_duties
from flask import Flask
from places import COUNTY, XINGFU
from plan_cast import FIRST, passed, town_plan, unit_at
from visitors import Visitor, text_of

from emergency.base.access import Scope
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act

Visit = Callable[[Scope | None], Visitor]
OLD = RevisionDetails({Act.ISSUED: date(2023, 6, 1)}, document_number="幸政发(2023)1号")


def test_an_old_plan_owes_no_filing_and_says_why(covered: Flask, visit: Visit) -> None:
    plan = passed(town_plan(told=OLD))
    assert open_duties(unit_at(XINGFU).id, "BA-06") == []
    assert "旧办法，未核" in text_of(visit(COUNTY).get(f"/plans/{plan.id}"))


def test_a_new_plan_says_its_term(covered: Flask, visit: Visit) -> None:
    plan = passed(town_plan(told=FIRST))
    page = text_of(visit(COUNTY).get(f"/plans/{plan.id}"))
    assert "旧办法" not in page and "2026-03-30" in page
