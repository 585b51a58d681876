"""Excel files hold plain text and numbers: no formula, no link, whatever the text looks like."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from emergency.base.sheets import SAMPLE_NOTICE, Column, workbook

COLUMNS = [Column("单位", 30), Column("数", 8), Column("日期", 12)]


def made(rows, lines=("范围:黑河市",), **more):
    return workbook("应急预案覆盖清单", list(lines), COLUMNS, rows, **more)


def cells(data):
    return [[c.value for c in row] for row in openpyxl.load_workbook(BytesIO(data)).active.iter_rows()]


def test_title_filter_and_heading_stand_above_the_rows():
    table = cells(made([("爱辉区", 3, date(2026, 11, 21))]))
    assert [row[0] for row in table] == ["应急预案覆盖清单", "范围:黑河市", "单位", "爱辉区"]


def test_numbers_are_numbers_and_days_are_text():
    assert cells(made([("甲", 0.5, date(2026, 2, 3))]))[3] == ["甲", 0.5, "2026-02-03"]


def test_the_heading_is_frozen():
    assert openpyxl.load_workbook(BytesIO(made([]))).active.freeze_panes == "A4"


def test_sample_rows_are_announced():
    assert [SAMPLE_NOTICE, None, None] in cells(made([], has_samples=True))


def test_no_sample_line_without_sample_rows():
    assert SAMPLE_NOTICE not in str(cells(made([])))


def test_equal_lists_are_equal_bytes():
    assert made([("甲", 1, None)]) == made([("甲", 1, None)])


def test_a_truth_value_reads_as_a_word():
    assert cells(made([("甲", True, None)]))[3][1] == "是"


def test_a_title_that_excel_dislikes_is_taken():
    assert workbook("'黑/河[市]:*?" + "长" * 40, [], COLUMNS, [])


TRICKY = some.one_of(
    some.sampled_from(
        [
            "=1+1",
            "{=A1}",
            "+1",
            "-1",
            "@SUM(A1)",
            "http://x.cn",
            "mailto:a@b.cn",
            "internal:A1",
            "external:c.xls",
            '=HYPERLINK("http://x")',
            "1e9",
            "'=1",
            "file:///etc/x",
            "_x0041_",
        ]
    ),
    some.text(max_size=40),
)


@settings(max_examples=150, deadline=None)
@given(some.lists(some.tuples(TRICKY, TRICKY, TRICKY), max_size=4), TRICKY, TRICKY)
def test_no_text_becomes_a_formula_or_a_link(rows, title, line):
    data = workbook(title, [line], [Column(title)] * 3, rows)
    assert all(
        c.data_type in "sn" and c.hyperlink is None
        for row in openpyxl.load_workbook(BytesIO(data)).active.iter_rows()
        for c in row
    )
    with ZipFile(BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet and b"hyperlink" not in sheet


@pytest.mark.parametrize("text", ["=1+1", "{=A1}", "http://x.cn", "@SUM(A1)", "_x0041_", " 空 格 ", "两\n行"])
def test_text_comes_back_as_it_went_in(text):
    assert cells(made([(text, 1, None)]))[3][0] == text


def test_what_xml_cannot_carry_is_dropped():
    assert cells(made([("甲\x00\x0b\ud800乙", 1, None)]))[3][0] == "甲乙"
