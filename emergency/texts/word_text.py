"""Reads a .docx: paragraphs and tables as lines, page by page where Word left its page breaks; in the child only."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from emergency.evidence.packages import reading
from emergency.evidence.word_files import WORD, check_docx
from emergency.texts.facts import LONGEST_PAGE, LONGEST_PIECE, Division
from emergency.texts.word_numbers import Numbers, numbers_of

BODY = "word/document.xml"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LAID_OUT = b"lastRenderedPageBreak"
PAGE_ENDED = f"{WORD}lastRenderedPageBreak"
SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}


def docx_pages(path: Path) -> tuple[Division, Iterator[str]]:
    """Return what its pieces are and their texts. Raises Unacceptable for a broken or hostile file."""
    check_docx(path)
    with reading(), zipfile.ZipFile(path) as package:
        laid_out = _laid_out(package)
    return (Division.PAGE if laid_out else Division.PIECE), _pieces(path, laid_out=laid_out)


def _laid_out(package: zipfile.ZipFile) -> bool:
    """Whether Word noted where its pages ended when it last showed the document."""
    tail = b""
    with package.open(BODY) as part:
        while block := part.read(1 << 20):
            if LAID_OUT in tail + block:
                return True
            tail = block[-len(LAID_OUT) :]
    return False


def _pieces(path: Path, *, laid_out: bool) -> Iterator[str]:
    """The text between breaks; without Word's own breaks a long stretch is cut after a paragraph."""
    lines: list[str] = []
    length = 0
    longest = LONGEST_PAGE if laid_out else LONGEST_PIECE
    with reading(), zipfile.ZipFile(path) as package, package.open(BODY) as part:
        for line in _lines(part, numbers_of(package)):
            if (line is None or length > longest) and any(lines):
                yield "\n".join(lines)
                lines, length = [], 0
            if line is not None:
                lines.append(line)
                length += len(line)
    yield "\n".join(lines)


def _lines(part: IO[bytes], numbers: Numbers) -> Iterator[str | None]:
    """The lines of the body in their order; None where a page ends."""
    state = _Writing(numbers)
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            state.begin(element)
            continue
        yield from state.end(element)
        if element.tag in (f"{WORD}p", f"{WORD}tbl"):
            element.clear()


class _Writing:
    """What is being written of the paragraph or the row of a table at hand."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.words: list[str] = []
        self.cells: list[str] = []
        self.tables = 0
        self.hidden = 0
        self.breaks = False

    def begin(self, element: Element) -> None:
        """A part of the document begins."""
        self.hidden += element.tag == FALLBACK
        self.tables += element.tag == f"{WORD}tbl"

    def end(self, element: Element) -> Iterator[str | None]:
        """A part of the document ends; gives the line that it ends, if any."""
        tag = element.tag
        if tag == FALLBACK:
            self.hidden -= 1
        elif self.hidden:
            return
        elif tag == f"{WORD}t":
            self.words.append(element.text or "")
        elif tag == PAGE_ENDED or (tag == f"{WORD}br" and element.get(f"{WORD}type") == "page"):
            yield from self._break()
        elif tag in SIGNS:
            self.words.append(SIGNS[tag])
        elif tag == f"{WORD}p":
            yield from self._paragraph(element)
        elif tag == f"{WORD}tc":
            self.cells.append(self._taken())
        elif tag == f"{WORD}tr":
            yield from self._row()
        elif tag == f"{WORD}tbl":
            self.tables -= 1

    def _taken(self) -> str:
        words, self.words = "".join(self.words).strip(), []
        return words

    def _break(self) -> Iterator[str | None]:
        """A page ends: at once between paragraphs, after the row inside a table."""
        if self.tables:
            self.breaks = True
            return
        if words := self._taken():
            yield words
        yield None

    def _paragraph(self, element: Element) -> Iterator[str | None]:
        if self.tables:
            self.words.append(" ")
            return
        label = self.numbers.label(element)
        yield f"{label}{self._taken()}"

    def _row(self) -> Iterator[str | None]:
        if self.tables == 1:
            cells, self.cells = self.cells, []
            yield " | ".join(cell for cell in cells if cell)
        if self.breaks and self.tables == 1:
            self.breaks = False
            yield None
