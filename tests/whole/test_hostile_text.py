"""What people type is text on every page and in every workbook: never markup, never a formula."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from hostile import CODED, FORMULAS, MARKUP, TYPED, fill_with, texts
from openpyxl import load_workbook
from table_of_access import COLUMNS, LINES, numbers, person_of
from test_crawl import PRINTED, crawl
from visitors import Visitor
from whole_cast import Whole

from emergency.base.access import Scope
from emergency.base.database import db

Visit = Callable[[Scope | None], Visitor]
WORKBOOKS = {
    "/units/export": "city", "/plans/export": "city", "/plans/triggers/export": "city",
    "/drills.xlsx": "city", "/coverage/sheet.xlsx": "city",
    "/coverage/duties.xlsx": "city", "/trail/export": "auditor", "/checklists/regions/231102200000/missing": "city",
}  # fmt: skip


@pytest.mark.parametrize("column", ["city", "unit", "auditor", "system"])
def test_markup_is_text_on_every_page(column: str, whole: Whole, visit: Visit) -> None:
    fill_with(MARKUP)
    scope, place = person_of(column, whole.things), COLUMNS.index(column)
    first = [
        line.address(numbers("own", whole.things, scope))
        for line in LINES.values()
        if line.reads and line.answers["own"][place] == 200 and not PRINTED.search(line.name)
    ]
    wrong = list(crawl(whole.app, visit(scope), first))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/units", "/plans", "/drills", "/papers", "/search?q=script"])
def test_a_list_shows_markup_as_it_was_typed(path: str, whole: Whole, visit: Visit) -> None:
    fill_with(MARKUP)
    words = visit(person_of("city", whole.things)).get(path).get_text()
    assert any(attack in words for attack in MARKUP)


@pytest.mark.parametrize(("path", "column"), WORKBOOKS.items())
def test_a_workbook_holds_no_formula_and_no_link(path: str, column: str, whole: Whole, visit: Visit) -> None:
    fill_with(FORMULAS)
    answer = visit(person_of(column, whole.things)).fetch(path)
    cells = [cell for row in load_workbook(BytesIO(answer.data)).active.iter_rows() for cell in row]
    assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in cells)
    assert any(str(cell.value).strip() in FORMULAS for cell in cells) or path == "/coverage/sheet.xlsx"


def test_a_calendar_holds_no_line_that_was_typed(whole: Whole, visit: Visit) -> None:
    fill_with(("甲\r\nEND:VEVENT\r\nBEGIN:VALARM", "乙\nX-EVIL:1"))
    body = visit(person_of("city", whole.things)).fetch("/regions/231102000000/drills.ics").get_data(as_text=True)
    assert "BEGIN:VEVENT" in body
    assert "\nX-EVIL" not in body and body.count("\nEND:VEVENT") == body.count("\nBEGIN:VEVENT")


def test_every_text_column_is_known_as_typed_or_coded(app: Flask) -> None:
    tables = [table for table in db.metadata.sorted_tables if "operational" not in table.info]
    unknown = {f"{table.name}.{name}" for table in tables for name in texts(table) if name not in TYPED | CODED}
    assert not unknown, "say in tests/house/hostile.py whether people type this: " + ", ".join(sorted(unknown))
