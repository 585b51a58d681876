"""Hostile, broken and empty files: each gets a sentence, none is passed as if it had been read."""

import pytest
from corpus import doc, docx, docx_with, ofd, pdf_that, picture, zipped
from plan_cast import scan
from text_cast import paragraph, pdf, pictured, word

from emergency.texts import reading
from emergency.texts.facts import MOST_PAGES

HTML = "<html><body><h1>总则</h1></body></html>".encode()


@pytest.fixture
def old_word(tmp_path):
    """Look into a .doc or .wps before anything opens it."""

    def look(content, kind):
        path = tmp_path / "kept"
        path.write_bytes(content)
        return reading.check_old({"path": str(path), "kind": kind}).get("refused")

    return look


def test_a_scan_is_never_passed(read):
    said, _pages = read(pictured(), "盖章扫描件.pdf")
    assert said["state"] == "scan" and said["reason"].startswith("无法判断（扫描件）")


def test_stamps_and_page_numbers_do_not_make_a_scan_a_text(read):
    said, _pages = read(pictured("- 1 -", "- 2 -", "印发"), "盖章扫描件.pdf")
    assert said["state"] == "scan"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (scan(), "空白.pdf"),
        (pdf("", ""), "空白.pdf"),
        (word(paragraph("")), "空白.docx"),
        (docx(""), "空白.docx"),
        (ofd(""), "空白.ofd"),
    ],
)
def test_what_has_neither_text_nor_image_is_called_no_scan(read, content, name):
    said, _pages = read(content, name)
    assert said["state"] == "empty" and "文件里没有文字，也没有图像" in said["reason"]


def test_a_few_letters_without_an_image_are_told_by_their_number(read):
    said, _pages = read(pdf("- 1 -", "- 2 -", "印发"), "预案.pdf")
    assert said["state"] == "empty" and "文件里只有 4 个字，也没有图像" in said["reason"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx("", word__media__image1_png=picture("PNG")), "图片.docx"),
        (ofd("", **{"Doc_0/Res/a.jb2": b"x"}), "图片.ofd"),
    ],
)
def test_a_file_with_only_a_picture_is_a_scan(read, content, name):
    said, _pages = read(content, name)
    assert said["state"] == "scan" and "只有图像" in said["reason"]


def test_a_locked_pdf_says_so(read):
    said, _pages = read(pdf("正文", password="secret"), "预案.pdf")
    assert said["state"] == "failed" and "密码" in said["reason"]


def test_a_broken_pdf_says_so(read):
    said, _pages = read(b"%PDF-1.7\nnothing\n%%EOF", "预案.pdf")
    assert said["state"] == "failed" and "文件损坏" in said["reason"]


def test_a_pdf_with_an_odd_page_still_has_its_other_pages(read):
    content = pdf("\n".join(["为规范应急处置工作，制定本预案。"] * 4), "2 职责", odd=1)
    said, pages = read(content, "预案.pdf")
    assert said["state"] == "read" and pages[0].startswith("为规范") and pages[1] == ""


def test_of_three_thousand_pages_the_first_thousand_are_read(read):
    said, pages = read(pdf(*["各成员单位按照职责分工做好突发事件应对工作。"] * 3_000), "预案.pdf")
    assert (said["state"], said["pages"], len(pages)) == ("read", 3_000, MOST_PAGES)
    assert "只读了前 1000 页，全文共 3000 页" in said["reason"]


def test_more_text_than_an_answer_holds_comes_through(read):
    page = "\n".join(["各成员单位按照职责分工做好突发事件应对工作。" * 8] * 40)
    said, pages = read(pdf(*[page] * 200), "预案.pdf")
    assert said["state"] == "read" and len(pages) == 200
    assert sum(len(text.encode()) for text in pages) > 4_000_000


def test_a_font_that_does_not_say_what_it_shows_is_no_text(read):
    said, _pages = read(pdf("\ue001\ue002\ue003\ue004\ue005abcdefghijklmnop"), "预案.pdf")
    assert said["state"] == "failed" and "没有编码" in said["reason"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", docx()[:400], zipped({"a.txt": "x"})])
def test_a_broken_word_file_says_so(read, content):
    said, _pages = read(content, "预案.docx")
    assert said["state"] == "failed" and "请" in said["reason"]


def test_a_word_bomb_is_refused_unopened(read):
    said, _pages = read(docx_with({"word/media/bomb.xml": b"0" * 90_000_000}), "预案.docx")
    assert said["state"] == "failed" and "展开后过大" in said["reason"]


def test_entities_are_refused(read):
    hostile = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w/>'
    said, _pages = read(docx_with({"word/document.xml": hostile}), "预案.docx")
    assert said["state"] == "failed" and "DTD" in said["reason"]


def test_a_word_file_with_macros_says_so(read):
    said, _pages = read(docx_with({"word/vbaProject.bin": b"x"}), "预案.docx")
    assert said["state"] == "failed" and "宏" in said["reason"]


def test_a_doc_that_is_html_says_so(old_word):
    assert "内容却是网页（HTML）" in old_word(HTML, "doc")


def test_a_wps_with_macros_says_so(old_word):
    assert "宏" in old_word(doc(Macros__dir=b"x"), "wps")


def test_a_locked_doc_says_so(old_word):
    assert "密码" in old_word(doc(flags=1), "doc")


def test_a_pdf_that_is_something_else_says_so(read):
    assert "内容却是网页" in read(HTML, "预案.pdf")[0]["reason"]
    assert read(pdf_that(""), "预案.pdf")[0]["state"] in ("empty", "read")
