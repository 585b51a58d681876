"""The words of a drill: states, acts and the kinds of YJ/T 9007, each with its Chinese word."""

from collections.abc import Mapping
from enum import StrEnum

from emergency.plans.words import EVENT_CLASS_LABELS


class State(StrEnum):
    """Where a drill stands; a draft is seen by its keepers only, a postponed one waits for a new day."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CONFIRMED = "confirmed"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What can be done with a drill after it was created."""

    EDIT = "edit"
    PUBLISH = "publish"
    CONFIRM = "confirm"
    MOVE = "move"
    PROPOSE = "propose"
    POSTPONE = "postpone"
    REVIVE = "revive"
    CANCEL = "cancel"
    HOLD = "hold"
    CORRECT = "correct"
    ACCEPT = "accept"
    RETURN = "return"


class Content(StrEnum):
    """YJ/T 9007-2019 4.2: by content. The three fields stand apart and may be combined."""

    COMPREHENSIVE = "comprehensive"
    SINGLE = "single"


class Form(StrEnum):
    """YJ/T 9007-2019 4.2: by form."""

    LIVE = "live"
    TABLETOP = "tabletop"


class Purpose(StrEnum):
    """YJ/T 9007-2019 4.2: by purpose."""

    TESTING = "testing"
    DEMONSTRATION = "demonstration"
    RESEARCH = "research"


class Part(StrEnum):
    """How a unit takes part; by default only the organiser's duty can be met."""

    ORGANISER = "organiser"
    PARTICIPANT = "participant"
    OBSERVER = "observer"


class Acceptance(StrEnum):
    """Where the record of a held drill stands with the office that supervises the unit."""

    NONE = "none"
    PENDING = "pending"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Answer(StrEnum):
    """What became of another day that a unit proposed."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"


ANSWER_WORDS: Mapping[str, str] = {
    Answer.WAITING: "待答复",
    Answer.ACCEPTED: "已接受",
    Answer.DECLINED: "未接受",
    Answer.REPLACED: "已另行提议",
}


class Finding(StrEnum):
    """What a list of problems may be narrowed to."""

    OPEN = "open"
    OVERDUE = "overdue"
    MENDED = "mended"


FINDING_WORDS: Mapping[str, str] = {
    Finding.OPEN: "未完成整改",
    Finding.OVERDUE: "整改逾期",
    Finding.MENDED: "已整改",
}


class Resolution(StrEnum):
    """How a mended problem was answered in the plan that it concerns."""

    REVISED = "revised"
    KEPT = "kept"


RESOLUTION_WORDS: Mapping[str, str] = {Resolution.REVISED: "已修订预案", Resolution.KEPT: "不修订（已签署）"}


class Mark(StrEnum):
    """What a list may be narrowed to beside the states."""

    MOVED = "moved"
    UNRECORDED = "unrecorded"
    UNPUBLISHED = "unpublished"
    DATELESS = "dateless"
    LATE = "late"


MARK_WORDS: Mapping[str, str] = {
    Mark.MOVED: "已改期",
    Mark.UNRECORDED: "演练日已过未登记",
    Mark.UNPUBLISHED: "草稿待发布",
    Mark.DATELESS: "已推迟待定日期",
    Mark.LATE: "补录（超过7天）",
}
# What still waits for somebody is asked for until it is done, not only in its own year.
ANY_YEAR = frozenset({Mark.UNRECORDED, Mark.UNPUBLISHED, Mark.DATELESS})
STATE_WORDS: Mapping[str, str] = {
    State.DRAFT: "草稿",
    State.PUBLISHED: "已发布",
    State.CONFIRMED: "已确定",
    State.HELD: "已举行",
    State.POSTPONED: "已推迟",
    State.CANCELLED: "已取消",
}
CONTENT_WORDS: Mapping[str, str] = {Content.COMPREHENSIVE: "综合演练", Content.SINGLE: "单项演练"}
FORM_WORDS: Mapping[str, str] = {Form.LIVE: "实战演练", Form.TABLETOP: "桌面演练"}
PURPOSE_WORDS: Mapping[str, str] = {
    Purpose.TESTING: "检验性演练",
    Purpose.DEMONSTRATION: "示范性演练",
    Purpose.RESEARCH: "研究性演练",
}
PART_WORDS: Mapping[str, str] = {Part.ORGANISER: "组织", Part.PARTICIPANT: "参演", Part.OBSERVER: "观摩"}
ACCEPTANCE_WORDS: Mapping[str, str] = {
    Acceptance.NONE: "未举行",
    Acceptance.PENDING: "待核",
    Acceptance.ACCEPTED: "核对通过",
    Acceptance.RETURNED: "已退回",
}
EVENT_CLASS_WORDS: Mapping[str, str] = {str(kind): word for kind, word in EVENT_CLASS_LABELS.items()}
ACT_WORDS: Mapping[Act, str] = {
    Act.EDIT: "修改",
    Act.PUBLISH: "发布",
    Act.CONFIRM: "确定日期",
    Act.MOVE: "改期",
    Act.PROPOSE: "提议改期",
    Act.POSTPONE: "推迟",
    Act.REVIVE: "恢复",
    Act.CANCEL: "取消",
    Act.HOLD: "登记举行情况",
    Act.CORRECT: "更正举行记录",
    Act.ACCEPT: "核对通过",
    Act.RETURN: "退回",
}
MONTHS = tuple((str(month), f"{month}月") for month in range(1, 13))


def event_class_word(name: str) -> str:
    """The word of an event class; nothing where none is kept, as of a drill of a secret plan."""
    return EVENT_CLASS_WORDS[name] if name else ""
