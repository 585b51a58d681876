"""A list page as Excel: the rows, columns and filter that stand on it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from places import CITY, SYSTEM

from emergency.base.errors import Refusal
from emergency.base.tabled import MOST_ROWS, sheet_of

PAGE = """<h1>待办</h1><form class="filters"><label>状态</label><select><option value="">全部</option>
<option value="a" selected>待核</option></select><label>名称</label><input name="q" value="防汛"></form>
<main><table class="grid"><caption class="visually-hidden">待办表</caption><thead><tr><th>名称</th>
<th class="num">数</th><th class="acts">办理</th></tr></thead><tbody>{rows}</tbody></table></main>"""
NAME = '<a href="/x">=甲{n}</a><span class="sub">补充</span>'
ROW = f'<tr><th>{NAME}</th><td class="num">{{n}}</td><td class="acts">改</td></tr>'


def cells(page):
    title, content = sheet_of(page)
    return title, [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def test_rows_columns_and_filter_are_those_of_the_page():
    title, rows = cells(PAGE.format(rows=ROW.format(n=3)))
    assert title == "待办" and "状态 待核，名称 防汛" in rows[1][0]
    assert rows[2:] == [["名称", "数"], ["=甲3 补充", 3]]


def test_no_cell_becomes_a_formula():
    content = sheet_of(PAGE.format(rows=ROW.format(n=3)))[1]
    assert load_workbook(BytesIO(content)).active["A4"].data_type == "s"


def test_an_empty_table_has_no_rows():
    assert cells(PAGE.format(rows='<tr><td class="empty" colspan="3">没有。</td></tr>'))[1][2:] == [["名称", "数"]]


def test_more_rows_than_a_page_can_hold_are_refused():
    with pytest.raises(Refusal, match="缩小筛选"):
        sheet_of(PAGE.format(rows="<tr><td>甲</td></tr>" * (MOST_ROWS + 1)))


@pytest.mark.parametrize(
    "path",
    ["/rules", "/papers", "/plans/waiting", "/drills/waiting", "/drills/proposals", "/contacts"],
)
def test_list_pages_come_as_excel_with_all_their_rows(covered, visit, path):
    response = visit(CITY).fetch(f"{path}?sheet=xlsx")
    assert response.mimetype.endswith("sheet") and load_workbook(BytesIO(response.get_data())).active.max_row > 2


def test_people_come_as_excel(covered, visit):
    assert visit(SYSTEM).fetch("/people?sheet=xlsx").mimetype.endswith("sheet")
