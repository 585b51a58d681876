"""The light of a tile on a day, its word, and the figures that add up (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emergency.obligations.facts import SubjectKind, Tile
from emergency.obligations.rules import GROUP_LABELS, Force, Group
from emergency.obligations.state import Mark, Status, state_on

COUNTED_FORCES = (Force.DUTY.value, Force.PRINCIPLE.value, Force.LOCAL.value)
# 其他 holds only what the catalogue lists and nobody owes here.
GROUPS: tuple[str, ...] = tuple(group.value for group in Group if group is not Group.OTHER)
GROUP_WORDS: Mapping[str, str] = {group: GROUP_LABELS[Group(group)] for group in GROUPS}


class Light(StrEnum):
    """What the screen shows: a state with its strongest mark; each has a colour and always a word."""

    MET = "met"
    LATE = "late"
    SOON = "soon"
    PENDING = "pending"
    BACKFILL = "backfill"
    PRINCIPLE = "principle"
    OVERDUE = "overdue"
    UNDATED = "undated"
    OPEN = "open"
    CHECK = "check"
    RECOMMENDED = "recommended"
    MISSING = "missing"


LIGHT_WORDS: Mapping[Light, str] = {
    Light.MET: "已办",
    Light.LATE: "逾期已办",
    Light.SOON: "即将到期",
    Light.PENDING: "未到期",
    Light.BACKFILL: "待补录",
    Light.PRINCIPLE: "应评估",
    Light.OVERDUE: "逾期",
    Light.UNDATED: "应当组织，未定次数",
    Light.OPEN: "应当办理，未定期限",
    Light.CHECK: "应核对",
    Light.RECOMMENDED: "推荐，不计数",
    Light.MISSING: "应编未编",
}


def light_on(tile: Tile, group: str, backfill_until: date | None, day: date) -> Light:
    """The light of a tile on a day inside it. 未录入 is not 未办: until 补录截止日 an unmet 应编 waits as well."""
    state = state_on(tile, day)
    if state.status is Status.OVERDUE:
        return Light.OVERDUE
    if state.status is Status.MET:
        return Light.SOON if Mark.DUE_SOON in state.marks else Light.LATE if Mark.LATE in state.marks else Light.MET
    if Mark.UNDATED in state.marks:
        return _undated(tile, group, Mark.SHOULD_CHECK in state.marks)
    if tile.basis.get("force") == Force.RECOMMENDED:
        return Light.RECOMMENDED
    entering = backfill_until is not None and day < backfill_until
    if Mark.BACKFILL in state.marks or (entering and group == Group.PLANS.value):
        return Light.BACKFILL
    if Mark.SHOULD_EVALUATE in state.marks:
        return Light.PRINCIPLE
    if Mark.DUE_SOON in state.marks:
        return Light.SOON
    return Light.MISSING if group == Group.PLANS.value else Light.PENDING


def _undated(tile: Tile, group: str, should_check: bool) -> Light:
    """The word for what has no number: drills and trainings are to be held, other things to be done."""
    if should_check:
        return Light.CHECK
    once = tile.subject_kind in (SubjectKind.UNIT, SubjectKind.PLAN)
    to_hold = once and group in (Group.DRILLS.value, Group.TRAINING.value)
    return Light.UNDATED if to_hold else Light.OPEN


@dataclass(frozen=True)
class Figures:
    """Counts of duties: `owed = met + pending + overdue`; late, soon and backfill are marks within them."""

    met: int = 0
    pending: int = 0
    overdue: int = 0
    late: int = 0
    soon: int = 0
    backfill: int = 0
    undated: int = 0

    @property
    def owed(self) -> int:
        """应办: everything that counts."""
        return self.met + self.pending + self.overdue

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(mine + yours for mine, yours in zip(self.values(), other.values(), strict=True)))

    def values(self) -> tuple[int, ...]:
        """The seven counts in order."""
        return (self.met, self.pending, self.overdue, self.late, self.soon, self.backfill, self.undated)

    def ratio(self, group: str) -> str:
        """已办 of 应办 in words; an empty denominator is not 100 %."""
        return f"{self.met * 100 / self.owed:.1f}%" if self.owed else self.nothing(group)

    @staticmethod
    def nothing(group: str) -> str:
        """What is said where nothing is owed."""
        return "无应编单位" if group == Group.PLANS else "无应办"


NONE = Figures()
