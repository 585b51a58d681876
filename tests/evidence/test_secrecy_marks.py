"""密级 marks are found in names and on first pages; ordinary words about secrets are not."""

import corpus
import pytest

from emergency.evidence.marks import has_mark, name_has_mark

MARKED = [
    "机密★10年", "绝密★", "秘密★长期", "秘 密 ★ 1 年", "机密☆五年", "000012 机密★1年 特急", "★机密", "密级：机密",
    "密 级: 秘密", "机密 10年", "秘密（6个月）", "机密\n关于印发预案的通知", "【机密】", "工作秘密", "工作秘密★5年",
    "〔工作秘密〕", "机\u200b密★", "秘密★１０年", "  绝密  ",
]  # fmt: skip
PLAIN = [
    "严禁上传、处理国家秘密和工作秘密", "保守国家秘密法 2024 年修订", "商业秘密 10 年内不得披露", "国家秘密10年",
    "机密性、完整性、可用性", "本预案自 2026 年起施行，长期有效", "涉及国家秘密、工作秘密的，按保密规定办理",
    "泄露秘密事件应急预案", "保密工作负责人", "",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_found(text):
    assert has_mark(text)


@pytest.mark.parametrize("text", PLAIN)
def test_words_about_secrets_are_no_mark(text):
    assert not has_mark(text)


@pytest.mark.parametrize("name", ["机密★10年 预案.pdf", "预案(秘密).docx", "防汛-机密-2026.pdf", "工作秘密_预案.pdf"])
def test_a_mark_in_a_name_is_found(name):
    assert name_has_mark(name)


@pytest.mark.parametrize("name", ["失泄密事件应急预案.pdf", "国家秘密管理.docx", "预案2026.pdf"])
def test_an_ordinary_name_is_no_mark(name):
    assert not name_has_mark(name)


FILES = {
    "pdf": corpus.pdf("机密★10年", "防汛应急预案"),
    "docx": corpus.docx("秘密★长期", "防汛应急预案"),
    "doc": corpus.doc("机密★5年\r防汛应急预案" + "应急" * 100),
    "wps": corpus.doc("机密★5年\r防汛应急预案" + "应急" * 100),
    "ofd": corpus.ofd("机密★10年"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_mark_on_the_first_page_is_found(marked, kind):
    assert "保密工作负责人" in marked(FILES[kind], kind)["refused"]


def test_a_mark_in_a_header_is_found(marked):
    header = corpus.word_xml("机密★10年").replace("w:document", "w:hdr")
    assert "refused" in marked(corpus.docx_with({"word/header1.xml": header}), "docx")


def test_a_mark_is_not_looked_for_behind_the_first_page(marked):
    long = ["应急预案正文" * 50] * 20
    assert marked(corpus.docx(*long, "机密★10年"), "docx") == {"read": True}


def test_the_answer_holds_none_of_the_text(marked):
    assert "防汛" not in str(marked(FILES["pdf"], "pdf"))


def test_a_scan_cannot_be_read_and_is_welcome(marked):
    assert marked(corpus.pdf(), "pdf") == {"read": False}
    assert marked(corpus.picture(), "jpg") == {"read": False}
