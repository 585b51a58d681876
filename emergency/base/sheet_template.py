"""A workbook to be filled in: a page of instructions, headings, lists to choose from, cells that keep text as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from emergency.base.sheets import CREATED, FONT

# So many rows are prepared; Excel takes more without the lists.
PREPARED = 2_000
LONGEST_LIST = 255
WARNED = {
    "error_type": "warning", "error_title": "不在可选的词里", "error_message": "请从列表中选；确需写几个时用、隔开。",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A column to be filled in: what it asks, whether it must be there, from which words it chooses."""

    heading: str
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    width: float = 16


@dataclass(frozen=True)
class Page:
    """A sheet to be filled in, by name."""

    name: str
    columns: Sequence[Asked]


def template(title: str, lines: Sequence[str], pages: Sequence[Page]) -> bytes:
    """The workbook: 填写说明 first, then one sheet a page. Every cell is text, so that no code or number is damaged."""
    output = BytesIO()
    book = Workbook(output, {"in_memory": True})
    book.set_properties({"title": title, "created": CREATED})
    _write_help(book, title, lines, pages)
    lists = _Lists(book)
    for page in pages:
        _write_page(book, page, lists)
    # The page to be filled in is the one that opens.
    book.worksheets()[1].activate()
    book.close()
    return output.getvalue()


class _Lists:
    """A hidden sheet for lists that are too long for a cell's own rule."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.number = book, 0
        self.sheet: Worksheet | None = None

    def source(self, choices: Sequence[str]) -> list[str] | str:
        """What a rule refers to: the words themselves, or the range where they stand."""
        if len(",".join(choices)) <= LONGEST_LIST:
            return list(choices)
        if self.sheet is None:
            self.sheet = self.book.add_worksheet("选项")
            self.sheet.hide()
        column = self.number
        self.number += 1
        for row, word in enumerate(choices):
            self.sheet.write_string(row, column, word)
        letter = chr(ord("A") + column)
        return f"=选项!${letter}$1:${letter}${len(choices)}"


def _write_help(book: Workbook, title: str, lines: Sequence[str], pages: Sequence[Page]) -> None:
    sheet = book.add_worksheet("填写说明")
    large = book.add_format({**FONT, "font_size": 16, "bold": True})
    plain = book.add_format({**FONT, "text_wrap": True})
    head = book.add_format({**FONT, "bold": True, "border": 1, "bg_color": "#E8EEF6"})
    cell = book.add_format({**FONT, "border": 1, "text_wrap": True, "valign": "top"})
    for column, width in enumerate((16, 22, 8, 60, 60)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, large)
    for row, line in enumerate(lines, 1):
        sheet.merge_range(row, 0, row, 4, "", plain)
        sheet.write_string(row, 0, line, plain)
    row = len(lines) + 2
    for column, word in enumerate(("表", "列", "必填", "怎么填", "可选的词")):
        sheet.write_string(row, column, word, head)
    for page in pages:
        for asked in page.columns:
            row += 1
            told = (page.name, asked.heading, "是" if asked.required else "", asked.help, "、".join(asked.choices))
            for column, word in enumerate(told):
                sheet.write_string(row, column, word, cell)


def _write_page(book: Workbook, page: Page, lists: _Lists) -> None:
    sheet: Worksheet = book.add_worksheet(page.name)
    head = {**FONT, "bold": True, "border": 1, "bg_color": "#E8EEF6", "text_wrap": True, "valign": "vcenter"}
    needed, other = book.add_format({**head, "font_color": "#C00000"}), book.add_format(head)
    text = book.add_format({**FONT, "num_format": "@", "text_wrap": True})
    for column, asked in enumerate(page.columns):
        sheet.set_column(column, column, asked.width, text)
        mark = "*" if asked.required else ""
        sheet.write_string(0, column, f"{asked.heading}{mark}", needed if asked.required else other)
        if asked.choices:
            rule = {**WARNED, "validate": "list", "source": lists.source(asked.choices)}
            sheet.data_validation(1, column, PREPARED, column, rule)
    sheet.freeze_panes(1, 0)
