"""A year's working days come in by the template: downloaded, filled in, looked at, kept."""

from io import BytesIO

import law_cast
import pytest
from openpyxl import Workbook, load_workbook
from places import CITY
from time_machine import travel
from visitors import text_of

from emergency.obligations import queries


@pytest.fixture(autouse=True)
def law(app):
    with travel("2026-11-21 02:00Z", tick=False):
        law_cast.load()
        yield


def sheet(rows):
    """The bytes of a filled-in sheet."""
    book, output = Workbook(), BytesIO()
    for row in (["日期", "安排", "备注"], *rows):
        book.active.append(row)
    book.save(output)
    return output.getvalue()


def send(visit, content, status=200, **more):
    values = {"year": "2027", "notice": "某号", "source": "收文", "days": ""}
    file = (BytesIO(content), "2027.xlsx")
    return visit(CITY).post("/workdays/import", values | more | {"sheet": file}, status=status)


def rests(months=range(1, 6)):
    return [[law_cast.first_monday(2027, month), "放假", "某节"] for month in months]


def test_the_template_can_be_filled_in_and_read_back(visit):
    book = load_workbook(BytesIO(visit(CITY).fetch("/workdays/template.xlsx?year=2026").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert ["日期", "安排", "备注"] in rows and ["2026-01-01", "放假", "元旦放假"] in rows


def test_a_sheet_is_shown_before_it_is_kept(visit):
    page = law_cast.words(send(visit, sheet(rests())))
    assert "尚未保存" in page and "2027-01-04" in page and "没有看到国庆节" in page
    assert 2027 not in queries.load_workdays().years


def test_wrong_rows_of_a_sheet_are_told_one_by_one_and_nothing_is_kept(visit):
    rows = [*rests(), ["2026-12-31", "放假", ""], ["2027-01-09", "", ""]]
    page = law_cast.words(send(visit, sheet(rows), status=422))
    assert "第7行：2026-12-31不在2027年" in page and "第8行：2027-01-09（星期六）没有写安排" in page
    assert 2027 not in queries.load_workdays().years


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no sheet at all"])
def test_what_is_no_sheet_is_told_so(visit, content):
    assert "另存为 .xlsx" in law_cast.words(send(visit, content, status=422))


def test_a_sheet_and_a_paste_together_are_refused(visit):
    page = law_cast.words(send(visit, sheet(rests()), status=422, days="2027-01-04 放假"))
    assert "只能用一种" in page


def test_a_missing_year_in_the_middle_is_told(visit):
    law_cast.forget_year(2020)
    assert "中间缺少2020年" in text_of(visit(CITY).get("/workdays"))
