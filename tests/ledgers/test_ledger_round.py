"""What a list gives as Excel comes back without any change."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from ledger_cast import checked, plan_row, plans_book, statuses, taken_in
from openpyxl import load_workbook
from places import CITY, keeper
from plan_cast import SECRET_PLAN, passed, second_version, town_plan, unit_at, village_plan

from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.ledgers.facts import Status
from emergency.plans import actions, actions_acts
from emergency.plans.rules import RevisionDetails


@pytest.fixture
def city(heihe, visit):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield visit(CITY)


def test_the_list_of_units_comes_back_unchanged(city):
    report = checked(city.fetch("/units/export").data)
    told = [row.told for row in report.rows if row.status is not Status.UNCHANGED]
    assert not told and len(report.rows) > 20


def test_the_list_of_plans_comes_back_unchanged(city):
    village_plan()
    plan = passed(town_plan())
    second_version(plan, date(2026, 8, 1))
    with committed():
        county = unit_at("231102000000").id
        actions.register(system_scope("载入"), county, SECRET_PLAN, RevisionDetails({}), submit=False)
    taken_in(plans_book(plan_row(有效期="2027-1-1")))
    report = checked(city.fetch("/plans/export").data)
    told = [row.told for row in report.rows if row.status is not Status.UNCHANGED]
    assert not told and statuses(report) == [Status.UNCHANGED] * 4


def test_the_filter_stands_above_the_rows(city):
    sheet = load_workbook(BytesIO(city.fetch("/plans/export?state=draft").data)).active
    assert "草稿" in sheet["A2"].value


def test_an_abolished_plan_comes_back_unchanged(city):
    plan = passed(town_plan())
    with committed():
        actions_acts.abolish(system_scope("载入"), plan.id, date(2026, 11, 1), "幸政发〔2026〕9号")
    assert statuses(checked(city.fetch("/plans/export").data)) == [Status.UNCHANGED]


def test_a_unit_brings_its_own_list_back_unchanged(city, visit):
    plan = passed(town_plan())
    own = keeper(plan.unit_id)
    report = checked(visit(own).fetch("/plans/export").data, scope=own)
    assert statuses(report) == [Status.UNCHANGED], [row.told for row in report.rows]
