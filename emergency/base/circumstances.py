"""What a room tells upwards when something happened that may be a reason to revise plans."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CircumstanceKind(StrEnum):
    """The six circumstances of 国办发〔2024〕5号 art. 35 and 令88号 art. 36, in their order."""

    LAW = "law"
    BODIES = "bodies"
    RISK = "risk"
    RESOURCES = "resources"
    EXERCISE = "exercise"
    OTHER = "other"


class FactKind(StrEnum):
    """What a circumstance may cite: something of the register, or a paper that a person names."""

    RULE = "rule"
    UNIT = "unit"
    PLAN = "plan"
    DRILL = "drill"
    PAPER = "paper"


@dataclass(frozen=True)
class Circumstance:
    """One thing that happened on a day, told in a Chinese sentence, with the fact that it rests on.

    `ref` tells facts of one subject apart (a version, a finding): the same kind, subject, ref and day is the same
    fact. It concerns the plans of `unit_ids`, those of `plan_ids`, or those that the rule `rule_id` speaks of.
    """

    kind: CircumstanceKind
    day: date
    text: str
    fact: FactKind
    fact_id: str
    ref: str = ""
    unit_ids: tuple[int, ...] = ()
    plan_ids: tuple[int, ...] = ()
    rule_id: str = ""
