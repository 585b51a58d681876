"""The printer in a locked room: HTML in, PDF bytes out; it reads only its own folder and data:."""

import ctypes
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import weasyprint
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from emergency.base import fonts, quick
from emergency.base.config import BadSetting
from emergency.base.errors import DomainError

ENGINE: str = weasyprint.__version__
FOLDER = Path(__file__).parent.parent / "static" / "print"
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}
FONT_REMEDY = "请安装中文字体后重试：apt-get install fonts-noto-cjk"
SUBSET_REMEDY = "请安装后重试：apt-get install libharfbuzz-subset0"
VARIANTS = ("pdf/a-3b", "pdf/a-3a", "pdf/ua-1")
PROBE = "应急预案考核自查表〔2026〕喆昇堃镕①℃"

# Pango's font maps and the logger are shared by the whole process: one page is drawn at a time.
_drawing = Lock()
_logger = logging.getLogger("weasyprint")


class PrintFailed(DomainError):
    """The paper could not be made; the sentence names the remedy."""


class LockedFetcher(URLFetcher):  # type: ignore[misc]
    """Gives out data: addresses and `print:NAME` from the print folder; notes every other wish as denied."""

    def __init__(self) -> None:
        super().__init__(timeout=1, allowed_protocols=("data",), allow_redirects=False)
        self.denied: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Answer one address; raises ValueError for whatever lies outside the room."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        asset = _assets().get(url.removeprefix("print:")) if url.startswith("print:") else None
        if asset is None:
            self.denied.append(url[:120])
            raise ValueError("outside the print folder")
        return URLFetcherResponse(url, asset.read_bytes(), {"Content-Type": KINDS[asset.suffix]})


@dataclass(frozen=True)
class Attached:
    """A file inside a paper: the data from which it was drawn."""

    name: str
    content: bytes
    words: str


@dataclass(frozen=True)
class Sheet:
    """A whole HTML document to be drawn, with the styles of the print folder that it needs."""

    html: str
    styles: tuple[str, ...]


def variant() -> str:
    """The kind of archive paper: PRINT_VARIANT, else PDF/A-3b; the other two are tagged. Raises BadSetting."""
    name = os.environ.get("PRINT_VARIANT") or VARIANTS[0]
    if name not in VARIANTS:
        raise BadSetting(f"PRINT_VARIANT 的写法 {name} 不支持，可用的是 {'、'.join(VARIANTS)}。")
    return name


def pdf(html: str, *, stamped: datetime, identifier: str, styles: tuple[str, ...] = ("print.css",)) -> bytes:
    """Draw a whole HTML document as a tagged PDF with embedded fonts.

    The same text, moment and identifier give the same bytes. `styles` are names in the print folder.
    Raises PrintFailed when the text asks for anything outside the room or a character has no glyph.
    """
    return _drawn([Sheet(html, styles)], stamped, {"pdf_tags": True, "pdf_identifier": identifier.encode()})


def archived(sheets: list[Sheet], *, stamped: datetime, identifier: str, attached: list[Attached]) -> bytes:
    """Draw documents one behind the other as one archive paper (PDF/A-3) with files attached; else like `pdf`.

    Each document keeps its own page numbers; the fonts are in the file once.
    """
    files = [
        Attachment(
            file_obj=BytesIO(one.content), name=one.name, description=one.words, created=stamped, modified=stamped,
            relationship="Source", url_fetcher=LockedFetcher(),
        )
        for one in attached
    ]  # fmt: skip
    return _drawn(sheets, stamped, {"pdf_variant": variant(), "pdf_identifier": identifier.encode()}, files)


def _drawn(
    sheets: list[Sheet], stamped: datetime, options: dict[str, Any], files: list[Attachment] | None = None
) -> bytes:
    fetcher = LockedFetcher()
    quicker = quick.wanted() and options.get("pdf_variant") == VARIANTS[0]
    with _drawing, _missing_glyphs() as missing, quick.quickly() if quicker else nullcontext():
        documents = [_rendered(sheet, fetcher, options, quicker) for sheet in sheets]
        whole = documents[0].copy([page for document in documents for page in document.pages])
        whole.metadata.created = whole.metadata.modified = _w3c(stamped)
        whole.metadata.attachments += files or []
        paper: bytes = whole.write_pdf(**options)
        del documents, whole
        _give_back()
    if fetcher.denied:
        raise PrintFailed("打印模板引用了打印文件夹以外的内容，已拒绝打印。请联系系统管理员。")
    if missing:
        raise PrintFailed(f"字体里没有这些字，打印会变成方框：{''.join(missing)}。{FONT_REMEDY}")
    return paper


def _rendered(sheet: Sheet, fetcher: LockedFetcher, options: dict[str, Any], quicker: bool) -> Document:
    page = (quick.QuickHTML if quicker else HTML)(string=sheet.html, url_fetcher=fetcher)
    return page.render(font_config=_fonts(), stylesheets=[_style(name) for name in sheet.styles], **options)


def faults() -> list[str]:
    """What keeps this machine from printing Chinese, each with its remedy; empty when all is well."""
    found = [] if harfbuzz_subset else [f"缺少字体子集库，打印会慢十倍以上。{SUBSET_REMEDY}"]
    try:
        pdf(f"<p>{PROBE}", stamped=datetime(2000, 1, 1, tzinfo=UTC), identifier="probe", styles=())
    except PrintFailed as fault:
        found.append(fault.sentence)
    return found


def _give_back() -> None:
    """Return the freed memory to the machine: each paper unpacks whole fonts, and glibc keeps the holes."""
    trim = getattr(_c_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL(None)


@lru_cache(maxsize=1)
def _assets() -> dict[str, Path]:
    return {path.name: path for path in FOLDER.iterdir() if path.suffix in KINDS}


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    fonts.use()
    return FontConfiguration()


@lru_cache(maxsize=16)
def _style(name: str) -> CSS:
    fetcher = LockedFetcher()
    text = _assets()[name].read_text(encoding="utf-8")
    style = CSS(string=text, url_fetcher=fetcher, font_config=_fonts())
    if fetcher.denied:
        raise PrintFailed(f"打印样式 {name} 引用了打印文件夹以外的内容。请联系系统管理员。")
    return style


def _w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _GlyphWatch(logging.Handler):
    """Keeps the characters for which the engine says that it drew an empty box."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef glyph rendered") and record.args:
            character = str(next(iter(record.args)))
            if character not in self.missing:
                self.missing.append(character)


@contextmanager
def _missing_glyphs() -> Iterator[list[str]]:
    """Watch the engine's log: without a listener it says nothing of the boxes it draws."""
    watch = _GlyphWatch()
    _logger.addHandler(watch)
    try:
        yield watch.missing
    finally:
        _logger.removeHandler(watch)
