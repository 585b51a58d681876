"""Excel writer: plain values in, bytes out; text stays text, so no cell becomes a formula or a link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None

SAMPLE_NOTICE = "本表含示例数据，仅供试用，不得作为正式材料"
ROW_LIMIT = 1_048_576
TEXT_LIMIT = 32_767
# XlsxWriter stamps the moment of writing unless told otherwise; a fixed one keeps equal lists equal bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
FONT = {"font_name": "宋体", "font_size": 10}


@dataclass(frozen=True)
class Column:
    """A heading and a width in characters."""

    heading: str
    width: float = 14


@dataclass(frozen=True)
class Tab:
    """One sheet of a book: its title, printed lines, columns and rows; `name` on the tab where the title is not."""

    title: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    name: str = ""


def workbook(
    title: str,
    subtitle_lines: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    has_samples: bool = False,
) -> bytes:
    """One sheet: title, printed filter lines, frozen heading, rows. Numbers stay numbers, days are text.

    `has_samples` adds the line that the sheet holds 示例 rows. Raises ValueError beyond Excel's row limit.
    """
    return book([Tab(title, subtitle_lines, columns, rows)], has_samples=has_samples)


def book(tabs: Sequence[Tab], *, has_samples: bool = False) -> bytes:
    """The same of several sheets, called as the first one. Raises ValueError beyond Excel's row limit."""
    output = BytesIO()
    made = Workbook(output, {"constant_memory": True, "in_memory": True})
    made.set_properties({"title": _text(tabs[0].title), "created": CREATED})
    for tab in tabs:
        _add_tab(made, tab, has_samples)
    made.close()
    return output.getvalue()


def _add_tab(made: Workbook, tab: Tab, has_samples: bool) -> None:
    sheet = made.add_worksheet(sheet_name(tab.name or tab.title))
    lines = [*tab.lines, *([SAMPLE_NOTICE] if has_samples else [])]
    heading_row = len(lines) + 1
    _set_up(sheet, tab.columns, heading_row)
    _write_head(made, sheet, tab.title, lines, tab.columns)
    body = made.add_format({**FONT, "border": 1, "text_wrap": True, "valign": "vcenter"})
    for number, row in enumerate(tab.rows, heading_row + 1):
        if number >= ROW_LIMIT:
            raise ValueError("超过 Excel 的行数上限，请先缩小筛选范围再导出")
        for column, value in enumerate(row):
            _write(sheet, number, column, value, body)


def _set_up(sheet: Worksheet, columns: Sequence[Column], heading_row: int) -> None:
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.freeze_panes(heading_row + 1, 0)
    sheet.repeat_rows(heading_row)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")


def _write_head(book: Workbook, sheet: Worksheet, title: str, lines: Sequence[str], columns: Sequence[Column]) -> None:
    large = book.add_format({**FONT, "font_size": 16, "bold": True})
    small = book.add_format({**FONT, "font_color": "#555555"})
    head = book.add_format(
        {**FONT, "bold": True, "border": 1, "bg_color": "#E8EEF6", "text_wrap": True, "valign": "vcenter"}
    )
    sheet.write_string(0, 0, _text(title), large)
    for number, line in enumerate(lines, 1):
        sheet.write_string(number, 0, _text(line), small)
    for number, column in enumerate(columns):
        sheet.write_string(len(lines) + 1, number, _text(column.heading), head)


def _write(sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
    if isinstance(value, str) and value:
        sheet.write_string(row, column, _text(value), style)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否", style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, value.strftime("%Y-%m-%d %H:%M"), style)
    elif isinstance(value, date):
        sheet.write_string(row, column, value.isoformat(), style)


def _text(value: str) -> str:
    """Drop what XML cannot carry and what a cell cannot hold."""
    if value.isprintable() and len(value) <= TEXT_LIMIT:
        return value
    kept = "".join(c for c in value if c in "\t\n" or (c >= " " and c not in "\x7f\ufffe\uffff"))
    return kept.encode("utf-16", "ignore").decode("utf-16")[:TEXT_LIMIT]


def sheet_name(title: str) -> str:
    """Excel allows a sheet 31 characters, none of []:*?/\\, and no apostrophe at its ends."""
    kept = "".join(c for c in _text(title) if c not in "[]:*?/\\'\t\n")
    # Excel counts UTF-16 units, so a rare character may take two of the 31.
    return kept.encode("utf-16-le")[:62].decode("utf-16-le", "ignore") or "表"
