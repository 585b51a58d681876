"""What hangs on a rule: how many units it binds and how their duties stand on a day; the slots that ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emergency.base.slots import Slot

# Functions of (law book, day): the Effect that it would have on all units, were it the whole law.
law_trial = Slot("law_trial")
# Functions of (scope, rule id, day): the Effect that a rule has.
law_weight = Slot("law_weight")


@dataclass(frozen=True)
class Standing:
    """The days of one duty that decide how it stands; ``counts`` is false for what stands in no figure."""

    unit_id: int
    met_until: date | None
    overdue_from: date | None
    counts: bool


@dataclass(frozen=True)
class Effect:
    """Units and duties under a rule on a day. ``asked`` of ``known`` units were looked at; ``changing`` while a
    recompute waits, which may still change the figures.
    """

    units: int = 0
    met: int = 0
    pending: int = 0
    overdue: int = 0
    apart: int = 0
    asked: int = 0
    known: int = 0
    changing: bool = False

    @property
    def duties(self) -> int:
        """All of them, those that are in no count too."""
        return self.met + self.pending + self.overdue + self.apart

    @property
    def is_partial(self) -> bool:
        """Whether only some of the units were looked at."""
        return self.asked < self.known


def effect_of(standings: Iterable[Standing], on: date, asked: int = 0, known: int = 0) -> Effect:
    """The sum of some duties on a day: overdue before met before pending, as everywhere."""
    units: set[int] = set()
    sums = {"met": 0, "pending": 0, "overdue": 0, "apart": 0}
    for one in standings:
        units.add(one.unit_id)
        sums[_class_of(one, on)] += 1
    told = (sums["met"], sums["pending"], sums["overdue"], sums["apart"])
    return Effect(len(units), *told, asked=asked, known=known)


def _class_of(one: Standing, on: date) -> str:
    if not one.counts:
        return "apart"
    if one.overdue_from is not None and on >= one.overdue_from:
        return "overdue"
    return "met" if one.met_until is not None and on < one.met_until else "pending"
