"""What the season of a drill hangs on: its traits, its day set and its spacing, from rule, unit and plan (pure)."""

from collections.abc import Collection
from dataclasses import dataclass, field

from emergency.base.access import prefix_of
from emergency.obligations.rest_kinds import RESIDENTS_RULES, rest_for
from emergency.programme.facts import SCHOOL_SPACING, SPACING, Trait
from emergency.units.facts import UnitKind

# 教基一厅〔2014〕2号: evacuations by the class bell, indoors and short.
SHORT_RULES = frozenset({"DR-12", "DR-13"})
MONTHLY_RULES = frozenset({"DR-12"})
# Words of a plan's title that tell what its hazard leaves open.
ICE_WORDS = ("凌汛", "冰凌", "冰上")
HEAT_WORDS = ("供热", "供暖", "冰雪", "低温", "寒潮")
TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is drilled: the hazard and title of the plan, both empty where there is none or it is secret."""

    hazard: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """Whose drill it is: the kind of unit, where it lies, and the facts that season looks at."""

    kind: UnitKind
    region_code: str
    lifelines: Collection[str] = field(default=())
    property_service: bool = False


def rest_of(rule_id: str, host: Host) -> str:
    """机关、学校、企业 on working days; 村、社区、物业 on any day but statutory holidays."""
    return rest_for(host.kind, [rule_id], property_service=host.property_service)


def spacing_of(rule_id: str) -> int:
    """How many days lie at least between two drills of the unit."""
    return SCHOOL_SPACING if rule_id in MONTHLY_RULES else SPACING


def traits_of(rule_id: str, host: Host, exercise: Exercise, *, live: bool = True) -> frozenset[str]:
    """The words of season of a drill; outdoors unless it is a short evacuation or at the table."""
    short = rule_id in SHORT_RULES
    said = {
        Trait.SCHOOL: host.kind is UnitKind.SCHOOL,
        Trait.VILLAGE: host.kind is UnitKind.VILLAGE,
        Trait.SHORT: short,
        Trait.PUBLIC: host.kind is UnitKind.VILLAGE or rule_id in RESIDENTS_RULES,
        Trait.OUTDOOR: live and not short,
        Trait.FIRE: exercise.hazard == "forest_fire",
        Trait.FLOOD: exercise.hazard == "flood",
        Trait.ICE_FLOOD: _says(exercise.title, ICE_WORDS),
        Trait.WINTER: exercise.hazard == "cold" or "heat" in host.lifelines or _says(exercise.title, HEAT_WORDS),
    }
    return frozenset(str(trait) for trait, holds in said.items() if holds)


def place_of(region_code: str) -> str:
    """The region that carries the day's capacity: the township of a village, else where the unit lies."""
    prefix = prefix_of(region_code)
    return prefix[:TOWNSHIP_DIGITS].ljust(12, "0") if len(prefix) > TOWNSHIP_DIGITS else region_code


def _says(title: str, words: Collection[str]) -> bool:
    return any(word in title for word in words)
