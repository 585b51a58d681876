"""What a checked file would write, row by row: made by the check, kept for its confirmation (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from emergency.base.errors import Forbidden, NotFound, Refusal
from emergency.ledgers.check_contacts import ContactEntry
from emergency.ledgers.check_drills import DrillEntry
from emergency.ledgers.check_people import PersonEntry
from emergency.ledgers.check_units import UnitEntry
from emergency.ledgers.facts import KIND_WORDS, Checked, Kind, Status
from emergency.ledgers.plan_rows import PlanEntry

WRITTEN = (Status.NEW, Status.CHANGED)
ASIDE = "整个文件没有写入。请先办理这一项，或从表里改正、删去这一行，重新选择文件导入。"


@dataclass(frozen=True)
class Taking:
    """The rows to be written of each ledger in their order, and how many rows had which outcome.

    Each has its outcome, the words that name it to whoever brought it, and what it says.
    """

    counts: Mapping[str, Mapping[str, int]]
    units: Sequence[tuple[Status, str, UnitEntry]]
    contacts: Sequence[tuple[Status, str, ContactEntry]]
    plans: Sequence[tuple[Status, str, PlanEntry]]
    drills: Sequence[tuple[Status, str, DrillEntry]]
    people: Sequence[tuple[Status, str, PersonEntry]]

    def total(self) -> dict[Status, int]:
        """How many rows of all ledgers had which outcome."""
        return {status: sum(counts[status.value] for counts in self.counts.values()) for status in Status}


def taking_of(rows: Iterable[Checked], counts: Mapping[str, Mapping[str, int]]) -> Taking:
    """What these rows would write; `counts` are of all rows, by ledger and outcome."""
    found: dict[Kind, list[tuple[Status, str, Any]]] = {kind: [] for kind in Kind}
    for row in rows:
        if row.status in WRITTEN:
            found[row.kind].append((row.status, f"{KIND_WORDS[row.kind]}第 {row.number} 行“{row.name}”", row.entry))
    return Taking(
        counts, units=found[Kind.UNIT], contacts=found[Kind.CONTACT], plans=found[Kind.PLAN],
        drills=found[Kind.DRILL], people=found[Kind.PERSON],
    )  # fmt: skip


def within(now: Taking, shown: Taking) -> bool:
    """Whether nothing would be written but rows that were shown, as they were shown; some may have been done since."""
    parts = ("units", "contacts", "plans", "drills", "people")
    known: dict[str, list[Any]] = {}
    for one in (row for part in parts for row in getattr(shown, part)):
        known.setdefault(one[1], []).append(one)
    return all(one in known.get(one[1], ()) for part in parts for one in getattr(now, part))


@contextmanager
def naming(row: str) -> Iterator[None]:
    """A refusal while this row is written names it: nothing of the file is written, and the row must be found."""
    try:
        yield
    except (Refusal, NotFound, Forbidden) as refusal:
        raise Refusal(f"{row}写不进去：{refusal.sentence}{ASIDE}") from refusal


def kept_line(taking: Taking) -> bytes:
    """It as one line of text."""
    return msgspec.json.encode(taking) + b"\n"


def taking_in(line: bytes) -> Taking | None:
    """What `kept_line` wrote, every value of its type; None for one that an earlier version wrote otherwise."""
    try:
        return msgspec.json.decode(line, type=Taking)
    except msgspec.DecodeError:
        return None
