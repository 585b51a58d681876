"""What may be said of a hint about a plan's text, and the words for it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_REASON = 2
# What a remark is about: an element of the check, the list that it is held against, another plan alike.
ELEMENT, LIST, COPIED = "element", "list", "copied"


class Verdict(StrEnum):
    """A hint is taken as true, or dismissed with a reason; what was found can be overruled with a reason.

    Without a verdict a hint stays open, and what was found stays found.
    """

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    MISSING = "missing"
    TITLE = "title"


class Subkind(StrEnum):
    """The kinds of plan that have a list of their own and that the register does not tell apart."""

    SPECIAL = "special"
    SUPPORT = "support"
    PROTECTION = "protection"
    ACTIVITY = "activity"
    UNIT = "unit"


@dataclass(frozen=True)
class Hint:
    """What is judged: kind and key by which it is found again, its name on the trail, and what the form tells."""

    kind: str
    key: str
    words: str
    told: str = ""


OVERRULING = frozenset({Verdict.MISSING, Verdict.TITLE})
VERDICT_WORDS: Mapping[str, str] = {
    Verdict.CONFIRMED: "已确认，请修改",
    Verdict.DISMISSED: "已排除",
    Verdict.MISSING: "改判为未见",
    Verdict.TITLE: "改判为只有标题",
    Subkind.SPECIAL: "突发事件应对类（国办发〔2024〕5号第十条）",
    Subkind.SUPPORT: "应急保障类（国办发〔2024〕5号第十一条）",
    Subkind.PROTECTION: "重要目标保护类（国办发〔2024〕5号第十一条）",
    Subkind.ACTIVITY: "重大活动保障（国办发〔2024〕5号第十二条）",
    Subkind.UNIT: "单位应急预案（国办发〔2024〕5号第十六条）",
}
NO_REASON = "请写明理由（例如：标题不同，内容在第三章第二节）。"
NOT_YOURS = "您可以查看这份预案，但核对提示由负责核对的机构确认或者排除。"
GONE = "这条处理记录刚刚被别人改过，请刷新页面后再办理。"
JUDGED = "{}刚刚处理过这一条（{}{}），您的处理没有保存。请看过再定；仍要这样处理，请再按一次保存。"
TAKEN_BACK = "这一条的处理刚刚被撤回，您的处理没有保存。仍要这样处理，请再按一次保存。"
