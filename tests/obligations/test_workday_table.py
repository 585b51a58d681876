"""Every wrong row of a year's table is told by its number; what looks odd is a warning and no refusal."""

import law_cast
import pytest

from emergency.obligations.workday_text import as_text, read_exceptions, read_year, sheet_rows, text_rows
from emergency.seeding import workday_rows


def read(text, year=2027):
    return read_year(text_rows(text), year)


def test_all_wrong_rows_are_told_at_once():
    wrongs = read("2026-10-01 放假\n2027-02-30 放假\n2027-01-04 放假\n2027-01-04 放假").wrongs
    assert [wrong[:4] for wrong in wrongs] == ["第1行：", "第2行：", "第4行："]
    assert "不在2027年" in wrongs[0] and "不是日期" in wrongs[1] and "第3行已写过" in wrongs[2]


def test_a_saturday_that_is_neither_is_asked_for():
    assert "2027-01-02（星期六）没有写安排" in read("2027-01-02").wrongs[0]
    assert "2027-01-02（星期六）写了“待定”" in read("2027-01-02 待定").wrongs[0]


def test_a_whole_year_may_not_lack_a_day():
    days = law_cast.every_day(2027)
    assert not read(as_text(days)).wrongs
    lacking = [row for row in days if row[0].isoformat() != "2027-03-06"]
    assert read(as_text(lacking)).wrongs == ("全年逐日的表里没有2027-03-06（星期六），请补上这一行。",)


def test_a_holiday_that_is_not_there_is_a_warning():
    reading = read(law_cast.pasted(2027))
    assert not reading.wrongs
    assert any("国庆节" in warning for warning in reading.warnings)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_real_years_have_all_their_holidays(year):
    assert read(as_text(workday_rows()[year]), year).warnings == ()


def test_what_was_written_down_reads_back_the_same():
    days = workday_rows()[2026]
    assert read_exceptions(as_text(days), 2026) == days


def test_a_sheet_is_read_below_its_heading_with_its_own_row_numbers():
    day = (5, ["2027年10月1日", "放假", "国庆节"])
    rows = [(1, ["工作日表"]), (4, ["日期", "安排", "备注"]), day, (6, ["", "", ""])]
    assert sheet_rows(rows) == [day]
    wrongs = read_year([*sheet_rows(rows), (9, ["2027/10/2", "？", ""])], 2027).wrongs
    assert wrongs[0].startswith("第9行：2027-10-02（星期六）")
