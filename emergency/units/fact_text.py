"""How a recorded fact reads on a page."""

from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import Fact, FactType


def fact_label(name: str) -> str:
    """The Chinese label of a fact, or its bare name when the catalogue no longer has it."""
    fact = CATALOGUE.get(name)
    return fact.label if fact else name


def value_text(name: str, value: object) -> str:
    """The value in Chinese: 是, 否, the word of a choice, terms as 2026-03-01 至 2026-07-10."""
    fact = CATALOGUE.get(name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(_item(fact, str(item)) for item in value)
    return _item(fact, str(value))


def _item(fact: Fact | None, text: str) -> str:
    if fact is None:
        return text
    if fact.type is FactType.PERIODS:
        return text.replace("/", " 至 ")
    return fact.choices.get(text, text)
