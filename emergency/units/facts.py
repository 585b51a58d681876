"""What can be true of a unit, and for how long: kinds, fact names and histories (pure values)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

FAR_DAY = date(9999, 12, 31)

FactValue = bool | int | float | str | tuple[str, ...]


class UnitKind(StrEnum):
    """What kind of body a unit is; the law binds governments, units and villages differently."""

    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    DEPARTMENT = "department"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    ENTERPRISE = "enterprise"
    ZONE = "zone"
    OTHER = "other"


UNIT_KIND_LABELS: Mapping[UnitKind, str] = {
    UnitKind.CITY: "市级人民政府",
    UnitKind.COUNTY: "县（市、区）人民政府",
    UnitKind.TOWNSHIP: "乡镇人民政府、街道办事处",
    UnitKind.VILLAGE: "村（居）民委员会",
    UnitKind.DEPARTMENT: "政府部门",
    UnitKind.SCHOOL: "学校、幼儿园",
    UnitKind.HOSPITAL: "医疗机构",
    UnitKind.ENTERPRISE: "企业",
    UnitKind.ZONE: "管委会（开发区、风景区等）",
    UnitKind.OTHER: "其他单位",
}


class FactType(StrEnum):
    """How the value of a fact is written down."""

    BOOL = "bool"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    PERIODS = "periods"
    TEXT = "text"


@dataclass(frozen=True)
class Fact:
    """One name of the catalogue: its label, how it is written, why it is asked, where it comes from."""

    name: str
    label: str
    type: FactType
    help: str
    source: str
    choices: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[UnitKind] = frozenset(UnitKind)


class FactSpan(NamedTuple):
    """A value that holds on the days [valid_from, valid_to)."""

    value: FactValue
    valid_from: date
    valid_to: date = FAR_DAY


@dataclass(frozen=True)
class UnitHistory:
    """A unit with everything that was ever true of it, as known at one moment.

    ``kind`` and ``region_code`` are the newest; ``kinds`` and ``regions`` say which held when, where they changed.
    ``counted`` holds bool spans (whether the unit enters the denominator); ``facts`` maps names of the
    catalogue to spans that do not overlap. A day without a span means: not recorded. ``recorded_on`` is the day
    on which the register first heard of the unit, where that matters.
    """

    unit_id: int
    kind: UnitKind
    region_code: str
    active_from: date
    active_to: date = FAR_DAY
    counted: tuple[FactSpan, ...] = ()
    facts: Mapping[str, tuple[FactSpan, ...]] = field(default_factory=dict)
    kinds: tuple[FactSpan, ...] = ()
    regions: tuple[FactSpan, ...] = ()
    recorded_on: date | None = None

    def kind_on(self, day: date) -> UnitKind:
        """What kind of body it was on that day."""
        value = value_on(self.kinds, day)
        return self.kind if value is None else UnitKind(str(value))

    @property
    def region_codes(self) -> set[str]:
        """Every region in which it ever lay."""
        return {self.region_code, *(str(span.value) for span in self.regions)}

    def region_on(self, day: date) -> str:
        """In which region it lay on that day."""
        value = value_on(self.regions, day)
        return self.region_code if value is None else str(value)

    def fact_on(self, name: str, day: date) -> FactValue | None:
        """The value recorded for that day, or None where nothing is recorded."""
        return value_on(self.facts.get(name, ()), day)

    def counts_on(self, day: date) -> bool:
        """Whether the unit is in the denominator on that day."""
        return value_on(self.counted, day) is True


def value_on(spans: tuple[FactSpan, ...], day: date) -> FactValue | None:
    """The value of the span that holds on that day, or None."""
    for value, valid_from, valid_to in spans:
        if valid_from <= day < valid_to:
            return value
    return None
