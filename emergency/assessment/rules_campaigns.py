"""A campaign (考核): its kinds, when what may be done, and the sample that anybody can draw again (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from emergency.assessment.facts import Audience
from emergency.base.errors import Refusal

MOST_BODIES = 5_000
LONGEST_NAME = 100
DRAWN_BY = "把“种子:代码”逐个取 SHA-256，在每个县内从小到大排，取前几个"


class CampaignKind(StrEnum):
    """When in the year it is held."""

    ROUTINE = "routine"
    HALF = "half"
    ANNUAL = "annual"


KIND_WORDS: Mapping[str, str] = {
    CampaignKind.ROUTINE: "平时",
    CampaignKind.HALF: "半年",
    CampaignKind.ANNUAL: "年终",
}


class CampaignState(StrEnum):
    """Open, being sealed, sealed."""

    OPEN = "open"
    SEALING = "sealing"
    FROZEN = "frozen"


STATE_WORDS: Mapping[str, str] = {
    CampaignState.OPEN: "进行中",
    CampaignState.SEALING: "正在封存",
    CampaignState.FROZEN: "已封存",
}


class Side(StrEnum):
    """Who says it: the body itself, the office, the office against a computed score."""

    OWN = "own"
    REVIEW = "review"
    OVERRIDE = "override"


SIDE_WORDS: Mapping[str, str] = {Side.OWN: "自评", Side.REVIEW: "复核", Side.OVERRIDE: "改分"}


@dataclass(frozen=True)
class CampaignDetails:
    """What is set when a campaign is opened. `kinds` narrows the units; `sample` townships are drawn of each county."""

    name: str
    kind: CampaignKind
    year: int
    as_of: date
    deadline: date
    levels: frozenset[Audience]
    kinds: frozenset[str] = frozenset()
    sample: int = 0
    seed: str = ""


def check_details(told: CampaignDetails) -> None:
    """Whether a campaign can be opened like this. Raises Refusal at the field."""
    if not told.name or len(told.name) > LONGEST_NAME:
        raise Refusal(f"考核名称应为 1 到 {LONGEST_NAME} 个字，现有 {len(told.name)} 字，请缩短。", "name")
    if told.as_of.year != told.year:
        raise Refusal(f"考核基准日应在 {told.year} 年内。", "as_of")
    if told.deadline.year not in (told.year, told.year + 1):
        raise Refusal("自评截止日应在考核年度或次年内。", "deadline")
    if not told.levels:
        raise Refusal("请选择至少一类考核对象。", "levels")
    if told.sample and Audience.TOWNSHIP not in told.levels:
        raise Refusal("抽查的是乡镇（街道），请把乡镇（街道）列为考核对象。", "sample")


def check_number(count: int) -> None:
    """Whether a campaign of so many bodies can be held. Raises Refusal."""
    if not count:
        raise Refusal("这个范围里没有适用条目的考核对象。请换一个范围、模板或对象类别。", "levels")
    if count > MOST_BODIES:
        raise Refusal(f"考核对象有 {count} 个，一次最多 {MOST_BODIES} 个，请缩小范围或分批设置。", "levels")


def check_open(state: str) -> None:
    """Whether anything may still be entered. Raises Refusal."""
    if state != CampaignState.OPEN:
        raise Refusal(f"本次考核{STATE_WORDS[state]}，内容不能再改。")


def check_freeze(state: str, as_of: date, today: date) -> None:
    """Whether a campaign may be sealed: once, and not before its day. Raises Refusal."""
    if state == CampaignState.FROZEN:
        raise Refusal("本次考核已经封存，不能再次封存。需要重新计算的，请另设一次考核。")
    if state == CampaignState.SEALING:
        raise Refusal("本次考核正在封存，请稍候刷新。")
    if as_of > today:
        raise Refusal(f"考核基准日 {as_of} 还没有到，那一天的数字还不能定，到期后再封存。")


def check_deadline(deadline: date, today: date) -> None:
    """Whether 自评 may still be entered. Raises Refusal."""
    if today > deadline:
        raise Refusal(f"自评已于 {deadline} 截止。确需补报的，请考核组织单位延长截止日。")


def draw(codes_by_county: Mapping[str, Iterable[str]], size: int, seed: str) -> set[str]:
    """So many townships of each county: the ones whose SHA-256 of "seed:code" comes first. Anybody can draw again."""
    found: set[str] = set()
    for codes in codes_by_county.values():
        found |= set(sorted(codes, key=lambda code: (sha256(f"{seed}:{code}".encode()).hexdigest(), code))[:size])
    return found
