"""What may be said of a hint about a plan's text, and the words for it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_REASON = 2


class Verdict(StrEnum):
    """A hint is taken as true, or dismissed with a reason; without a verdict it stays open."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Hint:
    """What is judged: kind and key by which it is found again, its name on the trail, and what the form tells."""

    kind: str
    key: str
    words: str
    told: str = ""


VERDICT_WORDS: Mapping[Verdict, str] = {Verdict.CONFIRMED: "已确认，请修改", Verdict.DISMISSED: "已排除"}
NO_REASON = "请写明理由（例如：标题不同，内容在第三章第二节）。"
NOT_YOURS = "您可以查看这份预案，但核对提示由负责核对的机构确认或者排除。"
GONE = "这条处理记录刚刚被别人改过，请刷新页面后再办理。"
