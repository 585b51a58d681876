"""Looks into Word papers: .docx by its parts, .doc and .wps by their streams."""

import zipfile
from pathlib import Path

import olefile

from emergency.evidence.findings import Findings, clean_title, day_of, day_of_text
from emergency.evidence.kinds import Unacceptable
from emergency.evidence.packages import BROKEN, EMBEDDED_PROGRAM, LOCKED, check_package, elements, reading

MACROS = "文件中含有宏，已拒绝。请在 Word 或 WPS 中另存为不含宏的 .docx，或导出为 PDF 后上传。"
REMOTE_TEMPLATE = "文件引用了网络上的模板，已拒绝。请在 Word 或 WPS 中取消模板引用后另存再上传。"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPENING = 3_000  # characters: more than a first page holds


def check_docx(path: Path) -> Findings:
    """Check a .docx wholly and return what its properties say. Raises Unacceptable."""
    with reading(), zipfile.ZipFile(path) as package:
        names = package.namelist()
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise Unacceptable(MACROS)
        check_package(package)
        if b"macroEnabled" in package.read("[Content_Types].xml"):
            raise Unacceptable(MACROS)
        _check_links(package, names)
        _check_objects(package, names)
        return _docx_findings(package, names)


def _check_links(package: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        if not name.endswith(".rels"):
            continue
        with package.open(name) as part:
            for element in elements(part):
                target = element.get("Target", "").lower()
                remote = target.startswith(("http:", "https:", "ftp:", "\\\\", "file://", "mhtml:"))
                local = target.startswith("file:///")
                if element.get("Type", "").endswith("/attachedTemplate") and remote and not local:
                    raise Unacceptable(REMOTE_TEMPLATE)


def _check_objects(package: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        if name.startswith("word/embeddings/") and name.endswith(".bin"):
            content = package.read(name)
            if olefile.isOleFile(data=content):
                with olefile.OleFileIO(content) as inner:
                    _check_streams(inner)


def _docx_findings(package: zipfile.ZipFile, names: list[str]) -> Findings:
    said: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in names:
            with package.open(name) as part:
                said |= {element.tag.rpartition("}")[2]: element.text or "" for element in elements(part)}
    pages = said.get("Pages", "")
    return Findings(
        pages=int(pages) if pages.isascii() and pages.isdigit() and int(pages[:6]) > 0 else None,
        title=clean_title(said.get("title")),
        made_on=day_of_text(said.get("created")),
        changed_on=day_of_text(said.get("modified")),
    )


def docx_opening(path: Path) -> str:
    """Return the headers, footers and first page's text of a checked .docx."""
    with reading(), zipfile.ZipFile(path) as package:
        sides = [name for name in package.namelist() if name.startswith(("word/header", "word/footer"))]
        return "\n".join(_text(package, name) for name in [*sorted(sides)[:12], "word/document.xml"])


def _text(package: zipfile.ZipFile, name: str) -> str:
    text: list[str] = []
    length = 0
    with package.open(name) as part:
        for element in elements(part):
            if element.tag == f"{WORD}t":
                text.append(element.text or "")
                length += len(text[-1])
            elif element.tag in (f"{WORD}p", f"{WORD}br", f"{WORD}tab"):
                text.append("\n")
            if length > OPENING:
                break
    return "".join(text)


def check_ole(path: Path) -> Findings:
    """Check a .doc or .wps and return what its properties say. Raises Unacceptable."""
    with reading(), olefile.OleFileIO(str(path)) as file:
        header = file.openstream("WordDocument").read(12)
        if len(header) < 12:
            raise Unacceptable(BROKEN)
        if header[11] & 1:  # fEncrypted of the FIB
            raise Unacceptable(LOCKED)
        _check_streams(file)
        return _ole_findings(file)


def _check_streams(file: olefile.OleFileIO) -> None:
    for entry in file.listdir(streams=True, storages=True):
        parts = {part.lower() for part in entry}
        if parts & {"macros", "vba", "_vba_project", "_vba_project_cur", "_vba_project_str"}:
            raise Unacceptable(MACROS)
        if "\x01ole10native" in parts:
            raise Unacceptable(EMBEDDED_PROGRAM)


def _ole_findings(file: olefile.OleFileIO) -> Findings:
    said = file.get_metadata()
    title = said.title or b""
    if isinstance(title, bytes):
        # 936 is what Chinese Windows writes; -535 is UTF-8 read as a signed number.
        title = title.decode("utf-8" if said.codepage in (65001, -535) else "gb18030", "replace")
    pages = said.num_pages
    return Findings(
        pages=pages if isinstance(pages, int) and pages > 0 else None,
        title=clean_title(title),
        made_on=day_of(said.create_time),
        changed_on=day_of(said.last_saved_time),
    )


def ole_opening(path: Path) -> str:
    """Return what may be the first page's text: Chinese is kept as plain UTF-16 after the header."""
    with olefile.OleFileIO(str(path)) as file:
        content = file.openstream("WordDocument").read()[0x200 : 0x200 + 2**16]
    aligned: list[str] = [content[offset:].decode("utf-16-le", "replace") for offset in (0, 1)]
    text = max((half[:OPENING] for half in aligned), key=_chinese)
    return text.replace("\r", "\n").replace("\x07", "\n")


def _chinese(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)
