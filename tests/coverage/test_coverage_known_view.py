"""Two times: what was true on a day, and what the register knew then; the page says which of them it shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from covered import open_duties
from flask import Flask
from openpyxl import load_workbook
from places import CITY, COUNTY, HEIHE, TOWNSHIP, XINGFU
from plan_cast import FIRST, passed, town_plan, unit_at
from visitors import Visitor, text_of

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import committed, db
from emergency.coverage.overview import child_names, overview
from emergency.coverage.queries import View
from emergency.obligations.actions import enter_workdays, switch_rule
from emergency.obligations.models import RuleVersion
from emergency.plans.words import Act
from emergency.units.actions_facts import record_fact
from emergency.units.timeline import Stretch

Visit = Callable[[Scope | None], Visitor]
# The session's register is seeded by the real clock, so all of this happens after it.
SEEDED = clock.today()
LAST_YEAR = date(SEEDED.year + 1, 12, 31)
NOW = datetime(SEEDED.year + 2, 11, 20, 4, tzinfo=UTC)
ISSUED = date(LAST_YEAR.year, 3, 2)
TOWN = f"region={XINGFU}&counted=all"


@pytest.fixture
def late_plan(covered: Flask) -> Flask:
    """A plan that is uploaded in November and states a day of last year."""
    with time_machine.travel(NOW, tick=False):
        passed(town_plan(told=replace(FIRST, dates={Act.ISSUED: ISSUED})))
        yield covered


def plans_met(known_on: date | None) -> int:
    known = clock.end_of(known_on) if known_on else None
    return overview(CITY, View(XINGFU, LAST_YEAR, known)).groups["plans"].met


def test_a_plan_of_last_year_uploaded_today_is_true_then_and_was_not_known_then(late_plan: Flask) -> None:
    before = plans_met(LAST_YEAR)
    assert plans_met(None) == plans_met(NOW.date()) == before + 2


def test_before_any_rule_was_known_the_page_says_so_and_counts_nothing(covered: Flask, visit: Visit) -> None:
    early = text_of(visit(CITY).get(f"/coverage?region={HEIHE}&known_at=2020-01-01"))
    assert "那时系统还没有收入规则，规则自" in early and "0/0" not in early and "示例数据" not in early


def test_duties_told_for_a_moment_before_any_rule_was_known_say_so(covered: Flask, visit: Visit) -> None:
    with committed():
        db.session.execute(db.update(RuleVersion).values(known_from=clock.now() + timedelta(days=9)))
    told = covered.test_cli_runner().invoke(args=["duties", "--unit", XINGFU, "--known-at", f"{clock.today()}"])
    assert told.exit_code == 0 and "那时系统还没有收入规则" in told.output and "应编" in told.output
    assert "应编" in text_of(visit(CITY).get(f"/coverage/duties?{TOWN}&known_at={clock.today()}"))


def test_the_page_says_by_which_time_it_goes(late_plan: Flask, visit: Visit) -> None:
    stated = text_of(visit(COUNTY).get(f"/coverage?{TOWN}&on={LAST_YEAR}"))
    known = text_of(visit(COUNTY).get(f"/coverage?{TOWN}&on={LAST_YEAR}&known_at={LAST_YEAR}"))
    assert "按实际发生" in stated and "按当时已知" not in stated
    assert f"按当时已知：只计系统到 {LAST_YEAR} 23:59" in known


def test_every_number_of_the_known_view_opens_a_list_of_that_length(late_plan: Flask, visit: Visit) -> None:
    page = visit(COUNTY).get(f"/coverage?{TOWN}&on={LAST_YEAR}&known_at={LAST_YEAR}")
    told = {link["href"]: int(link.get_text()) for link in page.select("main .grid td a")}
    assert told and all("known_at=" in href for href in told)
    for href, number in told.items():
        assert f"共 {number} " in text_of(visit(COUNTY).get(href)), href


def test_a_light_of_the_known_view_is_explained_as_it_was_known(late_plan: Flask, visit: Visit) -> None:
    page = visit(COUNTY).get(f"/coverage/duties?{TOWN}&group=plans&on={LAST_YEAR}&known_at={LAST_YEAR}")
    (link, *_) = [link["href"] for link in page.select("td a") if "/coverage/duties/" in link["href"]]
    words = text_of(visit(COUNTY).get(link))
    assert "按当时已知" in words and "更新前的判断" not in words and "幸政发" not in words


def test_the_workbooks_say_it_too(late_plan: Flask, visit: Visit) -> None:
    for sheet in ("sheet.xlsx", "duties.xlsx"):
        file = visit(COUNTY).fetch(f"/coverage/{sheet}?{TOWN}&on={LAST_YEAR}&known_at={LAST_YEAR}").data
        rows = load_workbook(BytesIO(file)).active.iter_rows(max_row=4, values_only=True)
        assert any("按当时已知" in str(cell) for row in rows for cell in row)


def test_a_day_that_has_not_come_is_refused(late_plan: Flask, visit: Visit) -> None:
    assert "还没有到" in text_of(visit(COUNTY).get("/coverage?known_at=2090-01-01", status=422))
    told = late_plan.test_cli_runner().invoke(args=["coverage", "--region", XINGFU, "--known-at", "2090-01-01"])
    assert told.exit_code == 2 and "还没有到" in told.output


def test_the_commands_answer_for_the_end_of_that_day(late_plan: Flask) -> None:
    def asked(*words: str) -> str:
        return late_plan.test_cli_runner().invoke(args=[*words, "--on", str(LAST_YEAR)]).output

    unit = ("duties", "--unit", XINGFU)
    assert "BA-06" in asked(*unit) and "BA-06" not in asked(*unit, "--known-at", str(LAST_YEAR))
    assert "BA-06" in asked(*unit, "--known-at", str(NOW.date()))
    assert "按当时已知" in asked("coverage", "--region", XINGFU, "--known-at", str(LAST_YEAR))


def test_a_name_recorded_later_is_not_in_the_view_of_before(late_plan: Flask) -> None:
    unit, since = unit_at(XINGFU), date(SEEDED.year, 1, 1)
    with committed():
        record_fact(COUNTY, unit, "hazard_prone", True, Stretch(since, date(9999, 12, 31)), "普查")
    words = late_plan.test_cli_runner()
    asked = ["duties", "--unit", XINGFU, "--on", str(NOW.date())]
    before = words.invoke(args=[*asked, "--known-at", str(LAST_YEAR)]).output
    assert "DR-03" in words.invoke(args=asked).output and "DR-03" not in before


def test_a_switch_is_not_in_the_view_of_before(late_plan: Flask) -> None:
    def filing(known: date | None) -> bool:
        moment = clock.end_of(known) if known else None
        return overview(CITY, View(HEIHE, LAST_YEAR, moment)).groups["filing"].owed > 0

    with time_machine.travel(NOW.replace(day=22), tick=False), committed():
        switch_rule(CITY, "BA-06", enabled=False, since=date(SEEDED.year, 1, 1), reason="试点")
    with time_machine.travel(NOW.replace(day=23), tick=False):
        assert filing(NOW.date()) and not filing(None)


def test_working_days_entered_later_do_not_move_a_day_of_before(covered: Flask) -> None:
    year = SEEDED.year + 1
    with time_machine.travel(datetime(year - 1, 12, 20, 4, tzinfo=UTC), tick=False):
        passed(town_plan(TOWNSHIP, replace(FIRST, dates={Act.ISSUED: date(year - 1, 12, 15)})))
        (before,) = open_duties(unit_at(XINGFU).id, "BA-06")
    with time_machine.travel(datetime(year - 1, 12, 25, 4, tzinfo=UTC), tick=False), committed():
        enter_workdays(CITY, year, [(date(year, 1, 4), False, "元旦")], "示例通知", "示例来源")
    args = ["duties", "--unit", XINGFU, "--on", f"{year}-01-02"]
    told = covered.test_cli_runner().invoke(args=args).output
    assert f"期限{before.due_on}" not in next(line for line in told.splitlines() if line.startswith("BA-06"))


def test_a_region_without_a_name_at_that_time_is_still_named(covered: Flask) -> None:
    view = View(HEIHE, LAST_YEAR, datetime(1990, 1, 1, tzinfo=UTC))
    assert child_names({XINGFU, HEIHE}, view) == {XINGFU: "幸福乡", HEIHE: "本级"}
