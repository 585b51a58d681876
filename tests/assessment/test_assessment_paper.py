"""The checklist as PDF: its own fonts, its page numbers, headings on every page, rare names drawn."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from checklist_cases import sheet
from pypdf import PdfReader

from emergency.assessment.printed import html_of, pdf_of, sealed, spaced
from emergency.assessment.snapshot import Around, document

MOMENT = datetime(2026, 11, 21, 2, 2, tzinfo=UTC)


def made(**more):
    return document(sheet(**more), Around("231102000000", MOMENT))


def pages_of(paper):
    return [page.extract_text() for page in PdfReader(BytesIO(paper)).pages]


@pytest.fixture(scope="module")
def paper():
    return pdf_of(made(subject="李喆王昇赵堃钱镕村", missing=60, samples=True))


def test_rare_names_are_drawn(paper):
    assert "李喆王昇赵堃钱镕村" in pages_of(paper)[0]


def test_pages_are_a4_and_numbered_between_dashes(paper):
    with pikepdf.open(BytesIO(paper)) as opened:
        assert [round(float(side)) for side in opened.pages[0].mediabox] == [0, 0, 595, 842]
    assert all(f"— {number} —" in page for number, page in enumerate(pages_of(paper), 1))


def test_the_heading_of_the_table_stands_on_every_page_of_it(paper):
    pages = pages_of(paper)
    assert sum("计分说明及佐证材料" in page for page in pages) >= 2
    assert sum("应办事项" in page for page in pages) >= 2


def test_a_group_heading_never_ends_a_page(paper):
    for page in pages_of(paper):
        lines = [line for line in page.splitlines() if line and not line.startswith("— ")]
        assert not lines[-1].startswith(("一、", "二、", "三、", "四、"))


def test_sample_rows_are_announced_on_the_first_page(paper):
    assert "示例数据，仅供试用" in pages_of(paper)[0]


def test_the_code_and_the_whole_digest_are_printed(paper):
    seal = sealed(made(subject="李喆王昇赵堃钱镕村", missing=60, samples=True))
    text = "".join(pages_of(paper)).replace("\n", "")
    assert spaced(seal.code) in text and seal.digest in text


def test_a_document_gives_the_same_bytes_twice():
    assert pdf_of(made()) == pdf_of(made())


def test_no_line_begins_with_a_mark_that_ends_a_sentence(paper):
    lines = [line for page in pages_of(paper) for line in page.splitlines()]
    assert not [line for line in lines if line.startswith(tuple("，。；：、！？）》〕”"))]


def test_very_long_names_stay_within_the_paper():
    long = made(subject="黑河市" + "应急物资储备和综合保障服务中心" * 12, place="A" * 300)
    assert len(pages_of(pdf_of(long))) >= 3


def test_markup_in_a_name_is_printed_as_it_is_written():
    assert "&lt;img src=x&gt;" in html_of(made(subject="<img src=x>"))


def test_no_official_number_and_no_red_head_is_invented():
    html = html_of(made())
    assert "〔2026〕" not in html and "color: red" not in html and "发文" not in html
