"""The half-yearly 核对任务 of contacts: our counting rule, for the article gives no number (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emergency.base.periods import Period, PeriodKind, period_of

# 令88号 art. 16 asks for updating whenever something changes and gives no number; the half year is ours.
COUNTING = (
    "核对任务按自然半年（1 至 6 月、7 至 12 月）计，是本系统的计算口径；令88号第16条只要求联系方式变化时及时更新，"
    "没有规定次数，未核对不算逾期。"
)


class Outcome(StrEnum):
    """What came of calling one contact."""

    SAME = "same"
    CHANGED = "changed"
    ENDED = "ended"
    UNREACHED = "unreached"


class Standing(StrEnum):
    """Where a unit stands in the present half year."""

    TODO = "todo"
    DONE = "done"
    NONE = "none"


OUTCOME_LABELS: Mapping[Outcome, str] = {
    Outcome.SAME: "核对无误",
    Outcome.CHANGED: "已更正",
    Outcome.ENDED: "停用",
    Outcome.UNREACHED: "未核实到",
}
STANDING_LABELS: Mapping[Standing, str] = {
    Standing.TODO: "待核对",
    Standing.DONE: "本半年已核对",
    Standing.NONE: "没有登记联系方式",
}


@dataclass(frozen=True)
class Answer:
    """What a person says of one contact: the outcome, and how it reads now; `seen` is the version they saw."""

    contact_id: int
    outcome: Outcome
    name: str
    post: str
    phone: str
    seen: int


def half_of(day: date) -> Period:
    """The natural half year in which a day lies."""
    return period_of(PeriodKind.HALF, day)


def half_word(day: date) -> str:
    """The half year in words: 2026年下半年."""
    return f"{day.year}年{'上' if day.month < 7 else '下'}半年"


def standing_of(number: int, oldest: date | None, today: date) -> Standing:
    """Where a unit stands that has so many contacts, of which the longest unchecked was checked on a day."""
    if number == 0 or oldest is None:
        return Standing.NONE
    return Standing.DONE if oldest >= half_of(today).starts else Standing.TODO
