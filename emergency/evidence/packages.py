"""Looks into zip packages (docx, ofd) without trusting them: bombs, nesting, programs, DTDs."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from emergency.evidence.kinds import MEGABYTE, Unacceptable

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_RATIO = 200
SMALL = 10 * MEGABYTE  # a blank picture shrinks a thousandfold and harms nobody
DEEPEST = 1  # a sheet of figures inside a document is usual, a package inside that is not

PROGRAMS = re.compile(r"(?i)\.(exe|dll|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|scr|msi|jar|lnk|sh|apk|reg|cpl)$")
PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!")
DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
BROKEN = "文件损坏或没有传完整。请在本机确认能正常打开，另存为新文件后重新上传。"
BOMB = (
    "文件展开后过大（内部文件超过 2000 个、展开超过 200 MB 或压缩比超过 200 倍），已拒绝。"
    "请核对来源，另存为 PDF 后上传。"
)
EMBEDDED_PROGRAM = "文件中嵌有程序或脚本，已拒绝。请删除嵌入的对象后另存再上传。"
DTD = "文件中含有外部实体声明（DTD），正常的文档不会有，已拒绝。请用 Word 或 WPS 打开后另存为新文件再上传。"
BREAKAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ParseError, KeyError, UnicodeError, OverflowError,
    OSError,
)  # fmt: skip
NESTED = "文件中层层嵌套压缩包，已拒绝。请删除嵌入的压缩包后另存再上传。"
LOCKED = "文件设置了打开密码，无法核对内容。请取消密码（另存为不加密的文件）后再上传。"


@contextmanager
def reading() -> Iterator[None]:
    """Turn the many ways in which a package can be broken into the one sentence."""
    try:
        yield
    except DefusedXmlException as error:
        raise Unacceptable(DTD) from error
    except BREAKAGES as error:
        raise Unacceptable(BROKEN) from error


def check_package(package: zipfile.ZipFile, depth: int = 0) -> None:
    """Read every entry once, within limits. Raises Unacceptable with the reason."""
    entries = package.infolist()
    _check_sizes(entries)
    names = [entry.filename for entry in entries]
    climbing = any(".." in name.split("/") or name.startswith("/") for name in names)
    if climbing or len(set(names)) != len(names):
        raise Unacceptable(BROKEN)
    for entry in entries:
        if entry.flag_bits & 1:
            raise Unacceptable(LOCKED)
        if PROGRAMS.search(entry.filename):
            raise Unacceptable(EMBEDDED_PROGRAM)
        _check_entry(package, entry, depth)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    # An entry is never read beyond the size that it declares, so the declared sizes bound the work.
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = unpacked > SMALL and unpacked > LARGEST_RATIO * packed
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or too_dense:
        raise Unacceptable(BOMB)


def _check_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    with package.open(entry) as file:
        start = file.read(4096)
        if start.startswith(PROGRAM_STARTS):
            raise Unacceptable(EMBEDDED_PROGRAM)
        if entry.filename.lower().endswith((".xml", ".rels")) and any(mark in start for mark in DOCTYPES):
            raise Unacceptable(DTD)
        if start.startswith(b"PK\x03\x04"):
            _check_nested(start + file.read(), depth)
        while file.read(MEGABYTE):
            pass  # Reading to the end compares the checksum: a cut or spoilt package fails here.


def _check_nested(content: bytes, depth: int) -> None:
    if depth >= DEEPEST:
        raise Unacceptable(NESTED)
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        if any(name.lower().endswith("vbaproject.bin") for name in inner.namelist()):
            raise Unacceptable(EMBEDDED_PROGRAM)
        check_package(inner, depth + 1)


def elements(file: IO[bytes]) -> Iterator[Element]:
    """Yield the elements of an XML part as they end, emptied afterwards so that a large part stays small."""
    for _, element in iterparse(file, events=("end",), forbid_dtd=True):
        yield element
        element.clear()
