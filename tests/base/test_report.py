"""A report as Word: its parts in order, the same bytes twice, no control character, wide when asked."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from emergency.base.report import Grid, Heading, Prose, Report, report_docx

STAMPED = datetime(2026, 6, 20, 1, 2, 3, tzinfo=UTC)
GRID = Grid((10, 146), (("1", "两行\n文字"),), ("序号", "内容"))
BLOCKS = (Heading("一、目的"), Prose("检验预案。\n锻炼队伍。"), GRID)
PAPER = Report("演练工作方案", BLOCKS, "幸福乡", ("幸福乡", "2026年6月1日"))


def opened(paper):
    return Document(BytesIO(report_docx(paper, stamped=STAMPED)))


def test_the_parts_stand_in_order():
    written = [one.text.strip("　") for one in opened(PAPER).paragraphs]
    assert written == ["演练工作方案", "幸福乡", "一、目的", "检验预案。", "锻炼队伍。", "幸福乡", "2026年6月1日"]


def test_the_table_has_its_heads_and_repeats_them():
    (table,) = opened(PAPER).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["序号", "内容"], ["1", "两行\n文字"]]
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml


def test_the_same_report_is_the_same_bytes():
    assert report_docx(PAPER, stamped=STAMPED) == report_docx(PAPER, stamped=STAMPED)


def test_a_wide_one_lies_across():
    wide, upright = (opened(Report("脚本", (), wide=lies)).sections[0] for lies in (True, False))
    assert wide.page_width > wide.page_height and upright.page_width < upright.page_height


def test_hostile_text_is_text():
    text = "<w:p>\x00\x0b𠮷🚒]]>"
    assert opened(Report(text, (Prose(text),))).paragraphs[1].text == "<w:p>𠮷🚒]]>"


def test_a_row_that_does_not_fit_its_table_is_a_fault():
    with pytest.raises(ValueError, match="1 cells in a table of 2"):
        Grid((10, 146), (("1",),))


def test_a_sample_says_so():
    assert opened(Report("总结", (), sample=True)).paragraphs[0].text.startswith("【示例】")
