"""Tells by its content what a file is and whether it may be kept; runs inside the bounded child only."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import olefile

from emergency.evidence.findings import Findings
from emergency.evidence.kinds import Kind, Unacceptable, extension_kind, mismatch, names_of
from emergency.evidence.ofd_files import check_ofd
from emergency.evidence.packages import BROKEN, LOCKED, reading
from emergency.evidence.pdf_files import check_pdf
from emergency.evidence.pictures import check_picture
from emergency.evidence.videos import check_mp4
from emergency.evidence.word_files import check_docx, check_ole

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STARTS = (
    (b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"{\\rtf", "rtf"),
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"#!", "program"), (b"GIF8", "gif"), (b"BM", "bmp"),
    (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)  # fmt: skip
OFFICE_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
HTML = (b"<!doctype html", b"<html", b"<script", b"<head", b"<body", b"mime-version:")
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
SMUGGLED = "文件中夹带了压缩包（一个文件两种身份），已拒绝。请用原软件打开后另存为新文件再上传。"
CUT_OR_LENGTHENED = "PDF 没有传完整，或末尾附有其他内容。请用 PDF 软件打开后另存为新文件再上传。"

CHECKS: dict[Kind, Callable[[Path], Findings]] = {
    Kind.PDF: check_pdf, Kind.DOCX: check_docx, Kind.DOC: check_ole, Kind.WPS: check_ole, Kind.OFD: check_ofd,
    Kind.JPG: check_picture, Kind.PNG: check_picture, Kind.MP4: check_mp4,
}  # fmt: skip


def sniff(argument: dict[str, Any]) -> dict[str, Any]:
    """Check the file `path` that was called `name`, taking only kinds of `accept`.

    Returns {"kind", "pages", "title", "made_on", "changed_on"} or {"refused": the Chinese sentence}.
    """
    path, name = Path(argument["path"]), argument["name"]
    try:
        kind = _kind(path, name, frozenset(Kind(kind) for kind in argument["accept"]))
        _check_ends(path, kind)
        return {"kind": kind, **CHECKS[kind](path).as_json()}
    except Unacceptable as refusal:
        return {"refused": str(refusal)}


def _kind(path: Path, name: str, accept: frozenset[Kind]) -> Kind:
    claimed = extension_kind(name)
    if claimed is None or claimed not in accept:
        raise Unacceptable(f"不接收这种文件（{name[-20:]}）。可以上传：{names_of(accept)}，请转换后再上传。")
    found = content_of(path)
    if claimed in (Kind.DOC, Kind.WPS) and found == "ole-word":
        return claimed
    if found == "ole-locked":
        raise Unacceptable(LOCKED)
    if found != claimed:
        raise mismatch(name, found)
    return claimed


def content_of(path: Path) -> str:
    """Return the kind that the first bytes, at offset 0, and the inner parts show."""
    with path.open("rb") as file:
        start = file.read(4096)
    for magic, kind in STARTS:
        if start.startswith(magic):
            return kind
    if start.startswith(b"PK\x03\x04"):
        return _package_kind(path)
    if start.startswith(OLE):
        return _ole_kind(path)
    if start[4:8] == b"ftyp":
        return "heic" if start[8:12] in HEIC else "mp4"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(HTML) or b"<html" in start.lower():
        return "html"
    return "pdf-inside" if b"%PDF-" in start[:1024] else "unknown"


def _package_kind(path: Path) -> str:
    with reading(), zipfile.ZipFile(path) as package:
        names = set(package.namelist())
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in OFFICE_PARTS if part in names), "zip")
    return "zip"


def _ole_kind(path: Path) -> str:
    try:
        with olefile.OleFileIO(str(path)) as file:
            if file.exists("WordDocument"):
                return "ole-word"
            return "ole-locked" if file.exists("EncryptedPackage") else "ole-other"
    except OSError as error:  # which olefile's own errors are
        raise Unacceptable(BROKEN) from error


def _check_ends(path: Path, kind: Kind) -> None:
    """Refuse a file with two identities: a zip at the end of a picture or PDF, or a PDF with a tail."""
    if kind in (Kind.PDF, Kind.JPG, Kind.PNG, Kind.MP4) and zipfile.is_zipfile(path):
        raise Unacceptable(SMUGGLED)
    if kind is Kind.PDF:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - 8192))
            tail = file.read().rstrip(b"\0\r\n\t ")
        if b"%%EOF" not in tail[-1024:]:
            raise Unacceptable(CUT_OR_LENGTHENED)
