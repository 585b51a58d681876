"""One sum for the board, the list and the 演练计划表: how many lines a plan has, and what they are (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from emergency.programme.words import CALLED_OFF, LineKind, Proposal

PLACED, KNOWN, UNPLACED, CALLED, OFFERED = "placed", "known", "unplaced", "called_off", "offered"


class Counted(Protocol):
    """What of a line decides where it is counted."""

    kind: str
    day: date | None
    drill_state: str | None
    proposal: str
    sentence: str


def part_of(line: Counted) -> str:
    """The one part of the sum in which a line is counted."""
    if line.day is not None:
        return KNOWN if line.kind == LineKind.KNOWN else PLACED
    if line.drill_state in CALLED_OFF:
        return CALLED
    return OFFERED if line.proposal == Proposal.ADD and not line.sentence else UNPLACED


@dataclass(frozen=True, slots=True)
class Sums:
    """The parts of a plan: what stands on a day, and what does not."""

    placed: int = 0
    known: int = 0
    unplaced: int = 0
    called_off: int = 0
    offered: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Sums":
        """From the figures by name."""
        return cls(*(counts.get(name, 0) for name in (PLACED, KNOWN, UNPLACED, CALLED, OFFERED)))

    @property
    def standing(self) -> int:
        """The drills that stand on a day: what the board counts."""
        return self.placed + self.known

    @property
    def whole(self) -> int:
        """All lines: what the 演练计划表 lists."""
        return self.standing + self.unplaced + self.called_off + self.offered

    @property
    def words(self) -> str:
        """The formula, the same on every page and paper."""
        parts = (
            ("待演已排", self.placed), ("台账已有", self.known), ("排不下", self.unplaced),
            ("演练已取消、推迟", self.called_off), ("新增待采纳", self.offered),
        )  # fmt: skip
        days = "＋".join(f"{word}{number}" for word, number in parts[:2] if number) or "0"
        left = "＋".join(f"{word}{number}" for word, number in parts[2:] if number)
        missing = self.whole - self.standing
        said = f"共{self.whole}项＝有日期{self.standing}次（{days}）"
        return f"{said}＋未排日期{missing}项（{left}）" if missing else said


def sums_of(lines: Iterable[Counted]) -> Sums:
    """The sum of these lines."""
    return Sums.of(Counter(part_of(line) for line in lines))
