"""有效期至 reminds in the list, on the plan's page and on the desk, and is no duty."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from places import COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import FIRST, passed, second_version, town_plan
from visitors import text_of

from emergency.plans.expiry import told_of
from emergency.plans.rules import RevisionDetails
from emergency.plans.words import Act

ENDS = date(2026, 8, 30)


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel("2026-06-15T10:00:00+08:00", tick=False):
        yield


@pytest.fixture
def plan(heihe):
    told = RevisionDetails({**FIRST.dates, Act.EXPIRES: ENDS}, FIRST.document_number)
    return passed(town_plan(told=told))


@pytest.mark.parametrize(
    ("today", "left"),
    [(date(2026, 6, 1), 90), (ENDS, 0), (date(2026, 8, 31), -1), (date(2026, 5, 31), None)],
)
def test_the_reminder_begins_ninety_days_before(today, left):
    found = told_of(ENDS, today)
    assert (found.left if found else None) == left
    assert told_of(None, today) is None


def test_the_page_of_the_plan_reminds_and_says_that_it_is_no_duty(plan, visit):
    words = text_of(visit(TOWNSHIP).get(f"/plans/{plan.id}"))
    assert "有效期至 2026-08-30，还有 76 天" in words and "不是法定义务" in words


def test_the_list_and_the_desk_count_it(plan, visit):
    page = text_of(visit(COUNTY).get("/plans?state=expiring"))
    assert "幸福乡突发事件应急预案" in page and "有效期至 2026-08-30" in page
    assert "1 有效期将满或已满 提醒，不是法定义务" in text_of(visit(COUNTY).get("/"))
    assert "没有符合条件" in text_of(visit(NEIGHBOUR).get("/plans?state=expiring"))


def test_excel_states_the_day(plan, visit):
    answer = visit(COUNTY).fetch("/plans/export?state=expiring")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "代号")
    assert rows[-1][heads.index("有效期至")] == "2026-08-30"


def test_a_term_that_ended_says_so(plan, visit):
    with time_machine.travel("2026-09-09T10:00:00+08:00", tick=False):
        words = text_of(visit(TOWNSHIP).get(f"/plans/{plan.id}"))
    assert "有效期已于 2026-08-30 届满（已过 10 天）" in words


def test_a_new_version_without_a_term_ends_the_reminder(plan, visit):
    passed(second_version(plan, date(2026, 6, 10)))
    assert "没有符合条件" in text_of(visit(COUNTY).get("/plans?state=expiring"))
    assert "提醒，不是法定义务" not in text_of(visit(COUNTY).get("/"))
