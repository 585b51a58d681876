"""What turns overdue in the days ahead if nothing is done: each number is the length of its list."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from covered import TODAY, open_duties
from flask import Flask
from openpyxl import load_workbook
from places import AIHUI, CITY, COUNTY, HEIHE, NEIGHBOUR, XINGFU, keeper
from plan_cast import FIRST, passed, town_plan, unit_at
from questions import questions
from visitors import Visitor, text_of

from emergency.base.access import Scope
from emergency.coverage.forecast import WINDOWS, forecast
from emergency.coverage.queries import View, roll_up, total
from emergency.plans.words import Act

Visit = Callable[[Scope | None], Visitor]
FILED_BY = date(2026, 3, 30)


@pytest.fixture
def waiting(covered: Flask) -> Flask:
    """A plan whose filing is due on 30 March 2026 and whose other duties follow later."""
    passed(town_plan(told=replace(FIRST, dates={Act.ISSUED: date(2026, 3, 2)})))
    return covered


@pytest.mark.parametrize(("before", "counted"), [(1, 1), (0, 1), (-1, 0)])
def test_a_term_turns_overdue_on_the_day_after_its_last(waiting: Flask, before: int, counted: int) -> None:
    view = View(XINGFU, FILED_BY - timedelta(days=before), counted=None)
    assert forecast(CITY, view, "", windows=(30,)).whole.by_group["filing"] == (counted,)


def test_the_forecast_is_what_the_later_day_shows_and_this_one_does_not(waiting: Flask) -> None:
    view = View(HEIHE, date(2026, 3, 20))
    for days, coming in zip(WINDOWS, forecast(CITY, view, "").whole.total, strict=True):
        later = total(roll_up(CITY, replace(view, on=view.on + timedelta(days=days)))).overdue
        assert coming == later - total(roll_up(CITY, view)).overdue


@pytest.mark.parametrize("asked", ["", "&by=kind", "&counted=all", f"&region={XINGFU}"])
def test_every_number_of_the_forecast_is_the_length_of_its_list(waiting: Flask, visit: Visit, asked: str) -> None:
    visitor = visit(COUNTY)
    page = visitor.get(f"/coverage/forecast?on=2026-03-20{asked}")
    told = {link["href"]: int(link.get_text()) for link in page.select("main .grid td a")}
    assert told
    for href, number in told.items():
        assert f"共 {number} " in text_of(visitor.get(href)), href


def test_lines_add_up_to_the_whole(waiting: Flask) -> None:
    for by in ("region", "kind"):
        shown = forecast(CITY, View(HEIHE, date(2026, 3, 20)), "", by)
        sums = [sum(column) for column in zip(*(line.total for line in shown.lines), strict=True)]
        assert tuple(sums) == shown.whole.total and any(sums)


def test_the_workbook_holds_the_lines_of_the_forecast(waiting: Flask, visit: Visit) -> None:
    answer = visit(COUNTY).fetch("/coverage/forecast.xlsx?on=2026-03-20")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    shown = forecast(COUNTY, View(AIHUI, date(2026, 3, 20)), "")
    assert rows[-1][0] == "合计" and sum(rows[-1][1:]) == sum(shown.whole.total)


def test_the_command_tells_the_same_figures(waiting: Flask) -> None:
    args = ["forecast", "--region", HEIHE, "--on", "2026-03-20"]
    told = json.loads(waiting.test_cli_runner().invoke(args=[*args, "--days", "30", "--json"]).output)
    shown = forecast(CITY, View(HEIHE, date(2026, 3, 20)), "")
    assert told["turning_overdue"] == {"30": shown.whole.total[0]}
    assert "90 天内" in waiting.test_cli_runner().invoke(args=args).output
    assert waiting.test_cli_runner().invoke(args=["forecast", "--region", "999999000000"]).exit_code == 1


def test_a_neighbour_sees_no_forecast_and_a_keeper_the_own_one(waiting: Flask, visit: Visit) -> None:
    visit(NEIGHBOUR).get(f"/coverage/forecast?region={AIHUI}", status=404)
    (filing,) = open_duties(unit_at(XINGFU).id, "BA-06")
    page = visit(keeper(unit_at(XINGFU).id)).get("/coverage/forecast?on=2026-03-20")
    assert "逾期预测：本单位" in text_of(page) and page.select("main .grid td a")
    assert filing.due_on == FILED_BY


def test_the_forecast_asks_a_fixed_number_of_questions(waiting: Flask) -> None:
    counts = []
    for region in (HEIHE, XINGFU):
        with questions() as asked:
            forecast(CITY, View(region, TODAY), "")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_desk_and_overview_lead_to_the_forecast(waiting: Flask, visit: Visit) -> None:
    for address in ("/", "/coverage"):
        assert visit(COUNTY).get(address).select("a[href^='/coverage/forecast']")
