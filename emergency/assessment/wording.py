"""How an item turns into points, in words that can be checked by hand (pure)."""

from emergency.assessment.facts import Item, Partial, Scoring
from emergency.assessment.sheet import number

PARTIAL_WORDS = {
    Partial.NONE: "不足1个百分点的不扣",
    Partial.WHOLE: "不足1个百分点的按1个扣",
    Partial.SHARE: "不足1个百分点的按比例扣",
}


def scoring_words(item: Item) -> str:
    """The item's way of scoring as one sentence."""
    if item.scoring is Scoring.RATIO:
        return "分值×已做÷应做"
    if item.scoring is Scoring.BANDS:
        steps = sorted(item.bands, key=lambda band: band.at_least, reverse=True)
        return "；".join(f"{number(band.at_least * 100)}%以上{number(band.points)}分" for band in steps)
    if item.scoring is Scoring.EVIDENCE:
        return "；".join(f"{part.name}{number(part.points)}分" for part in item.parts)
    if item.scoring is Scoring.PER_CASE:
        return f"{_cases(item)}，{_end(item)}"
    if item.scoring is Scoring.PER_POINT:
        return f"每少1个百分点扣{number(item.each)}分，{PARTIAL_WORDS[item.partial]}，{_end(item)}"
    if item.scoring is Scoring.COUNT:
        each = "，".join(f"{part.name}每件{number(part.points)}分" for part in item.parts)
        return f"{each or f'每件{number(item.each)}分'}，最多{number(item.points)}分"
    return f"由人评分，{number(item.floor)}—{number(item.points)}分" if item.floor else "由人评分"


def _cases(item: Item) -> str:
    if item.parts:
        return "，".join(f"{part.name}每次扣{number(part.points)}分" for part in item.parts)
    return f"每项扣{number(item.each)}分"


def _end(item: Item) -> str:
    return f"最低{number(item.floor)}分" if item.floor else "扣完为止"
