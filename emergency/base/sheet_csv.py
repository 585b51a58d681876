"""Tables as text: read record by record, given back with a reason behind each wrong one; runs in the child (pure)."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from emergency.base.sheet_marking import HEADING

LOOKED_AT = 20
# A record of more lines is a quotation mark without its fellow, which swallows what follows.
LONGEST_RECORD = 50
WIDEST = 80
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
# What a sheet program works out instead of showing it, also in full width.
BEGINS = "=+-@\t\r＝＋－＠"
HARMLESS = re.compile(r"[+\-]?[0-9]+(?:[.,][0-9]+)*%?|[+\-－＋\s]+")
SHIELD = "'"


class Unpaired(ValueError):
    """A quotation mark that is never closed; the argument is the line where its record begins."""


def decoded(content: bytes) -> str:
    """The text of a .csv: UTF-8 with or without its mark, UTF-16 with one, else GB18030. Raises UnicodeDecodeError."""
    mark, encoding = encoding_of(content)
    return content[len(mark) :].decode(encoding)


def encoding_of(content: bytes) -> tuple[bytes, str]:
    """The mark at the beginning and the encoding of a text. Raises UnicodeDecodeError where it was cut."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return mark, encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # A text that is UTF-8 up to its last character was cut there; it isn't another encoding.
        if error.start >= len(content) - 3 and not content.isascii() and error.reason == "unexpected end of data":
            raise
        return b"", "gb18030"
    return b"", "utf-8"


def delimiter_of(text: str) -> str:
    """What parts the cells, by the first lines: a title above the heading has none."""
    lines = [text_line for text_line, _ in zip(StringIO(text, newline=""), range(LOOKED_AT), strict=False)]
    return max(",\t;", key=lambda mark: max((line.count(mark) for line in lines), default=0))


def records(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each record as it stands and as cells. Raises Unpaired."""
    taken, begins = list[str](), 1

    def lines() -> Iterator[str]:
        for line in StringIO(text, newline=""):
            if len(taken) >= LONGEST_RECORD:
                raise Unpaired(begins)
            taken.append(line)
            yield line

    try:
        for cells in csv.reader(lines(), delimiter=delimiter_of(text)):
            yield "".join(taken), cells
            begins += len(taken)
            taken.clear()
    except csv.Error as error:
        raise Unpaired(begins) from error


def mark_csv(argument: dict[str, Any]) -> dict[str, Any]:
    """Write the .csv at ``path`` to ``out`` with a reason behind each wrong record, in its own encoding and marks.

    ``reasons`` is as sheet_marking.mark_rows takes it. A record without a wrong or a formula in it stays as it was
    to the last sign; a cell that a sheet program would work out is shielded by an apostrophe, which reading takes off.
    """
    content = Path(argument["path"]).read_bytes()
    (wrong,) = json.loads(Path(argument["reasons"]).read_text("utf-8"))
    mark, encoding = encoding_of(content)
    text = content[len(mark) :].decode(encoding)
    made = "".join(_marked(text, wrong))
    Path(argument["out"]).write_bytes(mark + made.encode(encoding))
    return {"sheets": 1}


def _marked(text: str, wrong: dict[str, Any]) -> Iterator[str]:
    found = list(records(text))
    heading, told = max(int(wrong["heading_row"]), 1), wrong["rows"]
    heads = found[heading - 1][1] if heading <= len(found) else []
    width = max((len(cells) for _raw, cells in found if len(cells) <= WIDEST), default=0)
    delimiter = delimiter_of(text)
    for number, (raw, cells) in enumerate(found, 1):
        reason = HEADING if number == heading else str(told.get(str(number), [""])[0])
        place = heads.index(HEADING) if HEADING in heads else max(width, len(cells))
        yield _record(raw, cells, place, reason, delimiter)


def _record(raw: str, cells: list[str], place: int, reason: str, delimiter: str) -> str:
    """A record with the reason at its place; what an earlier return said there gives way."""
    body = raw.rstrip("\r\n")
    if len(cells) <= place and all(map(_is_plain, cells)) and body.count('"') % 2 == 0:
        gap = delimiter * (place - max(len(cells) - 1, 0))
        return f"{body}{gap}{_line([reason], delimiter)}{raw[len(body) :]}" if reason else raw
    padded = [*cells, *[""] * (place - len(cells))]
    made = [*padded[:place], reason, *padded[place + 1 :]] if reason or len(cells) > place else cells
    return _line(made, delimiter) + raw[len(body) :]


def _is_plain(cell: str) -> bool:
    return shielded(cell) == cell


def shielded(cell: str) -> str:
    """A cell that no sheet program works out."""
    bare = cell.lstrip(" \u3000\u00a0")
    return SHIELD + cell if bare[:1] and bare[0] in BEGINS and not HARMLESS.fullmatch(bare) else cell


def unshielded(cell: str) -> str:
    """The cell without the apostrophe that `shielded` put before it."""
    return cell[1:] if cell[:1] == SHIELD and shielded(cell[1:]) == cell else cell


def _line(cells: Sequence[str], delimiter: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerow([shielded(cell) for cell in cells])
    return out.getvalue().removesuffix("\r\n")
