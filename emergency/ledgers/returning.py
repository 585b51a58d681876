"""Writes the rows of a file as they were kept, each wrong one with its reason: runs in the child (pure)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emergency.base.sheet_marking import HEADING
from emergency.base.sheets import CREATED, FONT, sheet_name
from emergency.ledgers.facts import Sheet
from emergency.ledgers.kept import read_sheets

SHOWN_COLUMNS = 40


def plain_return(argument: dict[str, Any]) -> dict[str, Any]:
    """Write every sheet of the ``kept`` rows to ``out``: for a .csv and for a file that can't be written again.

    ``reasons`` is as base.sheet_marking.mark_rows takes it.
    """
    told = json.loads(Path(argument["reasons"]).read_text("utf-8"))
    with Path(argument["kept"]).open("rb") as file:
        sheets = read_sheets(file)
    made = Workbook(argument["out"], {"constant_memory": True, "in_memory": True})
    made.set_properties({"title": HEADING, "created": CREATED})
    text = made.add_format({**FONT, "num_format": "@"})
    for name, sheet, wrong in zip(_names(sheets), sheets, told, strict=True):
        _as_it_came(made.add_worksheet(name), text, sheet, wrong)
    made.close()
    return {"sheets": len(sheets)}


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """The sheets' own names; one that had to be hidden, or stands twice, is told by its place."""
    found: list[str] = []
    for place, sheet in enumerate(sheets, 1):
        name = "台账" if sheet.name == "csv" else sheet_name(sheet.name)
        taken = {one.casefold() for one in found}
        found.append(f"第{place}张表" if name.casefold() in taken else name)
    return found


def _as_it_came(page: Worksheet, text: Format, sheet: Sheet, wrong: Mapping[str, Any]) -> None:
    """The rows of one sheet; what stands in its last column is ours."""
    last = min(max((len(cells) for _number, cells in sheet.rows), default=1), SHOWN_COLUMNS)
    page.set_column(0, last - 1, 16, text)
    page.set_column(last, last, 60, text)
    for number, cells in sheet.rows:
        for column, cell in enumerate(cells[:last]):
            if cell:
                page.write_string(number - 1, column, cell, text)
        heading = number == wrong["heading_row"]
        reason = HEADING if heading else wrong["rows"].get(str(number), [""])[0]
        if reason:
            page.write_string(number - 1, last, reason, text)
