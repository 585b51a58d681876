"""Half-open stretches of days: what remains of one when another is laid over it."""

from datetime import date
from typing import NamedTuple


class Stretch(NamedTuple):
    """Days from `start` up to but not on `end`."""

    start: date
    end: date

    @property
    def is_empty(self) -> bool:
        """Whether it holds no day."""
        return self.start >= self.end

    def meets(self, other: "Stretch") -> bool:
        """Whether the two share a day."""
        return self.start < other.end and other.start < self.end

    def without(self, other: "Stretch") -> list["Stretch"]:
        """What remains of this one, before and after the other: none, one or two stretches."""
        if not self.meets(other):
            return [self]
        rest = [Stretch(self.start, other.start), Stretch(other.end, self.end)]
        return [stretch for stretch in rest if not stretch.is_empty]
