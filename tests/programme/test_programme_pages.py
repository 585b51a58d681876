"""The pages of a programme: each inspected, for each who may see it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from counting import statements
from openpyxl import load_workbook
from places import AUDITOR, EDUCATION, NEIGHBOUR, keeper
from programme_cast import CITY, COUNTY, TOWNSHIP, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.jobs import work_once

Go = Callable[..., Visitor]
PAGES = ("", "/month?month=5", "/lines", "/unplaced", "/changes")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scope", [CITY, COUNTY, TOWNSHIP, EDUCATION])
def test_each_page_is_there_for_each_office(go: Go, page: str, scope):
    go(scope).get(f"/programmes/{made().id}{page}")


def test_the_first_page_lists_the_programmes(go: Go):
    made()
    page = go(COUNTY).get("/programmes")
    assert "爱辉区2027年度演练计划" in text_of(page)
    assert "完成率" in text_of(page)


def test_without_a_programme_it_says_what_to_do(go: Go):
    assert "编制计划" in text_of(go(COUNTY).get("/programmes"), "td.empty")


def test_a_county_asks_for_a_programme_and_sees_it_made(go: Go):
    visitor = go(COUNTY)
    visitor.get("/programmes/new")
    sent = visitor.post("/programmes/new", {"region": "231102000000", "year": "2027", "a_day": "2", "seed": "0"})
    waiting = visitor.get(sent.location)
    assert "停止" in text_of(waiting)
    while work_once():
        pass
    assert "待演" in text_of(visitor.get(sent.location))


def test_a_wrong_year_comes_back_with_its_sentence(go: Go):
    sent = {"region": "231102000000", "year": "1999", "a_day": "2", "seed": "0"}
    answer = go(COUNTY).post("/programmes/new", sent, status=422)
    assert "已经过去" in answer.get_data(as_text=True)


def test_the_board_counts_what_the_list_shows(go: Go):
    programme = made()
    visitor = go(COUNTY)
    board = visitor.get(f"/programmes/{programme.id}")
    link = board.select_one("table.heat td a")
    assert link is not None
    listed = visitor.get(str(link["href"])).select("table.grid tbody tr")
    assert str(len(listed)) == link.get_text()


def test_a_unit_sees_only_its_own_lines(go: Go, district):
    programme = made()
    page = text_of(go(keeper(district["school"].id)).get(f"/programmes/{programme.id}/lines"), "table.grid")
    assert "幸福中心小学" in page
    assert "幸福粮库" not in page


def test_the_line_office_sees_its_own_line(go: Go):
    page = text_of(go(EDUCATION).get(f"/programmes/{made().id}/lines"), "table.grid")
    assert "幸福中心小学" in page
    assert "幸福粮库" not in page


def test_the_figures_above_add_up(go: Go):
    programme = made()
    lines = lines_of(programme).values()
    words = text_of(go(COUNTY).get(f"/programmes/{programme.id}"))
    assert f"待演 {len(lines)} 次，已排 {sum(line.day is not None for line in lines)} 次" in words


def test_strangers_find_nothing(go: Go, district):
    programme = made()
    line = line_for(programme, district["school"], "DR-12", "2027-03")
    for scope in (NEIGHBOUR, keeper(999)):
        go(scope).get(f"/programmes/{programme.id}", 404)
        go(scope).get(f"/programme-lines/{line.id}", 404)
    go(keeper(district["works"].id)).get(f"/programme-lines/{line.id}", 404)
    go(AUDITOR).get(f"/programmes/{programme.id}", 403)


def test_a_county_may_not_change_the_citys_programme(go: Go):
    programme = made(CITY, "231100000000")
    visitor = go(COUNTY)
    visitor.get(f"/programmes/{programme.id}")
    visitor.post(f"/programmes/{programme.id}/propose", {"seen": "1"}, status=403)


def test_a_township_may_not_make_programmes(go: Go):
    go(TOWNSHIP).get("/programmes/new", 403)


def test_the_excel_is_the_list(go: Go):
    programme = made()
    answer = go(COUNTY).fetch(f"/programmes/{programme.id}/lines.xlsx?month=5")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[2][:3] == ("日期", "单位", "地区")
    assert len(rows) - 3 == sum(line.day is not None and line.day.month == 5 for line in lines_of(programme).values())


def test_the_table_has_the_columns_of_its_kind(go: Go):
    answer = go(COUNTY).fetch(f"/programmes/{made().id}/table.xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[3][:8] == (
        "序号",
        "演练名称",
        "对应预案",
        "依据规则",
        "情景与等级",
        "形式、内容、目的",
        "计划月份",
        "拟定日期",
    )
    assert rows[4][0] == 1


def test_the_table_prints(go: Go):
    answer = go(COUNTY).fetch(f"/programmes/{made().id}/table.pdf?month=5")
    assert answer.data.startswith(b"%PDF")


def test_one_line_tells_why_it_stands_on_its_day(go: Go, district):
    line = line_for(made(), district["school"], "DR-12", "2027-03")
    page = text_of(go(COUNTY).get(f"/programme-lines/{line.id}"))
    assert "为什么是这一天" in page
    assert "学校演练避开寒暑假" in page


@pytest.mark.parametrize("odd", ["?month=13", "?week=x", "?state=zz&rule=%00", "?region=231183000000", "?page=999999"])
def test_odd_questions_do_no_harm(go: Go, odd: str):
    answer = go(COUNTY).client.get(f"/programmes/{made().id}/lines{odd}")
    assert answer.status_code in (200, 404, 422)


def test_the_pages_ask_a_fixed_number_of_statements(go: Go):
    programme = made()
    for page in ("", "/lines", "/unplaced", "/month?month=3"):
        with statements() as asked:
            go(COUNTY).get(f"/programmes/{programme.id}{page}")
        assert len(asked) <= 20, asked
