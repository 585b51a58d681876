"""The cells of a file as they are kept: a line of heads, then the rows in short lines, so that few are read (pure)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from emergency.ledgers.facts import Rows, Sheet, sheet_of
from emergency.ledgers.headings import SEARCHED

BLOCK = 200
# No heading is longer; what is shown beside it is cut shorter.
LONGEST = 200


@dataclass(frozen=True)
class Top(Sheet):
    """The beginning of a sheet: its first rows, cut, and how many it has."""

    count: int = 0


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets: first all that a page asks of them, then their rows in blocks."""
    with path.open("wb") as file:
        file.write(_line([_head(sheet) for sheet in sheets]))
        for place, sheet in enumerate(sheets):
            for start in range(0, len(sheet.rows), BLOCK):
                rows = sheet.rows[start : start + BLOCK]
                file.write(b"%d %d " % (place, rows[-1][0]) + _line(rows))


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _head(sheet: Sheet) -> dict[str, Any]:
    return {**sheet.as_plain(), "rows": _cut(sheet.rows[:SEARCHED]), "count": len(sheet.rows)}


def _cut(rows: Iterable[tuple[int, list[str]]]) -> Rows:
    return [(number, [cell[:LONGEST] for cell in cells]) for number, cells in rows]


def read_sheets(lines: Iterable[bytes]) -> list[Sheet]:
    """Every sheet with all its rows; a file that an earlier version kept has them in its heads."""
    rest = iter(lines)
    heads = _heads(next(rest))
    rows: list[Rows] = [[] for _ in heads]
    for place, _last, text in _blocks(rest):
        rows[place] += json.loads(text)
    whole = [found or one.rows for found, one in zip(rows, heads, strict=True)]
    return [Sheet(one.name, whole[place], one.since_1904, one.secret, one.refused) for place, one in enumerate(heads)]


def read_tops(lines: Iterable[bytes], also: Sequence[int] = (), following: int = 0) -> list[Top]:
    """The beginning of every sheet; `also` are the numbers of rows, one a sheet, that are wanted with some following.

    Never more than one block is held.
    """
    rest = iter(lines)
    heads = _heads(next(rest))
    beyond = {
        place: [number, following + 1]
        for place, number in enumerate(also[: len(heads)])
        if heads[place].count > len(heads[place].rows) and number + following > heads[place].rows[-1][0]
    }
    for place, last, text in _blocks(rest) if beyond else ():
        first, left = beyond.get(place, (0, 0))
        if left and last >= first:
            known = heads[place].rows[-1][0]
            found = list(islice((row for row in json.loads(text) if row[0] >= first), left))
            heads[place].rows.extend(_cut(row for row in found if row[0] > known))
            beyond[place][1] -= len(found)
    return heads


def _heads(line: bytes) -> list[Top]:
    return [Top(**vars(sheet_of(one)), count=one.get("count", len(one["rows"]))) for one in json.loads(line)]


def _blocks(lines: Iterable[bytes]) -> Iterator[tuple[int, int, bytes]]:
    for line in lines:
        place, last, text = line.split(b" ", 2)
        yield int(place), int(last), text
