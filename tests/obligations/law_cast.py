"""The law in the register, for tests of the obligations room."""

from datetime import date

from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.obligations import actions
from emergency.obligations.workday_text import read_exceptions
from emergency.seeding import law_rows, workday_rows

LEARNER = system_scope("系统载入")
LATER = date(2026, 7, 1)


def load(rows=None):
    """Seed the law; returns how many rows were new."""
    with committed():
        return actions.seed_law(LEARNER, law_rows() if rows is None else rows, workday_rows())


def switch(scope, rule_id, enabled, since=LATER, **more):
    with committed():
        actions.switch_rule(scope, rule_id, enabled=enabled, since=since, reason="会议决定", **more)


def count(scope, name, value, since=LATER):
    with committed():
        actions.set_counting(scope, name, value, since, "会议决定")


def enter(scope, year, text):
    with committed():
        actions.enter_workdays(scope, year, read_exceptions(text, year), "某号通知", "收文")


def pasted(year, months=("01", "02", "03", "04", "05")):
    """Some weekdays of rest of a year, one a month, as the office would paste them."""
    return "\n".join(f"{first_monday(year, int(month))} 放假 某节" for month in months)


def first_monday(year, month):
    first = date(year, month, 1)
    return first.replace(day=1 + (7 - first.weekday()) % 7)
