"""The rows behind the figures of a checklist: what each of them counts, so that the sums are the figures (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from emergency.obligations.facts import Tile


class Shown(StrEnum):
    """Which of a figure's rows are asked for."""

    OWED = "owed"
    DONE = "done"
    LACKING = "lacking"


SHOWN_WORDS = {Shown.OWED: "应做", Shown.DONE: "已做", Shown.LACKING: "缺"}


@dataclass(frozen=True)
class Behind:
    """One row: whose tile, and how much of 应做 and 已做 it is; a drill duty may be several periods of one tile."""

    tile: Tile
    owed: int
    done: int

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
