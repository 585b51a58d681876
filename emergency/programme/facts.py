"""What the scheduler of the drill year takes and gives: owed drills, day sets, limits, terms, a plan (pure)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from emergency.base.restdays import OFFICE, Closed

SPACING, SCHOOL_SPACING = 14, 20
A_DAY_PER_PLACE = 2
# How far above the least possible the busiest day may be, for the sake of fit seasons.
STRETCH = Fraction(104, 100)

# How far it is, of how much; and whether to stop with the best found so far.
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
Key = Hashable


class Trait(StrEnum):
    """The words of season that a drill can have; a plain string of the same spelling does as well."""

    FIRE = "fire"
    OPEN_FIRE = "open_fire"
    APPROVED = "approved"
    FLOOD = "flood"
    ICE_FLOOD = "ice_flood"
    SCHOOL = "school"
    OUTDOOR = "outdoor"
    WINTER = "winter"
    VILLAGE = "village"
    SHORT = "short"
    PUBLIC = "public"


class Reason(StrEnum):
    """Why a drill could not be placed, or what a locked one stands against."""

    EMPTY_WINDOW = "empty_window"
    NO_OPEN_DAY = "no_open_day"
    UNKNOWN_YEAR = "unknown_year"
    FIRE_SEASON = "fire_season"
    PLACE_SHUT = "place_shut"
    PLACE_FULL = "place_full"
    CREW_AWAY = "crew_away"
    CREW_FULL = "crew_full"
    SPACING = "spacing"
    TOGETHER = "together"
    STOPPED = "stopped"
    CLOSED_DAY = "closed_day"
    REST_DAY = "rest_day"
    SAME_DAY = "same_day"


# What a person may set aside with a reason; the law, the duty's own days and another drill of that day stay.
SOFT = frozenset({Reason.REST_DAY, Reason.PLACE_FULL, Reason.CREW_AWAY, Reason.CREW_FULL, Reason.SPACING})


@dataclass(frozen=True, slots=True)
class Task:
    """An owed drill that wants a day between `first` and `last`, both inside.

    `place` carries the capacity (a township's code); `rest` names the day set; `crews` are the named observers and
    teams that must be free; two drills of one unit stand the smaller of their `spacing` apart. A `locked` one stays
    on its day; `before` is where it stood in the last plan; `serves` names the duties it is held for.
    """

    key: Key
    unit: Key
    place: str
    first: date
    last: date
    rest: str = OFFICE
    traits: frozenset[str] = frozenset()
    crews: tuple[str, ...] = ()
    spacing: int = SPACING
    locked: date | None = None
    before: date | None = None
    serves: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Crew:
    """A named observer or team: how many drills a day, and on which days away.

    What follows a # in its name only tells two of one name apart.
    """

    name: str
    a_day: int = 1
    away: frozenset[date] = frozenset()

    @property
    def word(self) -> str:
        """Its name as people say it."""
        return self.name.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many drills a day: per place, with exceptions by place; per named crew. An unnamed crew takes one a day.

    The busiest day of all places together stands at most `stretch` above the least possible, rounded up, or higher
    where not all could be placed otherwise. The same `seed` gives the same plan.
    """

    a_day: int = A_DAY_PER_PLACE
    places: Mapping[str, int] = field(default_factory=dict)
    crews: tuple[Crew, ...] = ()
    stretch: Fraction = STRETCH
    seed: int = 0


@dataclass(frozen=True)
class DaySets:
    """By the name of the day set: which days are open, in order, and why each other one is closed.

    `fire` holds the days of the whole 防火期, on which nobody may light a fire outdoors without approval.
    """

    open: Mapping[str, tuple[date, ...]]
    closed: Mapping[str, Mapping[date, Closed]]
    fire: frozenset[date] = frozenset()


class TermKind(StrEnum):
    """What a soft term wants: to be on its days, to be off them, or the same load every week."""

    PREFER = "prefer"
    AVOID = "avoid"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Term:
    """One soft wish: whom it concerns (has all of `wants`, none of `without`), which days, how much it weighs."""

    name: str
    title: str
    kind: TermKind
    weight: int
    wants: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    source: str = ""
    verified: bool = False

    def concerns(self, traits: frozenset[str]) -> bool:
        """Whether a drill with these traits is meant."""
        return self.wants <= traits and not self.without & traits


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A drill that found no day: the reason, and the sentence that says it with what to do."""

    key: Key
    reason: Reason
    sentence: str


@dataclass(frozen=True)
class Plan:
    """The days found; `unplaced`: what found none; `conflicts`: locked drills that break a rule where they stand.

    `peak` is the busiest day, `bound` what no plan of these drills can undercut; `cost` is the sum over terms of
    weight times the excess over the term's own minimum, `cost_by_term` its parts, in thousandths of a weight.
    `stopped` says that it was asked to stop and gave the best so far.
    """

    days: Mapping[Key, date]
    unplaced: tuple[Unplaced, ...] = ()
    conflicts: tuple[Unplaced, ...] = ()
    peak: int = 0
    bound: int = 0
    cost: int = 0
    cost_by_term: Mapping[str, int] = field(default_factory=dict)
    stopped: bool = False
