"""The rows behind the figures of a checklist: what each of them counts, so that the sums are the figures (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emergency.assessment.facts import Figure
from emergency.obligations.facts import Tile


class Shown(StrEnum):
    """Which of a figure's rows are asked for."""

    OWED = "owed"
    DONE = "done"
    LACKING = "lacking"


SHOWN_WORDS = {Shown.OWED: "应做", Shown.DONE: "已做", Shown.LACKING: "缺"}


@dataclass(frozen=True)
class Fact:
    """A record that is counted without a duty: what it is, whose, of which day; `kind` and `id` are its name.

    A sealed row is one too, with what its unit and its rule were called then.
    """

    kind: str
    id: int
    unit_id: int
    what: str
    day: date | None = None
    unit: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Behind:
    """One row: a tile or a record, and how much of 应做 and 已做 it is; a drill duty may be several periods of one."""

    of: Tile | Fact
    owed: int
    done: int

    @property
    def tile(self) -> Tile | None:
        """The duty behind it, if it is one."""
        return self.of if isinstance(self.of, Tile) else None

    @property
    def unit_id(self) -> int:
        """Whose it is."""
        return self.of.unit_id

    @property
    def name(self) -> str:
        """What the row is called in a document."""
        if isinstance(self.of, Fact):
            return f"{self.of.kind}:{self.of.id}"
        tile = self.of
        subject = f"{tile.subject_kind.value}:{tile.subject_id}"
        return f"duty:{tile.rule_id}:{tile.unit_id}:{subject}:{tile.starts.isoformat()}"

    @property
    def lacking(self) -> int:
        """How much is missing."""
        return self.owed - self.done


def shown(rows: Iterable[Behind], which: Shown) -> list[Behind]:
    """The rows that make up one of the three figures."""
    return [row for row in rows if getattr(row, which.value)]


def total(rows: Iterable[Behind], which: Shown) -> int:
    """The figure that the rows add up to."""
    return sum(int(getattr(row, which.value)) for row in rows)


def figure_of(rows: Iterable[Behind], remark: str = "") -> Figure:
    """The figure that rows add up to."""
    found = list(rows)
    return Figure(done=total(found, Shown.DONE), owed=total(found, Shown.OWED), remark=remark)
