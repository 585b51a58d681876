"""The pages of records: the list, one record, the forms."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from places import CITY, COUNTY, NEIGHBOUR, XINGFU, keeper
from plan_cast import unit_at, upload
from questions import questions
from records_cast import TOLD, TOWNSHIP, registered, values
from visitors import text_of

from emergency.base.database import committed
from emergency.records import actions
from emergency.records.queries import RecordFilter, list_records

pytestmark = pytest.mark.usefixtures("heihe")


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        yield


@pytest.fixture
def new() -> str:
    return f"/units/{unit_at(XINGFU).id}/records/new"


def test_a_keeper_registers_a_training_with_its_sheet(new, visit):
    visitor = visit(keeper(unit_at(XINGFU).id))
    visitor.get(f"{new}/plan-training")
    answer = visitor.post(f"{new}/plan-training", {**values(), "papers": upload("签到表.pdf")})
    page = visitor.get(answer.location)
    assert "预案培训 2026-05-12" in text_of(page, "h1") and "签到表.pdf" in text_of(page)
    assert "补录 20 天" in text_of(page) and "师资" in text_of(page, ".note-warning")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"held_on": "2026-06-02"}, "晚于今天"),
        ({"held_on": "1900-01-01"}, "请核对年份"),
        ({"content": ""}, "请填写培训内容"),
        ({"headcount": "0"}, "1 至 1000000"),
        ({"headcount": "三十"}, "整数"),
        ({"secrecy": ""}, "请选择公开属性"),
        ({"secrecy": "classified"}, "不在本系统登记"),
        ({"secrecy": "work_secret"}, "按保密渠道留存"),
        ({"content": "长" * 2001}, "最多 2000 个字"),
    ],
)
def test_bad_input_is_told_beside_its_field(new, visit, changes, said):
    answer = visit(TOWNSHIP).post(f"{new}/plan-training", values(**changes), 422)
    assert said in answer.get_data(as_text=True)
    assert list_records(CITY, RecordFilter(state="all")).total == 0


def test_a_kind_that_there_is_not_or_not_for_this_unit(new, visit):
    visit(TOWNSHIP).get(f"{new}/swimming", 404)
    assert "由应急管理部门登记" in text_of(visit(TOWNSHIP).get(f"{new}/yearly-summary", 422))


def test_the_list_of_none_says_so(visit):
    assert "没有符合条件的工作记录" in text_of(visit(COUNTY).get("/records"))


def test_the_list_shows_what_is_in_scope_by_filter(visit):
    registered()
    page = visit(COUNTY).get(f"/records?region={XINGFU}&kind=plan_training&year=2026&text=文化站")
    assert len(page.select("tbody tr")) == 1 and "学习乡总体预案" in text_of(page)
    for other in ("?kind=fire_training", "?year=2025", "?text=没有", "?state=withdrawn"):
        assert "没有符合条件" in text_of(visit(COUNTY).get(f"/records{other}"))
    assert "学习乡总体预案" not in text_of(visit(NEIGHBOUR).get("/records"))


def test_a_long_list_is_cut_into_pages_by_few_questions(visit):
    for number in range(60):
        registered(told=replace(TOLD, held_on=TOLD.held_on - timedelta(days=number)))
    with questions() as asked:
        page = visit(COUNTY).get("/records")
    assert len(page.select("tbody tr")) == 50 and "共 60 条" in text_of(page)
    assert len(asked) < 12


def test_excel_gives_the_same_rows(visit):
    registered()
    answer = visit(COUNTY).fetch("/records/export?kind=plan_training")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert "预案培训" in rows[1][0] and rows[2][0] == "编号"
    assert rows[3][1:4] == ("2026-05-12", "预案培训", "幸福乡人民政府") and rows[3][16] == 20


def test_a_correction_shows_both_versions(visit):
    record = registered()
    visitor = visit(TOWNSHIP)
    page = visitor.get(f"/records/{record.id}/correct")
    told = {field["name"]: field.get("value") or "" for field in page.select("main form.sheet input[name]")}
    told |= {area["name"]: area.get_text().lstrip("\n") for area in page.select("main form.sheet textarea")}
    told |= {"held_on": "2026-05-11", "reason": "日期写错"}
    told.pop("csrf_token")
    visitor.post(f"/records/{record.id}/correct", told)
    words = text_of(visitor.get(f"/records/{record.id}"))
    assert "更正记录" in words and "日期写错" in words and "2026-05-12" in words


def test_who_comes_second_keeps_what_was_typed(visit):
    record = registered()
    with committed():
        actions.correct(CITY, record.id, replace(TOLD, place="乡中学"), "地点有误")
    answer = visit(TOWNSHIP).post(
        f"/records/{record.id}/correct", {**values(content="改过的"), "reason": "改", "seen": "1"}, 409
    )
    page = answer.get_data(as_text=True)
    assert "刚刚被别人修改过" in page and "改过的" in page and 'name="seen" type="hidden" value="2"' in page


def test_further_papers_and_a_withdrawal(visit):
    record, visitor = registered(), visit(TOWNSHIP)
    visitor.post(f"/records/{record.id}/papers", {"secrecy": "open", "role": "exam"}, 422)
    visitor.post(f"/records/{record.id}/papers", {"secrecy": "open", "role": "exam", "papers": upload("试卷.pdf")})
    visitor.post(f"/records/{record.id}/withdraw", {"reason": "重复登记", "seen": str(record.version)})
    page = visitor.get(f"/records/{record.id}")
    assert "重复登记" in text_of(page, ".note-danger") and "试卷.pdf" in text_of(page)


def test_the_unit_and_the_region_show_theirs(visit):
    registered()
    unit = unit_at(XINGFU)
    page = text_of(visit(COUNTY).get(f"/units/{unit.id}"))
    assert "工作记录" in page and "登记预案培训" in page and "登记年度总结" not in page
    assert "预案培训 1 次" in text_of(visit(COUNTY).get(f"/regions/{XINGFU}"))
