"""Looks into PDF papers: what they would do when opened, not how they look."""

import re
import zlib
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf

from emergency.evidence.findings import Findings, clean_title, day_of_text
from emergency.evidence.kinds import Unacceptable
from emergency.evidence.packages import (
    BOMB,
    BROKEN,
    EMBEDDED_PROGRAM,
    LARGEST_UNPACKED,
    LOCKED,
    PROGRAM_STARTS,
    PROGRAMS,
)

ACTIONS = {
    "/JavaScript": "JavaScript 脚本",
    "/Launch": "启动其他程序的动作",
    "/SubmitForm": "向外提交数据的动作",
    "/ImportData": "导入外部数据的动作",
    "/GoToR": "跳转到其他文件的链接",
    "/GoToE": "跳转到嵌入文件的链接",
}
RICH = "/RichMedia"


def _active(what: str) -> Unacceptable:
    return Unacceptable(
        f"PDF 中含有{what}，已拒绝。请用“打印为 PDF”或 WPS、Word 重新导出一份不含脚本和动作的 PDF 再上传。"
    )


def check_pdf(path: Path) -> Findings:
    """Check a PDF wholly and return what it says of itself; restrictions on printing are no fault.

    View destinations (/GoTo), web addresses (/URI) and attached data files are taken.
    """
    try:
        with pikepdf.open(path) as pdf:
            for thing in pdf.objects:
                _check(thing)
            pages = len(pdf.pages)
            if pages == 0:
                raise Unacceptable(BROKEN)
            said = {key: _said(pdf, key) for key in ("/Title", "/CreationDate", "/ModDate")}
    except pikepdf.PasswordError as error:
        raise Unacceptable(LOCKED) from error
    except pikepdf.PdfError as error:
        raise Unacceptable(BROKEN) from error
    return Findings(
        pages, clean_title(said["/Title"]), day_of_text(said["/CreationDate"]), day_of_text(said["/ModDate"])
    )


def _said(pdf: pikepdf.Pdf, key: str) -> str:
    info = pdf.trailer.get("/Info")
    return _text(info.get(key)) if isinstance(info, pikepdf.Dictionary) else ""


def _text(value: Any) -> str:
    """Return a name or string as text; Chinese software writes some of them in GBK, which is not UTF-8."""
    if not isinstance(value, pikepdf.Name | pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse().decode("ascii", "replace")


def _check(thing: Any) -> None:
    """Look at one object and what lies directly in it; what it points to has its own turn."""
    if isinstance(thing, pikepdf.Stream):
        _check_stream(thing)
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        _check_dictionary(thing)
        inner = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _check(value)


def _check_dictionary(thing: pikepdf.Dictionary) -> None:
    act = _text(thing.get("/S"))
    if act in ACTIONS:
        raise _active(ACTIONS[act])
    if "/JS" in thing or "/JavaScript" in thing:
        raise _active(ACTIONS["/JavaScript"])
    if _text(thing.get("/Subtype")) == RICH:
        raise _active("动画等富媒体")
    if "/XFA" in thing:
        _check_form(thing["/XFA"])
    if "/EF" in thing:
        for key in ("/UF", "/F", "/DOS", "/Unix"):
            if PROGRAMS.search(PurePosixPath(_text(thing.get(key))).name.strip()):
                raise Unacceptable(EMBEDDED_PROGRAM)
        for _, content in thing["/EF"].items():
            if isinstance(content, pikepdf.Stream) and unpacked(content).startswith(PROGRAM_STARTS):
                raise Unacceptable(EMBEDDED_PROGRAM)


def _check_stream(thing: pikepdf.Stream) -> None:
    if _text(thing.get("/Type")) == "/EmbeddedFile" and unpacked(thing).startswith(PROGRAM_STARTS):
        raise Unacceptable(EMBEDDED_PROGRAM)


def unpacked(stream: pikepdf.Stream) -> bytes:
    """Return what a stream holds, up to the size that any package may unpack to. Raises Unacceptable beyond."""
    if stream.get("/Filter") != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
        return stream.read_bytes()
    try:
        content = zlib.decompressobj().decompress(stream.read_raw_bytes(), LARGEST_UNPACKED + 1)
    except zlib.error as error:
        raise Unacceptable(BROKEN) from error
    if len(content) > LARGEST_UNPACKED:
        raise Unacceptable(BOMB)
    return content


def _check_form(form: Any) -> None:
    parts = list(form) if isinstance(form, pikepdf.Array) else [form]
    for part in parts:
        if isinstance(part, pikepdf.Stream) and re.search(rb"<(\w+:)?(script|submit)\b", unpacked(part)):
            raise _active("表单脚本（XFA）")
