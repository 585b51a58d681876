"""A plan comes into the register with its first version."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from places import AIHUI, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import FIRST, SECRET_PLAN, TOWN_BOOK, town_plan, unit_at, village_plan
from sqlalchemy import func, select

from emergency.audit.queries import acts_on
from emergency.base.database import committed, db
from emergency.base.errors import NotFound, Refusal
from emergency.obligations.facts import BodyRole, PlanKind
from emergency.plans import actions, queries
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan
from emergency.plans.words import Act
from emergency.units.models import Unit


def refused(code: str = XINGFU, told=FIRST, **changes: object) -> Refusal:
    with pytest.raises(Refusal) as found, committed():
        actions.register(TOWNSHIP, unit_at(code).id, replace(TOWN_BOOK, **changes), told)
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 0
    return found.value


def test_a_plan_is_kept_with_its_number_in_the_normal_form(heihe: Flask) -> None:
    plan = town_plan()
    revision = queries.latest_revision(plan)
    assert revision.document_number == "幸政发〔2026〕3号"
    assert dates_of(revision)[Act.ISSUED] == date(2026, 3, 2)
    assert (plan.state, plan.in_force, plan.code) == ("submitted", None, "YA000001")


def test_the_trail_says_who_entered_it(heihe: Flask) -> None:
    plan = town_plan()
    said = [act.sentence for act in acts_on("plan", plan.id)]
    assert said[-1].startswith("幸福乡丙为")
    assert any("提交核对" in sentence for sentence in said)


def test_an_office_that_enters_for_its_own_government_is_no_stand_in(heihe: Flask) -> None:
    assert not town_plan(TOWNSHIP).on_behalf


def test_an_office_that_enters_for_a_unit_below_is_shown_as_such(heihe: Flask) -> None:
    assert town_plan(COUNTY).on_behalf


def test_a_stranger_registers_nothing(heihe: Flask) -> None:
    with pytest.raises(NotFound):
        town_plan(NEIGHBOUR)


def test_a_keeper_registers_for_the_own_unit(heihe: Flask) -> None:
    assert not town_plan(keeper(unit_at(XINGFU).id)).on_behalf


def test_a_special_plan_of_a_department_is_approved_by_its_government(heihe: Flask) -> None:
    department = next(
        unit for unit in db.session.scalars(select(Unit)) if unit.kind == "department" and unit.line == "教育"
        and unit.region_code == AIHUI
    )  # fmt: skip
    details = replace(TOWN_BOOK, kinds=frozenset({PlanKind.SPECIAL}), title="校园安全专项预案")
    with committed():
        plan = actions.register(COUNTY, department.id, details, FIRST)
    bodies = queries.bodies_of([plan.id])[plan.id]
    assert [unit.id for unit in bodies[BodyRole.LEAD]] == [department.id]
    assert [unit.id for unit in bodies[BodyRole.APPROVER]] == [unit_at(AIHUI).id]


def test_a_day_of_2099_leaves_nothing(heihe: Flask) -> None:
    assert refused(told=replace(FIRST, dates={Act.ISSUED: date(2099, 1, 1)})).field == "issued"


def test_a_day_before_1949_leaves_nothing(heihe: Flask) -> None:
    assert "1949" in refused(told=replace(FIRST, dates={Act.ISSUED: date(1948, 1, 1)})).sentence


def test_a_plan_without_any_day_can_only_be_a_draft(heihe: Flask) -> None:
    assert "草稿" in refused(told=replace(FIRST, dates={})).sentence
    assert town_plan(told=replace(FIRST, dates={}), submit=False).state == "draft"


def test_a_village_does_not_write_the_plan_of_a_county(heihe: Flask) -> None:
    assert refused(kinds=frozenset({PlanKind.GENERAL})).field == "kinds"


def test_a_plan_entered_without_its_text_is_told_apart(heihe: Flask) -> None:
    assert queries.latest_revision(town_plan()).without_text


def test_a_village_plan_is_accepted_by_being_recorded(heihe: Flask) -> None:
    plan = village_plan()
    revision = queries.latest_revision(plan)
    assert (plan.state, plan.in_force) == ("passed", 1)
    assert (revision.recorded, revision.on_behalf) == (True, True)


def test_a_secret_plan_has_a_code_and_days_only(heihe: Flask) -> None:
    with committed():
        plan = actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, replace(FIRST, document_number=""))
    assert queries.title_of(plan) == f"涉密预案（代号 {plan.code}）"
    assert (plan.title, plan.hazard, plan.filing_target) == ("", "", "按保密渠道备案")


def test_the_number_of_a_secret_plan_is_refused(heihe: Flask) -> None:
    with pytest.raises(Refusal, match="只登记日期"), committed():
        actions.register(COUNTY, unit_at(AIHUI).id, SECRET_PLAN, FIRST)
