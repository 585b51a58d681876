"""What the pages call things: holidays in the month, names in the list, the duty in a drill's name."""

from collections.abc import Callable
from datetime import date

import pytest
from programme_cast import COUNTY, YEAR, again, line_for, made
from visitors import Visitor, text_of

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.workdays import table_of
from emergency.drills.models import Drill
from emergency.obligations.actions import enter_workdays
from emergency.programme.actions_accept import accept_line, title_of
from emergency.programme.actions_settings import CrewDetails, save_crew
from emergency.programme.board import board_of
from emergency.programme.month_marks import marks_of
from emergency.programme.sheet import titled
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]
MOON = {2027: {"春节": date(2027, 2, 6), "清明节": date(2027, 4, 5)}}
OCTOBER = [(date(2027, 10, n), False) for n in (1, 4, 5, 6, 7)] + [(date(2027, 10, 9), True)]


@pytest.fixture
def programme(district):
    return made()


def test_a_month_knows_holidays_rest_and_exchanged_days():
    marks = marks_of(2027, 10, table_of(OCTOBER), {date(2027, 10, 1): "国庆节放假"}, MOON)
    assert (marks[date(2027, 10, 1)].tone, marks[date(2027, 10, 1)].word) == ("holiday", "国庆节放假")
    assert (marks[date(2027, 10, 2)].tone, marks[date(2027, 10, 2)].word) == ("holiday", "国庆节放假")
    assert (marks[date(2027, 10, 9)].tone, marks[date(2027, 10, 9)].word) == ("work", "调休上班")
    assert (marks[date(2027, 10, 16)].tone, marks[date(2027, 10, 18)].tone) == ("rest", "")


def test_of_an_unknown_year_the_days_that_may_be_closed_are_marked():
    marks = marks_of(2027, 10, table_of([]), {}, MOON)
    assert marks[date(2027, 10, 6)].word == "放假未定"
    assert (marks[date(2027, 10, 9)].word, marks[date(2027, 10, 20)].word) == ("周末", "")


def test_the_month_page_names_the_holiday_and_the_drill(go: Go, programme, district):
    with committed():
        rows = [(date(2027, 1, 1), False, "元旦"), *((day, works, "国庆节") for day, works in OCTOBER)]
        enter_workdays(system_scope(), YEAR, rows, "国办发明电〔2026〕1号", "通知")
    page = text_of(go(COUNTY).get(f"/programmes/{programme.id}/month?month=10"), "table.month")
    assert "国庆节" in page
    assert "幸福中心小学" in page
    assert "中小学应急疏散演练" in page


def test_a_drill_is_named_for_its_period_duty_and_plan(programme, district):
    line = line_for(programme, district["school"], "DR-12", "2027-03")
    with committed():
        number = accept_line(COUNTY, programme, line, line.version)
    drill = db.session.get_one(Drill, number)
    assert drill.title.startswith("幸福中心小学2027年3月应急疏散演练")
    assert drill.event_class == ""


def test_a_long_name_loses_the_plan_before_the_duty():
    assert title_of("甲乡", None, "2027-H1", "某" * 90) == "甲乡2027年上半年应急演练"
    assert len(title_of("乡" * 120, None, "2027", "")) == 100


def test_the_list_names_drills_of_the_register_with_a_link(go: Go, programme, district):
    line = line_for(programme, district["school"], "DR-12", "2027-03")
    with committed():
        number = accept_line(COUNTY, programme, line, line.version)
    listed = go(COUNTY).get(f"/programmes/{programme.id}/lines?month=3")
    link = listed.select_one(f'table.grid a[href="/drills/{number}"]')
    assert link is not None and "应急疏散演练" in link.get_text()


def test_the_filter_offers_the_rules_of_this_plan(go: Go, programme):
    offered = go(COUNTY).get(f"/programmes/{programme.id}/lines").select('select[name="rule"] option')
    assert {option["value"] for option in offered} == {"", "DR-05a", "DR-08", "DR-12"}
    assert "中小学应急疏散演练（DR-12）" in {option.get_text() for option in offered}


def test_an_observer_is_named_without_a_number(go: Go, district):
    with committed():
        away = ((date(2026, 1, 1), date(2027, 12, 31)),)
        save_crew(COUNTY, get_region(COUNTY, "231102000000"), CrewDetails("专家一组", 1, (), away))
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    page = text_of(go(COUNTY).get(f"/programme-lines/{again(line).id}"))
    assert "专家一组在可排日期" in page
    assert "#" not in page


def test_what_is_no_number_is_said_once(go: Go):
    sent = {"region": "231102000000", "year": "明年", "a_day": "二", "seed": "0"}
    answer = go(COUNTY).post("/programmes/new", sent, status=422).get_data(as_text=True)
    assert "数字太大" not in answer
    assert "请填写整数" in answer


def test_settings_say_whether_a_season_draws_or_repels(go: Go):
    page = text_of(go(COUNTY).get("/programmes/settings"))
    assert "学校演练避开寒暑假" in page
    assert "避开这些日子" in page


@pytest.mark.parametrize(
    ("name", "title", "period", "told"),
    [
        ("幸福乡人民政府", "政府、监管部门、乡镇街道的生产安全事故预案演练", "", "幸福乡人民政府生产安全事故预案演练"),
        ("幸福乡人民政府", "政府预案演练", "", "幸福乡人民政府预案演练"),
        ("爱辉区示例供热公司", "其他单位消防演练", "", "爱辉区示例供热公司消防演练"),
        ("第二幼儿园", "幼儿园应急疏散演练", "2027年第3季度", "第二幼儿园2027年第3季度应急疏散演练"),
        ("幸福粮库", "综合预案演练", "", "幸福粮库综合预案演练"),
    ],
)
def test_a_word_of_unit_and_duty_alike_is_said_once(name: str, title: str, period: str, told: str):
    assert titled(name, title, period) == told


def test_a_week_is_headed_by_a_day_of_the_month_above_it():
    board = board_of(2027, [("231102000000", date(2027, 3, 3), 1)], {"231102000000": "爱辉区"}, 6)
    assert board.mondays[0] == date(2026, 12, 28) and board.heads[0] == 1
    assert board.heads[board.mondays.index(date(2027, 3, 1))] == 1 and len(board.heads) == len(board.mondays)


@pytest.mark.parametrize("page", ["lines?month=13", "month?month=13", "month?month=0", "lines?month=x"])
def test_a_month_that_no_year_has_is_told(go, page: str):
    answer = go(COUNTY).client.get(f"/programmes/{made().id}/{page}")
    assert answer.status_code == 422 and "请填写1至12" in answer.get_data(as_text=True)
