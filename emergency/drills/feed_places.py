"""What a subscription may be for: a unit, what a unit looks on at, a region, or all that its person may see."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    UNIT = "unit"
    OBSERVER = "observer"
    REGION = "region"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """A kind and the number or code that it is of; `key` is how it is kept and addressed."""

    kind: Kind
    name: str = ""

    @property
    def key(self) -> str:
        """unit:12, observer:12, region:231102000000, own."""
        return f"{self.kind.value}:{self.name}" if self.name else self.kind.value

    @property
    def unit_id(self) -> int:
        """The unit's number; 0 for a place that is none."""
        return int(self.name) if self.kind in (Kind.UNIT, Kind.OBSERVER) else 0


def read_place(key: str) -> FeedPlace | None:
    """The place of a key; None for one that makes no sense."""
    kind, _, name = key.partition(":")
    if kind not in set(Kind):
        return None
    found = FeedPlace(Kind(kind), name)
    fits = {
        Kind.UNIT: _is_number(name), Kind.OBSERVER: _is_number(name), Kind.REGION: len(name) == 12 and name.isascii(),
        Kind.OWN: not name,
    }  # fmt: skip
    return found if fits[found.kind] else None


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) < 10
