"""What may be said of a drill of a 涉密 or 工作秘密 plan beside code and dates: fixed words, never own text (pure)."""

from collections.abc import Sequence

from emergency.base.errors import Refusal
from emergency.drills.facts import DrillDetails, HeldDetails
from emergency.plans.secret_words import ONLY_FIXED

MOVES = ("天气原因", "组织单位工作安排", "上级统一安排", "原登记日期有误")
DECLINES = ("上级统一安排", "所提日期与其他演练冲突", "所提日期不在规定期限内")
REVIVALS = ("组织单位工作安排", "上级统一安排", "推迟的原因已消除", "原登记有误")
CANCELS = ("预案已修订或废止", "组织单位工作安排", "上级统一安排", "重复登记")
CORRECTIONS = ("原登记笔误", "经核对原件更正", "按退回意见更正")
ARRANGES = ("上级统一安排", "组织单位工作安排", "规定期限内没有其他日期")
RETURNS = ("登记的日期有误", "演练的预案选择有误", "用于完成的义务选择有误", "材料不齐，请按保密渠道补报")
SHOWN_CODES = 4
ONLY_DAYS = "涉密和工作秘密预案的演练只登记代号和日期，不填写名称、地点、情况、参加单位等文字，请清空后再保存。"
NO_CROSSING = (
    "涉及涉密、工作秘密预案的演练与其他演练不能互相改。请取消这次演练（或退回更正），"
    "再用“只登记代号和日期”的登记表另行安排。"
)


def title_of(codes: Sequence[str], *, classified: bool) -> str:
    """The fixed title of such a drill: 涉密预案演练（代号 …）."""
    named = "、".join(codes[:SHOWN_CODES]) + (f"等{len(codes)}项" if len(codes) > SHOWN_CODES else "")
    return f"{'涉密' if classified else '工作秘密'}预案演练（代号 {named}）"


def check_silence(told: DrillDetails | HeldDetails) -> None:
    """Raises Refusal when anything beside days, kinds, plans and duties is told (保守国家秘密法 arts. 31, 64)."""
    spoken: tuple[object, ...]
    if isinstance(told, HeldDetails):
        spoken = (told.place, told.summary, told.participants, told.indoors, told.announced)
    else:
        spoken = (
            told.title, told.event_class, told.hazard, told.place, told.partners, told.parts, told.indoors,
            told.announced,
        )  # fmt: skip
    if any(spoken):
        raise Refusal(ONLY_DAYS)


def check_reason(reason: str, allowed: Sequence[str]) -> None:
    """Raises Refusal when a reason is not one of the fixed ones."""
    if reason.strip() not in allowed:
        raise Refusal(ONLY_FIXED, "reason")
