"""What a sheet itself does not carry and its document does: campaign, both sides, evidence (pure values)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from emergency.assessment.facts import Answer


@dataclass(frozen=True)
class Occasion:
    """The campaign for which a sheet is filled."""

    id: int
    name: str
    kind: str
    kind_words: str
    year: int


@dataclass(frozen=True)
class EvidenceLine:
    """A file behind an item; `file` is the number of the paper, None where only its entry is known."""

    name: str
    received: date
    happened: date | None = None
    sha256: str | None = None
    file: int | None = None
    gone: str = ""
    by: str = ""

    @property
    def late_days(self) -> int:
        """Days between what it shows and its arrival."""
        return max(0, (self.received - self.happened).days) if self.happened else 0


@dataclass(frozen=True)
class Sides:
    """What people said about one item: the body itself, the office, and the office against a computed score."""

    own: Answer | None = None
    review: Answer | None = None
    override: Answer | None = None


@dataclass(frozen=True)
class Around:
    """What the sheet itself does not carry: whose campaign, whose number, who said what, with which files."""

    body_id: str
    made_at: datetime
    occasion: Occasion | None = None
    frozen_at: datetime | None = None
    sides: Mapping[str, Sides] = field(default_factory=dict)
    evidence: Mapping[str, Sequence[EvidenceLine]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
