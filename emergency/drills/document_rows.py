"""Rows of a table on a form, moved about by buttons that work without a script; cells pasted from a sheet (pure)."""

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TypeVar

Row = TypeVar("Row")


def rearranged(rows: Sequence[Row], order: str, blank: Callable[[], Row]) -> list[Row]:
    """The rows after the order of a button: `add`, `after-2`, `up-2`, `down-2`, `drop-2`.

    An order that fits no row changes nothing.
    """
    found = list(rows)
    deed, _, number = order.partition("-")
    place = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else -1
    if deed == "add":
        return [*found, blank()]
    if not 0 <= place < len(found):
        return found
    if deed == "after":
        found.insert(place + 1, blank())
    elif deed == "drop":
        del found[place]
    elif deed == "up" and place:
        found[place - 1], found[place] = found[place], found[place - 1]
    elif deed == "down" and place + 1 < len(found):
        found[place + 1], found[place] = found[place], found[place + 1]
    return found


def pasted(text: str, width: int, most: int) -> list[tuple[str, ...]]:
    """The rows of cells that were copied from a sheet: parted by tabs, quoted where a cell has several lines."""
    reader = csv.reader(StringIO(text.replace("\r\n", "\n")), delimiter="\t")
    rows = [tuple(cell.strip() for cell in row[:width]) for row in reader if any(cell.strip() for cell in row)]
    return [(*row, *[""] * (width - len(row))) for row in rows[:most]]
