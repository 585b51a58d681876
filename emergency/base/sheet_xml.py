"""The parts of an .xlsx package, streamed: what a cell says, never more rows than asked for (pure)."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from emergency.base.sheet_values import number_text, unescaped

BLOCK = 1 << 20
# Built-in number formats that show a day; 27 to 36 and 50 to 58 are the Chinese ones, which carry no pattern.
DAY_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
DAY_PATTERN = re.compile(r"[yYdD年日]")
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
NO_VALUE = "#公式无结果!"
MOST_MERGED = 20_000


class Forbidden(Exception):
    """The package declares what a sheet never needs (a document type, entities)."""


class TooManyRows(Exception):
    """More rows with something in them than were asked for."""


@dataclass
class Book:
    """An opened package, and how much of it is wanted."""

    package: zipfile.ZipFile
    most_rows: int
    most_columns: int
    longest: int
    words: list[str] = field(default_factory=list)
    day_styles: frozenset[int] = frozenset()
    since_1904: bool = False


def read_book(book: Book, most_sheets: int) -> list[dict[str, Any]]:
    """The shown sheets as {"name", "rows": [[number, [texts]]]}; days are written 2024-05-01."""
    shown = _sheets(book)[:most_sheets]
    names = set(book.package.namelist())
    if "xl/sharedStrings.xml" in names:
        _parse(book, "xl/sharedStrings.xml", *_words(book))
    if "xl/styles.xml" in names:
        book.day_styles = _day_styles(book)
    since = book.since_1904
    return [{"name": name, "rows": _rows(book, part), "since_1904": since} for name, part in shown if part in names]


def _parse(book: Book, part: str, start: Any, end: Any, text: Any = None) -> None:
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    with book.package.open(part) as stream:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)


def _refuse(*_told: Any) -> None:
    raise Forbidden


def _plain(name: str) -> str:
    """The name of an element without the prefix that some programs write."""
    return name.rpartition(":")[2]


def _elements(book: Book, part: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    _parse(book, part, lambda name, told: found.append((_plain(name), told)), None)
    return found


def _sheets(book: Book) -> list[tuple[str, str]]:
    """(name, part) of the sheets that are not hidden, in their order."""
    ways = {
        told["Id"]: posixpath.normpath(posixpath.join("xl", told["Target"])).removeprefix("/")
        for name, told in _elements(book, "xl/_rels/workbook.xml.rels")
        if name == "Relationship"
    }
    shown = []
    for name, told in _elements(book, "xl/workbook.xml"):
        if name == "workbookPr":
            book.since_1904 = told.get("date1904", "0") in ("1", "true")
        if name == "sheet" and told.get("state", "visible") == "visible":
            way = next((ways[value] for key, value in told.items() if _plain(key) == "id" and value in ways), "")
            shown.append((told["name"], way.removeprefix("xl/xl/") if way.startswith("xl/xl/") else way))
    return shown


def _words(book: Book) -> tuple[Any, Any, Any]:
    """Handlers for the table of shared texts; what stands over a character (its reading) is left out."""
    pieces: list[str] = []
    state = {"text": False, "over": False}

    def start(name: str, _told: dict[str, str]) -> None:
        name = _plain(name)
        if name == "rPh":
            state["over"] = True
        state["text"] = name == "t" and not state["over"]

    def end(name: str) -> None:
        name = _plain(name)
        state["text"] = False
        if name == "rPh":
            state["over"] = False
        elif name == "si":
            book.words.append(unescaped("".join(pieces))[: book.longest])
            pieces.clear()

    def text(piece: str) -> None:
        if state["text"]:
            pieces.append(piece)

    return start, end, text


def _day_styles(book: Book) -> frozenset[int]:
    """The numbers of the cell styles that show a day."""
    own: dict[int, str] = {}
    styles: list[int] = []
    state = {"cells": False}

    def start(name: str, told: dict[str, str]) -> None:
        name = _plain(name)
        if name == "numFmt":
            own[int(told["numFmtId"])] = told.get("formatCode", "")
        elif name == "cellXfs":
            state["cells"] = True
        elif name == "xf" and state["cells"]:
            styles.append(int(told.get("numFmtId", "0")))

    def end(name: str) -> None:
        if _plain(name) == "cellXfs":
            state["cells"] = False

    _parse(book, "xl/styles.xml", start, end)
    shows = {number: bool(DAY_PATTERN.search(QUOTED.sub(_kept, code))) for number, code in own.items()}
    days = {place for place, number in enumerate(styles) if shows.get(number, number in DAY_FORMATS)}
    return frozenset(days)


def _kept(found: re.Match[str]) -> str:
    """Of what a number format quotes only 年 and 日 say that it shows a day."""
    return "".join(char for char in found[0] if char in "年日")


def _rows(book: Book, part: str) -> list[list[Any]]:
    reader = SheetReader(book)
    _parse(book, part, reader.start, reader.end, reader.text)
    _fill_merged(reader)
    return [[number, reader.rows[number]] for number in sorted(reader.rows)]


class SheetReader:
    """Takes one sheet's elements as they come; keeps rows that say something, each as far as its last text."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rows: dict[int, list[str]] = {}
        self.merged: list[tuple[int, int, int]] = []
        self.row = self.column = 0
        self.kind = self.style = ""
        self.wanted = self.formula = False
        self.pieces: list[str] = []
        self.columns: dict[str, int] = {}
        self.cells: list[str] = []
        self.words = book.words
        self.most = book.most_columns

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._cell(told)
        elif name in ("v", "t"):
            self.wanted = 0 < self.column <= self.most
        elif name == "row":
            self.row = int(told["r"]) if "r" in told else self.row + 1
            self.column, self.cells = 0, []
        elif name == "f":
            self.formula = True
        elif name == "mergeCell":
            self._merge(told["ref"])
        elif ":" in name:
            self.start(_plain(name), told)

    def text(self, piece: str) -> None:
        """Some text of the present element."""
        if self.wanted:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self.wanted = False
        elif name == "c":
            if self.pieces or self.formula:
                self._keep(self._value())
        elif name == "row":
            self._end_row()
        elif ":" in name:
            self.end(_plain(name))

    def _cell(self, told: dict[str, str]) -> None:
        place = told.get("r")
        if place is None:
            self.column += 1
        else:
            letters = place.rstrip("0123456789")
            number = self.columns.get(letters)
            self.column = number or self.columns.setdefault(letters, _number_of(letters))
        self.kind, self.style, self.formula = told.get("t", "n"), told.get("s", ""), False
        self.pieces.clear()

    def _value(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        if self.kind == "s":
            return self.words[int(text)] if text else ""
        if self.kind in ("str", "inlineStr", "e"):
            return unescaped(text)[: self.book.longest]
        if not text:
            return NO_VALUE if self.formula else ""
        if self.kind == "b":
            return "是" if text == "1" else "否"
        if self.kind == "d":
            return text[:10]
        return number_text(text, self._is_day(), self.book.since_1904)

    def _is_day(self) -> bool:
        return bool(self.style) and int(self.style) in self.book.day_styles

    def _keep(self, value: str) -> None:
        if not value or self.column > self.most:
            return
        cells = self.cells
        if len(cells) < self.column:
            cells.extend([""] * (self.column - len(cells)))
        cells[self.column - 1] = value

    def _end_row(self) -> None:
        if any(cell and not cell.isspace() for cell in self.cells):
            self.rows[self.row] = self.cells
            if len(self.rows) > self.book.most_rows:
                raise TooManyRows
        self.cells = []

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        top, bottom = _row_of(first), _row_of(last or first)
        column = _number_of(first.rstrip("0123456789"))
        if bottom > top and column <= self.most and len(self.merged) < MOST_MERGED:
            self.merged.append((column, top, bottom))


def _fill_merged(reader: SheetReader) -> None:
    """A cell merged down a column speaks for every row beside it that says anything else."""
    for column, top, bottom in reader.merged:
        above = reader.rows.get(top)
        if above is None or len(above) < column or not above[column - 1]:
            continue
        for number in range(top + 1, min(bottom, top + reader.book.most_rows) + 1):
            cells = reader.rows.get(number)
            if cells is not None:
                cells.extend([""] * (column - len(cells)))
                cells[column - 1] = cells[column - 1] or above[column - 1]


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _row_of(place: str) -> int:
    return int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$") or 0)
