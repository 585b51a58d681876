"""Reads the rows of an untrusted .xlsx as texts; runs in the child, within its limits (pure)."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 2_000
MOST_COLUMNS = 12
LONGEST_CELL = 200
LARGEST_UNPACKED = 50 << 20
MOST_ENTRIES = 500
NOT_A_SHEET = "不是能读的 Excel 文件。请在 Excel 或 WPS 中另存为 .xlsx 后重新选择。"
TOO_LARGE = "表格过大，不像一年的日期表。请用下载的模板填写后重新选择。"
TOO_LONG = f"表格超过 {MOST_ROWS} 行，请删去无关的行后重新选择。"
# Excel counts days from here; its Chinese date formats reach us as bare numbers.
EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
BREAKAGES = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, OSError, EOFError,
    TypeError, IndexError, AttributeError,
)  # fmt: skip


def read_rows(argument: dict[str, str]) -> dict[str, Any]:
    """The rows of the first sheet at ``path`` as {"rows": [[number, [texts]]]}, or {"refused": a sentence}."""
    try:
        if reason := _refused(argument["path"]):
            return {"refused": reason}
        rows = [(number, cells) for number, cells in _rows(argument["path"]) if any(cells)]
    except BREAKAGES:
        return {"refused": NOT_A_SHEET}
    return {"refused": TOO_LONG} if rows and rows[-1][0] > MOST_ROWS else {"rows": rows}


def _refused(path: str) -> str:
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        size = sum(entry.file_size for entry in entries)
        return TOO_LARGE if len(entries) > MOST_ENTRIES or size > LARGEST_UNPACKED else ""


def _rows(path: str) -> Iterator[tuple[int, list[str]]]:
    # By its content: a staged file has no suffix.
    book = load_workbook(BytesIO(Path(path).read_bytes()), read_only=True, data_only=True)
    shown = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    shown.reset_dimensions()
    for number, cells in enumerate(shown.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True), 1):
        yield number, _texts(cells)


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float | int) and not isinstance(cell, bool) and cell == int(cell):
        number = int(cell)
        return (EPOCH + timedelta(days=number)).isoformat() if number in SERIALS else str(number)
    return str(cell)[:LONGEST_CELL]
