"""A form as Word: read back by the library and as a zip of XML, the same bytes each time."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from docx import Document

from emergency.base.word import MARK, Cell, FormPaper, docx

STAMPED = datetime(2026, 11, 21, 4, tzinfo=UTC)
ROWS = (
    (Cell("单位名称", label=True), Cell("幸福乡加油站", 3)),
    (Cell("联系人", label=True), Cell("王某"), Cell("电话", label=True), Cell("")),
    (Cell("现报上，请予备案。\n（公章）", 4),),
)
PAPER = FormPaper("备案申报表", (30, 48, 30, 48), ROWS, ("注：未核实。",), sample=True)


def read(paper: FormPaper = PAPER):
    return Document(BytesIO(docx(paper, stamped=STAMPED)))


def test_the_form_reads_back() -> None:
    document = read()
    assert [one.text for one in document.paragraphs] == [MARK, "备案申报表", "注：未核实。"]
    cells = document.tables[0].rows
    assert (cells[0].cells[1].text, cells[1].cells[3].text) == ("幸福乡加油站", "")
    assert cells[2].cells[0].text == "现报上，请予备案。\n（公章）"


def test_the_page_is_a4_with_the_margins_of_an_official_paper() -> None:
    section = read().sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(side.mm) for side in sides] == [210, 297, 37, 28]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert docx(PAPER, stamped=STAMPED) == docx(PAPER, stamped=STAMPED)


def test_every_part_is_whole_and_has_one_time() -> None:
    with ZipFile(BytesIO(docx(PAPER, stamped=STAMPED))) as packed:
        assert packed.testzip() is None and packed.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                assert fromstring(packed.read(name), forbid_dtd=True) is not None


def test_it_names_nobody_as_its_author() -> None:
    known = read().core_properties
    assert (known.author, known.last_modified_by, known.comments, known.title) == ("", "", "", "备案申报表")
    assert known.created.replace(tzinfo=UTC) == STAMPED


def test_chinese_text_names_a_chinese_font() -> None:
    with ZipFile(BytesIO(docx(PAPER, stamped=STAMPED))) as packed:
        assert 'w:eastAsia="仿宋_GB2312"' in packed.read("word/document.xml").decode()


def test_control_characters_do_not_stop_it() -> None:
    paper = FormPaper("表", (78, 78), ((Cell("单\x0b位", label=True), Cell("<&>")),))
    assert [cell.text for cell in read(paper).tables[0].rows[0].cells] == ["单位", "<&>"]


def test_a_row_that_does_not_fill_the_width_is_our_fault() -> None:
    with pytest.raises(ValueError, match="does not fill the width"):
        FormPaper("表", (78, 78), ((Cell("单位"),),))
