"""Records for tests: a school's training, and how one comes in."""

from dataclasses import replace
from datetime import date
from typing import Any

from places import CITY, TOWNSHIP, XINGFU
from plan_cast import unit_at

from emergency.base.access import Scope
from emergency.base.database import committed
from emergency.records import actions
from emergency.records.models import WorkRecord
from emergency.records.rules import RecordDetails
from emergency.records.words import RecordKind
from emergency.units.models import Unit

TOLD = RecordDetails(
    date(2026, 5, 12), "学习乡总体预案，讲解洪水转移路线和避险要点", "乡文化站", "县应急局王某", "乡干部、联络员",
    headcount=32, result="问答 32 人，合格 32 人",
)  # fmt: skip
FIRE = replace(TOLD, content="灭火器使用和疏散", expected=40)


def registered(
    scope: Scope = TOWNSHIP, told: RecordDetails = TOLD, kind: RecordKind = RecordKind.PLAN_TRAINING,
    unit: Unit | None = None, **more: Any,
) -> WorkRecord:  # fmt: skip
    """A record of 幸福乡, or of another unit."""
    with committed():
        return actions.register(scope, (unit or unit_at(XINGFU)).id, kind, told, **more)


def values(**changes: str) -> dict[str, str]:
    """What a person types to register a 预案培训."""
    return {
        "held_on": "2026-05-12", "content": "学习预案", "headcount": "32", "secrecy": "open",
        "role": "sign_in_sheet", **changes,
    }  # fmt: skip


__all__ = ["CITY", "FIRE", "TOLD", "TOWNSHIP", "registered", "values"]
