"""Any list page as Excel: the tables, rows and columns of the page itself, its filter printed above them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from html.parser import HTMLParser
from typing import Any

from flask import g, make_response, request

from emergency.base import clock
from emergency.base.errors import Refusal
from emergency.base.sheets import Cell, Column, Tab, book
from emergency.base.web import send_document

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5_000
TOO_MANY = f"列表超过 {MOST_ROWS} 行，请缩小筛选范围后再导出。"
NO_LIST = "这一页没有可以导出的列表。"
WIDEST, NARROWEST = 50, 8
# What is on the page for hands or for the ears, and not part of the list.
UNSEEN = frozenset({"visually-hidden", "no-print"})
BREAKS = frozenset({"br", "p", "li", "div", "span"})
EMPTY_TAGS = frozenset({"br", "input", "img", "hr", "meta", "link", "source", "wbr"})


@dataclass
class Grid:
    """A table as it stands on the page."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    hands: set[int] = field(default_factory=set)
    rows: list[list[Cell]] = field(default_factory=list)
    sample: bool = False


def exportable(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a list page come as Excel under `?sheet=xlsx`: every row of the filter, in the columns of the page."""

    @wraps(view)
    def answered(*args: Any, **named: Any) -> Any:
        if request.method != "GET" or request.args.get("sheet") != "xlsx":
            return view(*args, **named)
        g.whole_list = MOST_ROWS + 1
        made = make_response(view(*args, **named))
        if made.status_code != 200 or made.mimetype != "text/html":
            return made
        title, content = sheet_of(made.get_data(as_text=True))
        return send_document(content, f"{title}{clock.today():%Y%m%d}.xlsx", XLSX)

    return answered


def sheet_of(page: str) -> tuple[str, bytes]:
    """The title of a page and its tables as a workbook. Raises Refusal without a table or with too many rows."""
    reader = _Reader()
    reader.feed(page)
    if not reader.grids:
        raise Refusal(NO_LIST)
    if any(len(grid.rows) > MOST_ROWS for grid in reader.grids):
        raise Refusal(TOO_MANY)
    title = reader.title.strip()
    asked = "，".join(f"{word} {value}" for word, value in reader.asked if value and value != "全部") or "全部"
    tabs = []
    for number, grid in enumerate(reader.grids, 1):
        told = f"筛选：{asked}；共 {len(grid.rows)} 行；导出日期 {clock.today()}"
        name = grid.caption or title
        tabs.append(Tab(title if number == 1 else name, [told], _columns(grid), grid.rows, f"{number} {name}"))
    return title, book(tabs, has_samples=any(grid.sample for grid in reader.grids))


def _columns(grid: Grid) -> list[Column]:
    heads = [head for place, head in enumerate(grid.heads) if place not in grid.hands]
    widths = [[_width(head)] for head in heads]
    for row in grid.rows[:200]:
        for place, cell in enumerate(row[: len(widths)]):
            widths[place].append(_width(cell))
    return [
        Column(head, min(max(max(found), NARROWEST), WIDEST)) for head, found in zip(heads, widths, strict=True)
    ]  # fmt: skip


def _width(cell: Cell) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in str(cell or "")) + 2


class _Reader(HTMLParser):
    """Walks over a page: its heading, what its filter asks, its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.grids: list[Grid] = []
        self.asked: list[tuple[str, str]] = []
        self._open: list[tuple[str, frozenset[str]]] = []
        self._row: list[tuple[str, str, int]] = []
        self._text: list[str] = []
        self._label, self._chosen = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = frozenset(told.get("class", "").split())
        if tag not in EMPTY_TAGS:
            self._open.append((tag, classes))
        if tag == "table" and "grid" in classes:
            self.grids.append(Grid())
        if tag in ("td", "th", "caption", "h1", "label", "option"):
            self._text = []
        elif tag in BREAKS:
            self._text.append(" ")
        if tag == "tr":
            self._row = []
        if "tag-demo" in classes and self._in("table"):
            self.grids[-1].sample = True
        if tag == "input" and self._in("form") and "filters" in self._classes() and told.get("type") != "hidden":
            self.asked.append((self._label, told.get("value", "")))
        self._chosen = tag == "option" and "selected" in told
        if tag in ("td", "th"):
            span = told.get("colspan", "1")
            self._row.append((" ".join(classes), "", int(span) if span.isdecimal() else 1))

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY_TAGS:
            return
        text = " ".join("".join(self._text).split())
        if tag == "h1":
            self.title = text
        elif tag == "label":
            self._label = text
        elif tag == "option" and self._chosen and "filters" in self._classes():
            self.asked.append((self._label, text))
        elif self.grids and self._in("table"):
            self._end_in_table(tag, text)
        while self._open and self._open.pop()[0] != tag:
            pass

    def _end_in_table(self, tag: str, text: str) -> None:
        grid = self.grids[-1]
        if tag == "caption":
            grid.caption = text
        elif tag in ("td", "th") and self._row:
            classes, _text, span = self._row[-1]
            self._row[-1] = (classes, text, span)
        elif tag == "tr" and self._in("thead"):
            grid.heads = [word for _classes, word, _span in self._row]
            grid.hands = {place for place, (classes, _w, _s) in enumerate(self._row) if "acts" in classes.split()}
        elif tag == "tr" and self._row and "empty" not in self._row[0][0].split():
            grid.rows.append(list(self._cells(grid)))

    def _cells(self, grid: Grid) -> Iterator[Cell]:
        place = 0
        for classes, text, span in self._row:
            if place not in grid.hands:
                yield int(text) if "num" in classes.split() and text.isdecimal() and len(text) < 12 else text
                yield from [""] * (span - 1)
            place += span

    def handle_data(self, data: str) -> None:
        hidden = any(UNSEEN & classes for tag, classes in self._open if tag not in ("caption", "form", "div", "main"))
        if not hidden and not self._in("button"):
            self._text.append(data)

    def _in(self, tag: str) -> bool:
        return any(one == tag for one, _classes in self._open)

    def _classes(self) -> set[str]:
        return {word for _tag, classes in self._open for word in classes}
