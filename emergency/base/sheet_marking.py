"""Gives a workbook back with what is wrong written into it: runs in the child, within its limits (pure)."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

SHEETS = "worksheets/"
HEADING = "错误原因"
PAINT = PatternFill("solid", fgColor="FFF2CC")
CELL_PAINT = PatternFill("solid", fgColor="F8CBAD")
WORDS = Font(color="C00000")


# A sheet of this size is full of formatted rows that say nothing: they are left out, or writing it takes a minute.
LARGE = 5 << 20
SILENT = re.compile(rb"<(?:\w+:)?row\b[^>]*(?:/>|>(?:<(?:\w+:)?c\b[^>]*/>)+</(?:\w+:)?row>)")


def mark_rows(argument: dict[str, Any]) -> dict[str, Any]:
    """Write the .xlsx at ``path`` to ``out`` with a reason behind each wrong row and its wrong cells painted.

    ``reasons`` is the path of JSON: for each shown sheet {"heading_row", "rows": {number: [reason, [columns from 0]]}}.
    With ``words`` every formula becomes the words that it is made of: the file is another's.
    """
    book = load_workbook(_lean(Path(argument["path"])), keep_links=False)
    told = json.loads(Path(argument["reasons"]).read_text("utf-8"))
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet, wrong in zip(shown, told, strict=False):
        if wrong["rows"]:
            _mark(sheet, wrong)
    if argument.get("words"):
        _say_formulas(book)
    book.save(argument["out"])
    return {"sheets": len(shown)}


def _lean(path: Path) -> BytesIO:
    """The package, its large sheets without the rows that say nothing."""
    with ZipFile(path) as package:
        parts = package.infolist()
        if not any(part.file_size > LARGE and SHEETS in part.filename for part in parts):
            return BytesIO(path.read_bytes())
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as lean:
            for part in parts:
                told = package.read(part)
                large = part.file_size > LARGE and SHEETS in part.filename
                lean.writestr(part.filename, SILENT.sub(b"", told) if large else told)
    return out


def _say_formulas(book: Workbook) -> None:
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            # An array formula is an object of its own.
            cell.value, cell.data_type = str(getattr(cell.value, "text", cell.value)), "s"


def _mark(sheet: Worksheet, wrong: dict[str, Any]) -> None:
    heading_row = max(int(wrong["heading_row"]), 1)
    column = _reason_column(sheet, heading_row)
    head = sheet.cell(heading_row, column)
    head.value, head.font, head.fill = HEADING, WORDS, PAINT
    sheet.column_dimensions[get_column_letter(column)].width = 60
    for number, (reason, columns) in wrong["rows"].items():
        cell = sheet.cell(int(number), column)
        # A reason quotes the sheet: written as text it can be no formula.
        cell.value, cell.data_type = str(reason), "s"
        cell.font, cell.alignment = WORDS, Alignment(wrap_text=True, vertical="top")
        for place in columns:
            sheet.cell(int(number), int(place) + 1).fill = CELL_PAINT


def _reason_column(sheet: Worksheet, heading_row: int) -> int:
    """The column of an earlier return, else the first behind the last heading."""
    last = 1
    for cell in sheet[heading_row]:
        if cell.value == HEADING:
            return int(cell.column)
        if cell.value not in (None, ""):
            last = int(cell.column) + 1
    return last
