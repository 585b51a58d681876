"""Reads a ledger's file in the child: its cells, without those rows that carry a 密级 mark (pure)."""

import json
from pathlib import Path
from typing import Any

from emergency.base.sheet_cells import read_cells
from emergency.evidence.marks import has_mark

# A column of 公开属性 or 密级 says these of a plan that is registered by code and dates only; alone they are no mark.
ATTRIBUTES = frozenset({"涉密", "工作秘密", "秘密", "机密", "绝密"})


def read_ledger(argument: dict[str, Any]) -> dict[str, Any]:
    """As base.sheet_cells.read_cells; rows with a mark lose their cells, their numbers stand in the sheet's `secret`.

    Gives {"rows", "secret"}: how many there are of either, or {"refused": a sentence}.
    """
    answer = read_cells(argument)
    if "refused" in answer:
        return answer
    out, found = Path(argument["out"]), 0
    sheets = json.loads(out.read_text("utf-8"))
    for sheet in sheets:
        marked = [row for row in sheet["rows"] if any("密" in cell and _is_mark(cell) for cell in row[1])]
        sheet["secret"] = [number for number, _cells in marked]
        for row in marked:
            row[1] = [""]
        found += len(marked)
        sheet["name"] = "（不显示）" if has_mark(sheet["name"]) else sheet["name"]
    out.write_text(json.dumps(sheets, ensure_ascii=False), "utf-8")
    return {**answer, "secret": found}


def _is_mark(cell: str) -> bool:
    return cell.strip() not in ATTRIBUTES and has_mark(cell)
