"""The report of a check as it is kept: counts and where each page of its rows lies, so that one page is read (pure)."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple

from emergency.base.paging import PAGE_SIZE, Page, page_of
from emergency.ledgers.facts import Checked, Kind, Status
from emergency.ledgers.taking import Taking, kept_line, taking_in

Proposals = Sequence[tuple[str, str, Sequence[tuple[int, str]]]]


class Line(NamedTuple):
    """A row as the preview shows it."""

    kind: Kind
    sheet: int
    number: int
    name: str
    told: str


class Known(NamedTuple):
    """What a check would write, true as long as what it stands on is the same."""

    standing: str
    taking: Taking


@dataclass(frozen=True)
class Seen:
    """What pages show of a check; `page` gives the rows of one outcome."""

    counts: Mapping[Status, int]
    kinds: Sequence[Kind]
    proposals: Proposals
    page: Callable[[Status, int], Page[Line]] = field(repr=False)
    marks: Sequence[str] = ()


def seen_of(rows: Sequence[Checked], proposals: Proposals, marks: Sequence[str] = ()) -> Seen:
    """The same of rows at hand; `marks` are of those that would be written."""
    by_status = {status: [row for row in rows if row.status is status] for status in Status}
    counts = {status: len(found) for status, found in by_status.items()}
    kinds = [kind for kind in Kind if any(row.kind is kind for row in rows)]

    def page(status: Status, number: int) -> Page[Line]:
        cut = page_of(by_status[status], number)
        return Page([_line(row) for row in cut.items], cut.number, cut.size, cut.total)

    return Seen(counts, kinds, proposals, page, marks)


def _line(row: Checked) -> Line:
    return Line(row.kind, row.sheet, row.number, row.name, row.told)


def write_report(path: Path, rows: Sequence[Checked], proposals: Proposals, reasons: Any, known: Known) -> None:
    """Write what `read_report` reads; `reasons` are what a file with its wrong rows marked is made of."""
    blocks: list[bytes] = []
    places: dict[str, list[int]] = {}
    counts, length = {}, 0
    for status in Status:
        fits = [_line(row) for row in rows if row.status is status]
        counts[status.value], places[status.value] = len(fits), []
        for start in range(0, len(fits), PAGE_SIZE):
            places[status.value].append(length)
            blocks.append(_text(fits[start : start + PAGE_SIZE]))
            length += len(blocks[-1])
    kinds = [kind.value for kind in Kind if any(row.kind is kind for row in rows)]
    taking = kept_line(known.taking)
    head = {
        "counts": counts, "kinds": kinds, "proposals": proposals, "places": places, "standing": known.standing,
        "taking": length, "reasons": length + len(taking),
    }  # fmt: skip
    with path.open("wb") as file:
        file.writelines([_text(head), *blocks, taking, _text(reasons)])


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_report(path: Path) -> Seen:
    """The report that was kept; of its rows only a page is read at a time."""
    with path.open("rb") as file:
        head = json.loads(file.readline())
        first = file.tell()
    counts = {status: int(head["counts"][status.value]) for status in Status}

    def page(status: Status, number: int) -> Page[Line]:
        total = counts[status]
        wanted = min(max(number, 1), max(1, -(-total // PAGE_SIZE)))
        if not total:
            return Page([], 1, PAGE_SIZE, 0)
        with path.open("rb") as file:
            file.seek(first + head["places"][status.value][wanted - 1])
            lines = json.loads(file.readline())
        return Page([Line(Kind(one[0]), *one[1:]) for one in lines], wanted, PAGE_SIZE, total)

    proposals = [(key, name, [(int(unit), word) for unit, word in like]) for key, name, like in head["proposals"]]
    return Seen(counts, [Kind(kind) for kind in head["kinds"]], proposals, page)


def reasons_in(file: BufferedReader) -> BufferedReader:
    """The report's file, set to where the reasons begin."""
    head = json.loads(file.readline())
    file.seek(int(head["reasons"]), 1)
    return file


def known_in(path: Path) -> Known | None:
    """What the check would write; None in a report that an earlier version kept."""
    with path.open("rb") as file:
        head = json.loads(file.readline())
        if "taking" not in head:
            return None
        file.seek(int(head["taking"]), 1)
        taking = taking_in(file.readline())
    return Known(head["standing"], taking) if taking is not None else None
