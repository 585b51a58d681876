"""The list, the month, the sheet and the files, each within the viewer's scope."""

from io import BytesIO

import pytest
from calendar_cast import due_day
from calendar_lint import lint, unfold
from drill_cast import CITY, COUNTY, PLANNED, TOWNSHIP, held, keeper, planned, unit_of
from openpyxl import load_workbook
from places import AIHUI, HEIHE, NEIGHBOUR, NENJIANG, XINGFU
from questions import questions
from visitors import text_of

from emergency.base.database import committed, db
from emergency.base.slots import calendar_entries
from emergency.drills import views_list
from emergency.drills.actions import cancel_drill
from emergency.drills.calendar_file import calendar_of
from emergency.drills.calendar_kept import rebuild
from emergency.drills.models import Drill
from emergency.drills.places import region_place


def rows_of(page) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.select("table.grid tbody tr") if not row.select(".empty")]


def test_the_list_shows_the_drills_of_the_scope(go):
    planned()
    assert len(rows_of(go(COUNTY).get("/drills"))) == 1
    assert rows_of(go(NEIGHBOUR).get("/drills")) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", 2), ("state=held", 1), ("month=6", 1), ("q=防汛", 2), ("q=地震", 0), ("year=2025", 0),
     ("acceptance=pending", 1), ("form=tabletop", 0), ("mark=moved", 1), ("state=nonsense", 2), ("page=9", 2)],
)  # fmt: skip
def test_the_address_holds_the_filters(go, asked, found):
    planned()
    held()
    assert len(rows_of(go(COUNTY).get(f"/drills?{asked}"))) == found


def test_a_foreign_region_is_not_found(go):
    for path in (f"/drills?region={NENJIANG}", f"/regions/{NENJIANG}/drills.ics", "/drills?unit=99999"):
        go(COUNTY).get(path, 404)


def test_the_sheet_has_the_rows_and_columns_of_the_list(go):
    planned()
    page = go(COUNTY).get("/drills")
    book = load_workbook(BytesIO(go(COUNTY).fetch("/drills.xlsx").data))
    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    heads = [head.get_text() for head in page.select("table.grid thead th")]
    assert heads in [row[: len(heads)] for row in rows]
    assert rows[-1][:4] == ["2026-07-10", "09:00—11:00", PLANNED.title, unit_of().name]


def test_the_month_shows_each_day_and_its_neighbours(go):
    planned()
    page = go(COUNTY).get("/drills/month?month=7")
    assert PLANNED.title in text_of(page, "table.month") and len(page.select("table.month tbody tr")) == 5
    assert page.find("a", rel="next")["href"] == "/drills/month?year=2026&month=8"


def test_a_list_asks_the_same_number_of_questions_however_long(go):
    planned()
    visitor = go(COUNTY)
    with questions() as few:
        visitor.get("/drills")
    for _ in range(8):
        planned()
    with questions() as many:
        visitor.get("/drills")
    assert len(many) == len(few)


def test_the_calendar_of_a_region_holds_its_drills_clean(go):
    drill = planned()
    answer = go(COUNTY).fetch(f"/regions/{AIHUI}/drills.ics?year=2026")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert lint(answer.data) == [] and f"UID:{drill.uid}" in unfold(answer.data)


@pytest.mark.parametrize("path", [f"/regions/{HEIHE}", f"/regions/{XINGFU}", "/units/{unit}"])
def test_city_township_and_unit_have_calendars_too(go, path):
    drill = planned()
    answer = go(CITY).fetch(path.format(unit=drill.organiser_id) + "/drills.ics?year=2026")
    assert answer.data.count(b"BEGIN:VEVENT") == 1


def test_a_cancelled_drill_stays_in_the_calendar(town):
    drill = planned()
    with committed():
        cancel_drill(TOWNSHIP, drill, "汛情紧急", drill.version)
    lines = unfold(calendar_of(COUNTY, region_place(COUNTY, AIHUI), 2026).content)
    assert {"STATUS:CANCELLED", "SUMMARY:【已取消】防汛转移避险演练", "SEQUENCE:1"} <= set(lines)


def test_due_days_of_upper_rooms_come_on_request(town, monkeypatch):
    monkeypatch.setattr(calendar_entries, "fillers", [lambda *asked: [due_day()]])
    place = region_place(COUNTY, AIHUI)
    assert calendar_of(COUNTY, place, 2026).content.count(b"BEGIN:VEVENT") == 0
    assert calendar_of(COUNTY, place, 2026, with_due_days=True).content.count(b"BEGIN:VEVENT") == 1


def test_one_spoilt_row_never_breaks_the_calendar(town):
    good, bad = planned(), planned()
    with committed():
        db.session.execute(Drill.__table__.update().where(Drill.id == bad.id).values(form="spoilt"))
    db.session.expire_all()
    rebuild()
    written = calendar_of(COUNTY, region_place(COUNTY, AIHUI), 2026)
    assert f"UID:{good.uid}" in unfold(written.content) and lint(written.content) == []
    assert len(written.left_out) == 1


def test_the_keeper_of_one_unit_opens_on_that_unit(go):
    drill = planned()
    assert unit_of().name in go(keeper(drill.organiser_id)).get("/drills").h1.get_text()


def test_the_list_under_the_month_comes_in_pages(go, monkeypatch):
    whole = go(COUNTY).get("/drills/month?month=6")
    monkeypatch.setattr(views_list, "MONTH_PAGE", 1)
    first = go(COUNTY).get("/drills/month?month=6")
    assert len(first.select("table.grid tbody tr")) == 1
    assert text_of(first, "h2.month-list") == text_of(whole, "h2.month-list")
