"""What may be said of a 涉密 or 工作秘密 plan beside code and dates: a few fixed words, never own text (pure)."""

from collections.abc import Collection

from emergency.base.errors import Refusal
from emergency.evidence.facts import Secrecy
from emergency.plans.rules import is_secret

JOINED = "；"
RETURNS = (
    "登记的日期有误",
    "责任单位有误",
    "预案类别选择有误",
    "公开属性选择有误",
    "材料不齐，请按保密渠道补报",
)
CORRECTIONS = ("原登记笔误", "经核对原件更正", "随机构或区划调整更正")
WITHDRAWALS = ("误登", "重复登记")
ABOLISHMENTS = ("被新预案替代", "职责或机构已撤销", "公开属性有变，另行登记", "登记有误")
ONLY_FIXED = "涉密和工作秘密预案只登记代号和日期，不填写文字说明，请从给出的原因中选择。"
ONLY_DATES = "涉密和工作秘密预案只登记代号和日期，不填写编号、单位、人员等文字，请清空后再保存。"


def check_words(secrecy: Secrecy | str, words: str, allowed: Collection[str], field: str) -> None:
    """Raises Refusal when a secret plan is told of in other words than the fixed ones (保守国家秘密法 arts. 31, 64)."""
    if is_secret(secrecy) and not set(words.split(JOINED)) <= set(allowed):
        raise Refusal(ONLY_FIXED, field)


def check_silence(secrecy: Secrecy | str, words: str, field: str) -> None:
    """Raises Refusal when anything at all is told where a secret plan has nothing to tell."""
    if is_secret(secrecy) and words:
        raise Refusal(ONLY_DATES, field)
