"""Reads a ledger's file in the child: its cells, without those rows that carry a 密级 mark (pure)."""

from pathlib import Path
from typing import Any

from emergency.base.sheet_cells import MOST_ROWS, TOO_LONG, read_cells
from emergency.evidence.marks import has_mark
from emergency.ledgers.facts import Sheet
from emergency.ledgers.headings import SEARCHED, body_of, guess
from emergency.ledgers.kept import write_sheets

# A column of 公开属性 or 密级 says these of a plan that is registered by code and dates only; alone they are no mark.
ATTRIBUTES = frozenset({"涉密", "工作秘密", "秘密", "机密", "绝密"})


def read_ledger(argument: dict[str, Any]) -> dict[str, Any]:
    """Write the sheets at ``path`` to ``out`` as they are kept; rows with a mark lose their cells, not their numbers.

    Gives {"rows", "secret"}: how many there are of either, or {"refused": a sentence}, also for too many rows.
    """
    found = read_cells(Path(argument["path"]), csv=bool(argument.get("csv")))
    if isinstance(found, str):
        return {"refused": found}
    sheets = [_unmarked(sheet) for sheet in found]
    rows = sum(len(sheet.rows) for sheet in sheets)
    if rows > MOST_ROWS and sum(map(_rows_of, sheets)) > MOST_ROWS:
        return {"refused": TOO_LONG}
    write_sheets(Path(argument["out"]), sheets)
    return {"rows": rows, "secret": sum(len(sheet.secret) for sheet in sheets)}


def _unmarked(sheet: dict[str, Any]) -> Sheet:
    rows = sheet["rows"]
    marked = [row for row in rows if any("密" in cell and _is_mark(cell) for cell in row[1])]
    for row in marked:
        row[1] = [""]
    name = "（不显示）" if has_mark(sheet["name"]) else sheet["name"]
    return Sheet(name, rows, sheet["since_1904"], frozenset(number for number, _cells in marked))


def _is_mark(cell: str) -> bool:
    return cell.strip() not in ATTRIBUTES and has_mark(cell)


def _rows_of(sheet: Sheet) -> int:
    """The rows under the heading; where none is found, all but those among which it would be looked for."""
    mapped = guess(sheet, {})
    return len(body_of(sheet, mapped)) if mapped.kind else max(len(sheet.rows) - SEARCHED, 0)
