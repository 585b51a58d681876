"""Many drills: every row comes out in the sheet, the month and the calendar, or a sentence says why none does."""

from io import BytesIO

import ics
import pytest
from calendar_lint import lint
from drill_cast import COUNTY, planned
from openpyxl import load_workbook
from places import AIHUI
from visitors import text_of

from emergency.base.errors import Refusal
from emergency.drills import calendar_file, queries, views_list
from emergency.drills.calendar_file import calendar_of
from emergency.drills.places import region_place


@pytest.fixture
def seven(town, monkeypatch):
    """Seven drills of one day, read two at a time."""
    monkeypatch.setattr(queries, "BLOCK", 2)
    return [planned(title=f"演练{number}") for number in range(7)]


def test_the_sheet_holds_every_drill(seven, go):
    sheet = load_workbook(BytesIO(go(COUNTY).fetch("/drills.xlsx").data)).active
    named = [row[2] for row in sheet.iter_rows(values_only=True) if str(row[2]).startswith("演练") and row[2][2:]]
    assert [name for name in named if name != "演练名称"] == [drill.title for drill in seven]
    assert "共7次" in str(sheet.cell(3, 1).value)


def test_the_cell_of_a_day_tells_how_many_more_there_are(seven, go):
    page = go(COUNTY).get("/drills/month?month=7")
    assert "另有 3 次" in text_of(page, "table.month") and "7次" in text_of(page, "h2.month-list")


def test_the_calendar_holds_every_drill(seven):
    content = calendar_of(COUNTY, region_place(COUNTY, AIHUI), 2026).content
    assert {event.uid for event in ics.Calendar(content.decode()).events} == {drill.uid for drill in seven}
    assert lint(content) == []


def test_a_sheet_of_too_many_is_refused_with_advice(seven, go, monkeypatch):
    monkeypatch.setattr(views_list, "MOST_ROWS", 6)
    assert "共 7 次演练，超过一次导出的 6 次" in go(COUNTY).get("/drills.xlsx", 422).get_text()


def test_a_calendar_of_too_many_is_refused_with_advice(seven, monkeypatch):
    monkeypatch.setattr(calendar_file, "MOST_DRILLS", 6)
    with pytest.raises(Refusal, match="按下级地区或单位"):
        calendar_of(COUNTY, region_place(COUNTY, AIHUI), 2026)
