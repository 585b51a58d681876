"""The checklist as Word and Excel: the same items and words as the print, the same bytes again."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from checklist_cases import SPEECH, sheet
from docx import Document as open_docx
from docx.oxml.ns import qn
from places import CITY, NEIGHBOUR, TOWNSHIP, XINGFU

from emergency.assessment.edited import docx_of, xlsx_of
from emergency.assessment.facts import Answer
from emergency.assessment.snapshot import Around, EvidenceLine, Sides, document
from emergency.assessment.weights import reweighed

MOMENT = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)
PAPER = EvidenceLine("批复.pdf", date(2026, 5, 20), date(2026, 3, 1), "a" * 64, 7, by="王昇")


def made(around=None, **more):
    return document(sheet(**more), around or Around("231102000000", MOMENT))


def word(found):
    return open_docx(BytesIO(docx_of(found)))


def table(found):
    return [[cell.text for cell in row.cells] for row in word(found).tables[1].rows]


def excel(found):
    return openpyxl.load_workbook(BytesIO(xlsx_of(found)))


def row_of(rows, number):
    return next(row for row in rows if row[0] == number)


def cells(found):
    return [[cell.value for cell in row] for row in excel(found).worksheets[0].iter_rows()]


@pytest.mark.parametrize("write", [docx_of, xlsx_of])
def test_a_document_is_written_twice_in_the_same_bytes(write):
    assert write(made(missing=3)) == write(made(missing=3))


def test_word_has_every_item_of_the_document():
    numbers = [item["number"] for group in made()["groups"] for item in group["items"]]
    assert [row[0] for row in table(made()) if "." in row[0]] == numbers


def test_word_tells_figures_and_scores_as_the_document_does():
    assert row_of(table(made()), "2.2")[2:7] == ["6", "15", "14", "1", "5.6"]


def test_word_lies_on_a4_with_page_numbers_and_repeated_heads():
    opened = word(made())
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert "PAGE" in section.footer._element.xml
    assert opened.tables[1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_removed_items_stand_with_their_reasons_in_both():
    texts = [paragraph.text for paragraph in word(made()).paragraphs]
    told = excel(made())["口径和来源"]
    assert any(text.startswith("2.10") and text.endswith("无应办对象") for text in texts)
    assert any(row[0].value == "移出折算的条目" and row[1].value.startswith("2.10") for row in told.iter_rows())


def test_excel_figures_are_numbers():
    assert row_of(cells(made()), "2.2")[2:7] == [6, 15, 14, 1, 5.6]


def test_text_that_looks_like_a_formula_stays_text():
    book = excel(made(subject="=1+1"))
    assert all(cell.data_type != "f" for tab in book for row in tab.iter_rows() for cell in row)
    assert book.worksheets[0]["A2"].value == "=1+1"


def test_both_sides_and_the_files_are_told():
    sides = {"1.2": Sides(own=Answer(reason="在岗3人"), review=Answer(reason="实看2人", by="李喆"))}
    found = made(Around("231102000000", MOMENT, sides=sides, evidence={"1.1": [PAPER]}))
    assert "自评：在岗3人" in row_of(table(found), "1.2")[9]
    assert "佐证：批复.pdf（发生2026-03-01，收到2026-05-20，补录80天）" in row_of(cells(found), "1.1")[9]


def test_without_points_there_is_no_column_of_points():
    found = made(template=reweighed(SPEECH, {}, "2", ""))
    assert table(found)[0] == ["序号", "考核内容及依据", "应做", "已做", "缺", "计分说明及佐证材料"]


def test_rare_characters_and_long_names_are_written_whole():
    name = "𠀀村" + "应急物资储备和综合保障服务中心" * 20
    assert f"（{name}）" in [paragraph.text for paragraph in word(made(subject=name)).paragraphs]
    assert name in [row[0] for row in cells(made(subject=name))]


def test_a_body_without_items_has_no_table():
    found = {**made(), "groups": []}
    assert len(word(found).tables) == 3 and docx_of(found) and xlsx_of(found)


@pytest.mark.usefixtures("checklists")
def test_the_page_gives_both_to_those_who_may_see_it(visit):
    for form in ("docx", "xlsx"):
        given = visit(TOWNSHIP).fetch(f"/checklists/regions/{XINGFU}/files/{form}")
        assert given.data.startswith(b"PK") and f".{form}" in given.headers["Content-Disposition"]
        visit(NEIGHBOUR).fetch(f"/checklists/regions/{XINGFU}/files/{form}", 404)
    visit(CITY).fetch(f"/checklists/regions/{XINGFU}/files/exe", 404)
