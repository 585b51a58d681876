"""The law in the register, for tests of the obligations room."""

from datetime import date, timedelta

from inspection import inspect
from visitors import text_of

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.obligations import actions
from emergency.obligations.models import WorkdayYear
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


def every_day(year):
    """A year written down day by day, with five Mondays of rest."""
    rests = {first_monday(year, month) for month in range(1, 6)}
    first = date(year, 1, 1)
    days = [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]
    return [(day, day.weekday() < 5 and day not in rests, "") for day in days]


def forget_year(year):
    """Close a year, as if it had never been entered."""
    with committed():
        row = db.session.scalar(db.select(WorkdayYear).where(WorkdayYear.year == year))
        row.known_until = clock.now()
        trail.record(LEARNER, Tag.WORKDAYS_IMPORT, "workdays", year, "试验")


def words(response):
    """The words of a page that answered a form."""
    return text_of(inspect(response.get_data(as_text=True)))


def local_rule(**changes):
    """A rule of the city's own, by a work arrangement that is no law."""
    row = {
        "id": "BD-01", "version": 1, "title": "村每年组织一次演练", "group": "drills", "force": "local",
        "rank": "work_arrangement", "article": "试验文件 第一条", "demand_text": "每年组织一次演练",
        "binds": {"fact": "kind", "in": ["village"]},
        "demand": {"shape": "calendar", "met_by": "drill", "period": "year", "needs_plan": False},
        "accepts": {"contents": ["comprehensive", "single"], "forms": ["live", "tabletop"]},
        "valid_from": "2026-01-01", "verification": "已核（本级对照原文）",
    }  # fmt: skip
    return row | changes
