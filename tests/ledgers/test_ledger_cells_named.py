"""A wrong cell is named by its address, none is cut in silence, and of a new row the preview says how it was read."""

import pytest
import time_machine
from ledger_cast import book, checked, only, plan_row, plans_book
from places import SYSTEM

from emergency.ledgers.cells import column_letters
from emergency.ledgers.facts import Status

pytestmark = pytest.mark.usefixtures("heihe")
DRILL = ("2026-10-01", "防汛演练", "幸福乡人民政府", "综合、实战、检验性", "已举行")
HEADS = ("演练日期", "演练名称", "组织单位", "类型", "状态", "小结")


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (79, "CB"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_sheets_name_them(place, letters):
    assert column_letters(place) == letters


def test_each_wrong_cell_is_named_by_its_address():
    told = only(checked(plans_book(plan_row("#N/A", 类别="镇级", 发布时间="2024年5月")))).told
    assert "A2：单元格是公式错误" in told and "C2：类别“镇级”不认识" in told and "F2：“2024年5月”没有写到日" in told


def test_a_name_that_is_too_long_says_where():
    assert "A2：最多 200 个字，这里有 201 个字" in only(checked(plans_book(plan_row("长" * 201)))).told


def test_a_cell_that_is_asked_twice_is_told_once():
    contact = ("幸福乡人民政府", "应急联络员", "名" * 41, "13812341234", "2026.10.8")
    report = checked(book(("联系", [("单位名称", "人员类别", "姓名", "联系电话", "核对日期"), contact])))
    assert only(report).told.count("C2：") == 1
    heads = ("姓名", "账号", "角色", "管辖范围")
    told = only(checked(book(("人员", [heads, ("名" * 41, "zhang3", "市级", "黑河市")])), scope=SYSTEM)).told
    assert told.count("A2：") == 1


@pytest.mark.parametrize("letters", [1001, 1500])
def test_words_beyond_the_longest_item_are_refused_and_not_cut(letters):
    row = only(checked(book(("演练", [HEADS, (*DRILL, "字" * letters)]))))
    assert row.status is Status.WRONG and "F2：最多 1000 个字，这里超过 1000 个字" in row.told


def test_the_longest_item_comes_in_whole():
    row = only(checked(book(("演练", [HEADS, (*DRILL, "字" * 1000)]))))
    assert row.status is Status.NEW and len(row.entry.summary) == 1000


def test_of_a_new_plan_the_preview_says_how_its_cells_were_read():
    told = only(
        checked(plans_book(plan_row(发布时间=45413, 发文字号="幸政发[2024]3号", 备案时间="二〇二四年五月二十日")))
    ).told
    assert told == "幸福乡人民政府，乡镇（街道），幸政发〔2024〕3号，印发日期 2024-05-01，报送备案 2024-05-20"


def test_of_a_new_drill_contact_and_unit_too():
    contact = ("幸福乡人民政府", "应急联络员", "张三", "13812341234", "2026.10.8")
    report = checked(
        book(
            ("演练", [HEADS, (*DRILL, "")]),
            ("联系", [("单位名称", "人员类别", "姓名", "联系电话", "核对日期"), contact]),
            ("单位", [("单位名称", "单位类别", "所在地区"), ("幸福小学", "学校", "231102200")]),
        )
    )
    told = [row.told for row in report.rows]
    assert any(one.startswith("幸福乡人民政府，2026-10-01；") for one in told)
    assert {"应急联络员，电话 138****1234，核对日期 2026-10-08", "学校、幼儿园，黑河市 › 爱辉区 › 幸福乡"} <= {*told}
