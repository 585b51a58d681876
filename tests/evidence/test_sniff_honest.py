"""Honest files of every kind are taken, and tell what is written in them."""

import corpus
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

GOOD = {
    "预案.pdf": corpus.pdf("防汛应急预案"),
    "扫描件.pdf": corpus.pdf(),
    "预案.docx": corpus.docx(),
    "预案.doc": corpus.doc(),
    "预案.wps": corpus.doc(),
    "预案.ofd": corpus.ofd(),
    "照片.jpg": corpus.picture(),
    "照片.JPEG": corpus.picture(),
    "照片.png": corpus.picture("PNG"),
    "演练.mp4": corpus.mp4(),
}


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_file_is_taken(sniffed, name):
    kind = sniffed(GOOD[name], name)["kind"]
    assert kind == name.lower().rpartition(".")[2].replace("jpeg", "jpg")


def test_a_pdf_tells_its_pages_title_and_day_in_china(sniffed):
    found = sniffed(corpus.pdf("甲", pages=3), "a.pdf")
    assert (found["pages"], found["title"], found["made_on"]) == (3, "防汛应急预案", "2026-05-12")


def test_a_docx_tells_its_pages_title_and_days(sniffed):
    found = sniffed(corpus.docx(), "a.docx")
    assert (found["pages"], found["title"]) == (12, "森林火灾应急预案")
    assert (found["made_on"], found["changed_on"]) == ("2026-05-12", "2026-06-01")


def test_an_ofd_tells_its_pages_title_and_day(sniffed):
    found = sniffed(corpus.ofd(), "a.ofd")
    assert (found["pages"], found["title"], found["made_on"]) == (1, "防汛预案", "2026-05-12")


def test_a_photograph_tells_the_day_it_was_taken(sniffed):
    assert sniffed(corpus.picture(orientation=6), "a.jpg")["made_on"] == "2026-05-12"


def test_a_film_tells_the_day_it_was_recorded(sniffed):
    assert sniffed(corpus.mp4(), "a.mp4")["made_on"] == "2026-05-07"


def test_a_pdf_that_only_limits_printing_is_taken(sniffed):
    limited = corpus.pdf_locked(allow=pikepdf.Permissions(print_highres=False, print_lowres=False))
    assert sniffed(limited, "盖章.pdf")["pages"] == 2


def test_a_pdf_that_opens_at_a_page_is_taken(sniffed):
    view = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))
    assert sniffed(corpus.pdf_that(view), "a.pdf")["kind"] == "pdf"


def test_a_pdf_with_a_web_address_is_taken(sniffed):
    address = Dictionary(S=Name.URI, URI="https://www.gov.cn/")
    assert sniffed(corpus.pdf_that(address), "a.pdf")["kind"] == "pdf"


def test_a_pdf_with_attached_data_is_taken(sniffed):
    assert sniffed(corpus.pdf_with_file("checklist.json", b"{}"), "a.pdf")["kind"] == "pdf"


def test_a_docx_with_a_sheet_inside_is_taken(sniffed):
    sheet = corpus.zipped({"xl/workbook.xml": "<workbook/>"})
    inside = corpus.docx_with({"word/embeddings/sheet1.xlsx": sheet})
    assert sniffed(inside, "a.docx")["kind"] == "docx"


def test_a_docx_made_from_a_template_on_disk_is_taken(sniffed):
    link = corpus.template_link("file:///C:/模板.dotm")
    assert sniffed(corpus.docx_with({"word/_rels/settings.xml.rels": link}), "a.docx")["kind"] == "docx"


def test_a_pdf_whose_fonts_are_named_in_gbk_is_taken(sniffed):
    def name_fonts(made):
        made.Root.Extra = pikepdf.Object.parse(
            b"<< /#CB#CE#CC#E5 1 /S /#CB#CE /Type /#B7#C2 /Subtype /#CC#E5 /A [ /#CB#CE ] >>"
        )

    assert sniffed(corpus.pdf("正文", change=name_fonts), "a.pdf")["kind"] == "pdf"


def test_a_pdf_with_blanks_after_its_end_is_taken(sniffed):
    assert sniffed(corpus.pdf("甲") + b"\r\n" + bytes(500), "a.pdf")["kind"] == "pdf"
