"""The words of a programme: its states, what a line of it is, what a re-plan proposes."""

from collections.abc import Mapping
from enum import StrEnum


class Making(StrEnum):
    """Where the making of a programme stands."""

    WAITING = "waiting"
    READY = "ready"
    STOPPED = "stopped"
    REPLACED = "replaced"


class LineKind(StrEnum):
    """What a line is: a drill that a rule wants, one of the register that none wants, or a gap in the facts."""

    DUTY = "duty"
    KNOWN = "known"
    UNKNOWN = "unknown"


class Proposal(StrEnum):
    """What a re-plan would do with a line."""

    NONE = ""
    MOVE = "move"
    ADD = "add"
    RENEW = "renew"
    TAKE_OFF = "take_off"
    DROP = "drop"


# A cancelled drill has no future, a postponed one no day: neither stands anywhere in the year.
CALLED_OFF = ("cancelled", "postponed")
MAKING_WORDS: Mapping[str, str] = {
    Making.WAITING: "正在排期",
    Making.READY: "已排",
    Making.STOPPED: "中途停止，保留当时最好的结果",
    Making.REPLACED: "已被新计划替代",
}
PROPOSAL_WORDS: Mapping[str, str] = {
    Proposal.NONE: "不变",
    Proposal.MOVE: "改期",
    Proposal.ADD: "新增",
    Proposal.RENEW: "另排",
    Proposal.TAKE_OFF: "排不下",
    Proposal.DROP: "不再需要",
}
# A person knows what stands against the day of a line, and said why it stays there.
INSISTED = "insisted"
TERMS_MISSING = "terms_missing"
TERMS_SENTENCE = "学校学期表没有录入到{since}以后，不知道哪些月份应演。请在单位信息里录入学期表，再调整计划。"
