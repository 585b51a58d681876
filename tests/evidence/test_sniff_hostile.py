"""Hostile, broken and mistaken files are refused, each with the reason and the remedy."""

import io
import zipfile
import zlib

import corpus
import pikepdf
import pytest
from pikepdf import Dictionary, Name

BOMB = corpus.word_xml("0" * 60_000_000)
XXE = corpus.word_xml("&x;", before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
LAUGHS = corpus.word_xml("&b;", before='<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>')
NEST = corpus.zipped({"inner.zip": corpus.zipped({"deep.zip": corpus.zipped({"a": "a"})})})
JS = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
MACRO_TYPES = corpus.CONTENT_TYPES.replace("openxmlformats-officedocument.wordprocessingml", "ms-word.macroEnabled")
PDF = corpus.pdf("正文")
TINY_ZIP = corpus.zipped({"a.class": "x"})

BAD = {
    "a PDF that is a web page": ("a.pdf", HTML, "网页"),
    "a PDF behind other bytes": ("a.pdf", b"junk\n" + PDF, "前面带有其他内容"),
    "a PDF behind a web page": ("a.pdf", HTML + PDF, "网页"),
    "a docx called pdf": ("a.pdf", corpus.docx(), "扩展名改为 .docx"),
    "a PDF called docx": ("a.docx", PDF, "扩展名改为 .pdf"),
    "a doc called docx": ("a.docx", corpus.doc(), "扩展名改为 .doc"),
    "a sheet called docx": ("a.docx", corpus.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Excel"),
    "a zip called docx": ("a.docx", TINY_ZIP, "解压"),
    "an RTF called doc": ("a.doc", b"{\\rtf1 text}", "RTF"),
    "a program called pdf": ("a.pdf", b"MZ\x90\0" + bytes(100), "程序"),
    "an HEIC called jpg": ("a.jpg", corpus.box(b"ftyp", b"heic\0\0\0\0mif1"), "HEIC"),
    "a text called pdf": ("a.pdf", "只是文字".encode(), "无法识别"),
    "a kind that is not taken": ("a.exe", b"MZ", "不接收这种文件"),
    "a name without extension": ("预案", PDF, "不接收这种文件"),
    "a docx bomb": ("a.docx", corpus.docx_with({"word/document.xml": BOMB}), "展开后过大"),
    "too many entries": ("a.docx", corpus.docx_with({f"word/x{n}": "" for n in range(2001)}), "展开后过大"),
    "an XXE": ("a.docx", corpus.docx_with({"word/document.xml": XXE}), "DTD"),
    "laughs": ("a.docx", corpus.docx_with({"word/document.xml": LAUGHS}), "DTD"),
    "an XXE in UTF-16": ("a.docx", corpus.docx_with({"docProps/core.xml": XXE.encode("utf-16")}), "DTD"),
    "an XXE in an ofd": ("a.ofd", corpus.ofd(**{"Doc_0/Document.xml": XXE}), "DTD"),
    "a cut docx": ("a.docx", corpus.docx()[:-30], "损坏"),
    "a spoilt docx": ("a.docx", corpus.docx(stored=True).replace(b"</w:body>", b"</w:bodx>"), "损坏"),
    "an encrypted zip": ("a.docx", corpus.with_encrypted_flag(corpus.docx()), "密码"),
    "packages in packages": ("a.docx", corpus.docx_with({"word/embeddings/a.docx": NEST}), "嵌套"),
    "a docx with macros": ("a.docx", corpus.docx_with({"word/vbaProject.bin": b"x"}), "宏"),
    "a docx of the macro type": ("a.docx", corpus.docx_with({"[Content_Types].xml": MACRO_TYPES}), "宏"),
    "a docx with a remote template": (
        "a.docx",
        corpus.docx_with({"word/_rels/settings.xml.rels": corpus.template_link("http://evil.example/t.dotm")}),
        "网络上的模板",
    ),
    "a docx with a program": ("a.docx", corpus.docx_with({"word/embeddings/a.bin": b"MZ\x90"}), "程序"),
    "a docx with a script": ("a.docx", corpus.docx_with({"word/embeddings/a.vbs": b"x"}), "程序"),
    "a docx with a packed object": (
        "a.docx",
        corpus.docx_with({"word/embeddings/oleObject1.bin": corpus.compound_file({"\x01Ole10Native": b"x"})}),
        "程序",
    ),
    "a locked docx": ("a.docx", corpus.compound_file({"EncryptedPackage": b"x"}), "密码"),
    "a locked doc": ("a.doc", corpus.doc(flags=1), "密码"),
    "a doc with macros": ("a.doc", corpus.doc(Macros__dir=b"x"), "宏"),
    "a wps with macros": ("a.wps", corpus.doc(Macros__dir=b"x"), "宏"),
    "a doc with a packed object": ("a.doc", corpus.doc(**{"\x01Ole10Native": b"MZ"}), "程序"),
    "a sheet called doc": ("a.doc", corpus.compound_file({"Workbook": b"x"}), "旧版 Office"),
    "a broken doc": ("a.doc", corpus.doc()[:700], "损坏"),
    "a PDF with a password": ("a.pdf", corpus.pdf_locked(user="secret"), "密码"),
    "a PDF with JavaScript": ("a.pdf", corpus.pdf_that(JS), "JavaScript"),
    "a PDF that starts a program": ("a.pdf", corpus.pdf_that(Dictionary(S=Name.Launch, F="cmd.exe")), "启动"),
    "a PDF that sends data": ("a.pdf", corpus.pdf_that(Dictionary(S=Name.SubmitForm, F="http://x/")), "提交"),
    "a PDF that takes data in": ("a.pdf", corpus.pdf_that(Dictionary(S=Name.ImportData, F="x")), "导入"),
    "a PDF that opens another": ("a.pdf", corpus.pdf_that(Dictionary(S=Name.GoToR, F="\\\\x\\y")), "其他文件"),
    "a PDF that acts afterwards": ("a.pdf", corpus.pdf_that(Dictionary(S=Name.URI, URI="x", Next=JS)), "JavaScript"),
    "a PDF with a program": ("a.pdf", corpus.pdf_with_file("a.exe", b"x"), "程序"),
    "a PDF with a disguised program": ("a.pdf", corpus.pdf_with_file("a.txt", b"MZ\x90"), "程序"),
    "a PDF form with a script": ("a.pdf", corpus.pdf_with_form(b"<xdp><script>x</script></xdp>"), "XFA"),
    "a cut PDF": ("a.pdf", PDF[: len(PDF) // 2], "没有传完整"),
    "a PDF with a tail": ("a.pdf", PDF + b"x" * 5000, "没有传完整"),
    "a PDF that is also a zip": ("a.pdf", PDF + TINY_ZIP, "夹带"),
    "an empty shell of a PDF": ("a.pdf", b"%PDF-1.7\n%%EOF", "损坏"),
    "a picture that is also a zip": ("a.jpg", corpus.picture() + TINY_ZIP, "夹带"),
    "a cut picture": ("a.jpg", corpus.picture(size=(2000, 2000))[:3000], "损坏"),
    "a cut png": ("a.png", corpus.picture("PNG", size=(2000, 2000))[:500], "损坏"),
    "a cut film": ("a.mp4", corpus.mp4()[:-50], "损坏"),
    "an ofd without pages": ("a.ofd", corpus.zipped({"OFD.xml": "<x/>"}), "损坏"),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_its_reason_and_remedy(sniffed, what):
    name, content, reason = BAD[what]
    sentence = sniffed(content, name).get("refused", "taken")
    assert reason in sentence
    assert sentence.endswith("。")
    assert "请" in sentence or "可以上传" in sentence


def test_a_film_is_not_taken_as_a_plan(sniffed):
    refused = sniffed(corpus.mp4(), "a.mp4", ("pdf", "docx"))["refused"]
    assert ".pdf .docx" in refused


def test_a_picture_of_too_many_pixels_is_refused(sniffed):
    huge = corpus.picture("PNG", size=(20_000, 10_000), mode="1", colour=1)
    assert "像素过多" in sniffed(huge, "a.png")["refused"]


def test_a_package_that_lies_about_its_size_stays_bounded(sniffed):
    buffer = io.BytesIO(corpus.docx_with({"word/document.xml": BOMB}))
    with zipfile.ZipFile(buffer) as package:
        true = package.getinfo("word/document.xml").file_size
    lying = buffer.getvalue().replace(true.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert "损坏" in sniffed(lying, "a.docx")["refused"]


def test_a_pdf_whose_attachment_is_a_bomb_is_refused(sniffed_apart):
    much = zlib.compress(bytes(201 << 20))

    def attach(made):
        made.Root.Extra = pikepdf.Stream(made, much, Type=Name.EmbeddedFile, Filter=Name.FlateDecode)

    bomb = corpus.pdf("正文", change=attach, compress_streams=False)
    assert "展开后过大" in sniffed_apart(bomb, "a.pdf")["refused"]


def test_a_picture_beyond_the_memory_kills_only_the_child(sniffed_apart):
    wide = corpus.picture("PNG", size=(9_000, 9_000), colour=0, mode="L")
    assert "占用内存过大" in sniffed_apart(wide, "a.png", memory=120 << 20)["refused"]


@pytest.mark.parametrize("what", ["a docx bomb", "an XXE", "a cut docx", "a PDF with JavaScript"])
def test_the_child_says_the_same(sniffed_apart, what):
    name, content, reason = BAD[what]
    assert reason in sniffed_apart(content, name)["refused"]
