"""What a checklist is made of: templates, figures of the register, answers of people (pure values)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Audience(StrEnum):
    """Whom an item is asked of: a region of one of three levels, or a unit of its own."""

    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    UNIT = "unit"


AUDIENCE_LABELS = {
    Audience.CITY: "市级",
    Audience.COUNTY: "县（市、区）级",
    Audience.TOWNSHIP: "乡镇（街道）级",
    Audience.UNIT: "单位",
}


class Scoring(StrEnum):
    """How an item turns into points."""

    RATIO = "ratio"
    BANDS = "bands"
    PER_CASE = "per-case"
    PER_POINT = "per-point"
    COUNT = "count"
    EVIDENCE = "evidence"
    JUDGEMENT = "judgement"


class Partial(StrEnum):
    """What a part of a percentage point loses where 每少1个百分点扣分: nothing, as much as a whole one, its share."""

    NONE = "none"
    WHOLE = "whole"
    SHARE = "share"


@dataclass(frozen=True)
class Part:
    """A paper that must be there (evidence), or what is counted (per case, count), with its points."""

    name: str
    points: Decimal


@dataclass(frozen=True)
class Band:
    """A share of done over owed from which these points are given."""

    at_least: Decimal
    points: Decimal


@dataclass(frozen=True)
class Measure:
    """What the register is asked: the name of the question, and its numerator and denominator in words."""

    name: str
    done: str
    owed: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One line of the checklist. `kinds` narrows the audience `unit` to some kinds of unit; empty is all.

    `each` is what one case takes away, one missing percentage point takes away, or one counted thing gives; `floor`
    is the least that deductions leave, and the least that a judgement gives.
    """

    id: str
    group: str
    text: str
    points: Decimal | None
    audience: frozenset[Audience]
    scoring: Scoring
    materials: str
    basis: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    measure: Measure | None = None
    parts: tuple[Part, ...] = ()
    bands: tuple[Band, ...] = ()
    each: Decimal | None = None
    floor: Decimal = Decimal(0)
    partial: Partial = Partial.NONE
    note: str = ""


@dataclass(frozen=True)
class Grade:
    """等次: from how many points of a hundred it is given."""

    at_least: Decimal
    title: str


@dataclass(frozen=True)
class Group:
    """A heading with its items' points together."""

    id: str
    number: str
    title: str
    source: str
    points: Decimal | None


@dataclass(frozen=True)
class Anachronism:
    """What the source said in its day, and how it is read now."""

    then: str
    now: str


@dataclass(frozen=True)
class Template:
    """A whole checklist as it is asked; without `weights` it prints 应做/已做/缺 and no points."""

    id: str
    version: str
    title: str
    provenance: str
    weights: str
    weights_notice: str
    period: str
    counting: tuple[str, ...]
    anachronisms: tuple[Anachronism, ...]
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    total: Decimal | None = None
    grades: tuple[Grade, ...] = ()
    columns: tuple[str, str] = ("自评", "复核")
    example: bool = False

    @property
    def has_points(self) -> bool:
        """Whether points are printed at all."""
        return any(item.points is not None for item in self.items)

    def items_for(self, audience: Audience, kind: str = "") -> tuple[Item, ...]:
        """The items asked of this audience; for a unit, of this kind of unit."""
        return tuple(
            item
            for item in self.items
            if audience in item.audience and (audience != Audience.UNIT or not item.kinds or kind in item.kinds)
        )


@dataclass(frozen=True)
class Late:
    """A piece of evidence that came later than it happened: both days are printed."""

    what: str
    happened: date
    received: date


@dataclass(frozen=True)
class Figure:
    """What the register answered: done of owed; `cases` for items that deduct.

    `absent` is the reason why the register can't answer at all. `href` opens the rows behind the figure, `rows` are
    their names, such as duty:BA-06:12:plan:3:2026-01-02 (rule, unit, subject, first day).
    """

    done: int = 0
    owed: int = 0
    cases: int = 0
    unchecked: int = 0
    late: tuple[Late, ...] = ()
    absent: str = ""
    remark: str = ""
    href: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a person entered for an item: papers ticked, faults found or points given, always with a reason."""

    ticked: frozenset[str] = frozenset()
    faults: Mapping[str, int] = field(default_factory=dict)
    points: Decimal | None = None
    reason: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Subject:
    """Whose sheet it is: a region of one of three levels, or a unit."""

    kind: str
    id: str
    name: str
    region_code: str
    audience: Audience
    unit_kind: str = ""

    @property
    def unit_id(self) -> int | None:
        """The number of the unit; None for a region."""
        return int(self.id) if self.kind == "unit" else None
