"""Reads the rows of an untrusted .xlsx as texts; runs in the child, within its limits (pure)."""

import re
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
TOO_LARGE = "表格过大，不像{what}。请用下载的模板填写后重新选择。"
A_YEAR = "一年的日期表"
TOO_LONG = f"表格超过 {MOST_ROWS} 行，请删去无关的行后重新选择。"
# Excel counts days from here; its Chinese date formats reach us as bare numbers.
EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
BREAKAGES = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, OSError, EOFError,
    TypeError, IndexError, AttributeError,
)  # fmt: skip


def read_rows(argument: dict[str, Any]) -> dict[str, Any]:
    """The rows of the first sheet at ``path`` as {"rows": [[number, [texts]]]}, or {"refused": a sentence}.

    ``columns`` and ``longest`` widen the sheet and its cells, ``what`` names what it should be; with ``unmerged``
    merged cells are refused, and days are left as the numbers that were typed.
    """
    try:
        if reason := _refused(argument):
            return {"refused": reason}
        rows = [(number, cells) for number, cells in _rows(argument) if any(cells)]
    except BREAKAGES:
        return {"refused": NOT_A_SHEET}
    return {"refused": TOO_LONG} if rows and rows[-1][0] > MOST_ROWS else {"rows": rows}


def _refused(argument: dict[str, Any]) -> str:
    with zipfile.ZipFile(argument["path"]) as package:
        entries = package.infolist()
        size = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or size > LARGEST_UNPACKED:
            return TOO_LARGE.format(what=argument.get("what", A_YEAR))
        sheets = [entry.filename for entry in entries if entry.filename.startswith("xl/worksheets/")]
        merged = [ref.decode() for name in sheets for ref in MERGED.findall(package.read(name))]
        if merged and argument.get("unmerged"):
            named = "、".join(merged[:5])
            return f"表里有合并单元格（{named}），看不出空格属于哪一行。请取消合并、逐行填写后重新选择。"
        return ""


def _rows(argument: dict[str, Any]) -> Iterator[tuple[int, list[str]]]:
    # By its content: a staged file has no suffix.
    book = load_workbook(BytesIO(Path(argument["path"]).read_bytes()), read_only=True, data_only=True)
    widest, longest = argument.get("columns", MOST_COLUMNS), argument.get("longest", LONGEST_CELL)
    shown = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    shown.reset_dimensions()
    for number, cells in enumerate(shown.iter_rows(max_row=MOST_ROWS + 1, max_col=widest, values_only=True), 1):
        yield number, _texts(cells, longest, dated=not argument.get("unmerged"))


def _texts(cells: Iterable[Any], longest: int, *, dated: bool) -> list[str]:
    return [_text(cell, longest, dated=dated) for cell in cells]


def _text(cell: object, longest: int, *, dated: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float | int) and not isinstance(cell, bool) and cell == int(cell):
        number = int(cell)
        return (EPOCH + timedelta(days=number)).isoformat() if dated and number in SERIALS else str(number)
    return str(cell)[:longest]
