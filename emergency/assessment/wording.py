"""How an item turns into points, in words that can be checked by hand (pure)."""

from emergency.assessment.facts import Item, Scoring
from emergency.assessment.sheet import number


def scoring_words(item: Item) -> str:
    """The item's way of scoring as one sentence."""
    if item.scoring is Scoring.RATIO:
        return "分值×已做÷应做"
    if item.scoring is Scoring.BANDS:
        steps = sorted(item.bands, key=lambda band: band.at_least, reverse=True)
        return "；".join(f"{number(band.at_least * 100)}%以上{number(band.points)}分" for band in steps)
    if item.scoring is Scoring.EVIDENCE:
        return "；".join(f"{part.name}{number(part.points)}分" for part in item.parts)
    if item.scoring is Scoring.PER_CASE and item.parts:
        return "，".join(f"{part.name}每次扣{number(part.points)}分" for part in item.parts) + "，扣完为止"
    if item.scoring is Scoring.PER_CASE:
        return f"每项扣{number(item.each)}分，扣完为止"
    return "由人评分"
