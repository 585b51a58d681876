"""Days as people type them: read where they are one day, else told with the cell, the fault and the remedy."""

from datetime import date

import pytest
import time_machine
from ledger_cast import PLAN_HEADS, UNIT_HEADS, book, checked, only, plan_row, plans_book
from places import CITY

from emergency.ledgers.facts import Status
from emergency.ledgers.reading import Unclear, day_of

READ = (
    "2024-05-01", "2024.5.1", "2024/5/1", "2024年5月1日", "20240501", "45413", "二〇二四年五月一日", "二〇二四年5月1日",
    "２０２４．５．１", "2024-05-01 09:30", "2024、5、1",
)  # fmt: skip
WRONG = {
    "写的 13 月不存在，一年只有 1 至 12 月": ("2024年13月", "2024-13", "2024.13.1", "20241301", "二〇二四年十三月一日"),
    "写的 0 月不存在": ("2024.0.1",),
    "写的 30 日不存在，2024 年 2 月只有 29 天": ("2024.2.30", "20240230"),
    "写的 29 日不存在，2023 年 2 月只有 28 天": ("2023-02-29",),
    "写的 32 日不存在，2024 年 5 月只有 31 天": ("2024年5月32日", "二〇二四年五月三十二日"),
    "没有写到日": ("2024-5", "2024年5月", "2024.5", "2024", "202405", "二〇二四年五月", "2024年上半年", "2024年底"),
    "年份请写四位": ("24.5.1", "24年5月1日", "240501"),
    "少一位数字": ("2024501",),
    "没有写明是哪一年": ("去年五月", "5月1日", "五月一日", "5.1"),
    "写的是一段时间": (
        "2024年5月1日至3日", "2024.5.1-5.3", "2024-05-01~2024-05-03", "2024年5-6月", "2024年5月1日、3日",
    ),
    "带着时刻。请只写日期：2024-05-01": ("45413.5",),
    "还有别的字。如果就是这一天，请只写 2024-05-01": ("2024年5月1日印发",),
    "年份写在后面": ("05/01/2024",),
    "只是一个数": ("12345", "99999"),
    "不在 1949 年 10 月 1 日至 2098 年之间": ("1949-09-30", "1931年5月1日", "3024-05-01"),
    "不是日期": ("待查", "x" * 150),
}  # fmt: skip
TOLD = [(text, sentence) for sentence, texts in WRONG.items() for text in texts]


@pytest.fixture
def today(heihe):
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        yield


@pytest.mark.parametrize("text", READ)
def test_one_day_is_read_however_it_is_typed(text):
    assert day_of(text) == date(2024, 5, 1)


@pytest.mark.parametrize(("text", "wrong"), TOLD)
def test_what_is_no_day_is_told_with_the_cell_the_fault_and_the_remedy(text, wrong):
    with pytest.raises(Unclear) as told:
        day_of(text)
    sentence = str(told.value)
    assert f"“{text}”" in sentence and wrong in sentence and ("20240501" in sentence or "2024-05-01" in sentence)


def test_a_number_with_a_clock_counts_from_the_first_day_of_its_workbook():
    with pytest.raises(Unclear, match="2028-05-02"):
        day_of("45413.5", since_1904=True)


def test_every_wrong_day_of_a_file_names_its_cell(today):
    rows = checked(plans_book(*(plan_row(发布时间=text) for text, _wrong in TOLD))).rows
    assert [[one.item for one in row.wrongs] for row in rows] == [["issued"]] * len(TOLD)
    assert all(f"“{text}”" in row.told and wrong in row.told for row, (text, wrong) in zip(rows, TOLD, strict=True))


@pytest.mark.parametrize(
    ("heads", "row", "said"),
    [
        (PLAN_HEADS, plan_row(发布时间="2027年5月1日"), "“2027年5月1日”：印发日期 2027-05-01 晚于今天"),
        (PLAN_HEADS, plan_row(备案时间="2027.5.1"), "“2027.5.1”：报送备案日期 2027-05-01 晚于今天"),
        (UNIT_HEADS, ("幸福中学", "学校", "幸福乡", "教育", "", "2027.9.1"), "“2027.9.1”：成立日期在今天之后"),
        (
            ("单位", "角色", "姓名", "电话", "核对日期"),
            ("幸福乡人民政府", "负责人", "王五", "13945600001", "2027.5.1"), "“2027.5.1”：核对日期不能晚于今天",
        ),
        (
            ("演练日期", "演练名称", "组织单位", "类型", "状态"),
            ("2027.5.1", "防汛演练", "幸福乡人民政府", "综合、实战、检验性", "已举行"),
            "“2027.5.1”：举行日期在今天之后",
        ),
        (
            ("演练日期", "演练名称", "组织单位", "类型", "状态"),
            ("2026.5.1", "防汛演练", "幸福乡人民政府", "综合、实战、检验性", "未举行"),
            "“2026.5.1”：日期已经过去",
        ),
    ],
    ids=["issued", "filed", "began", "checked", "held", "planned"],
)  # fmt: skip
def test_a_day_that_cannot_be_yet_or_any_more_is_told_in_every_ledger(today, heads, row, said):
    told = only(checked(book(("表", [heads, row])), scope=CITY))
    assert told.status is Status.WRONG and said in told.told
