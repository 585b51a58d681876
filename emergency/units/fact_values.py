"""Whether a value can be recorded for a fact, and the form in which it is kept (pure)."""

from __future__ import annotations

from datetime import date

from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import Fact, FactType, FactValue

LONGEST_TEXT = 100


def fault_in(name: str, value: object) -> str | None:
    """A Chinese sentence saying what is wrong with a value, or None when it can be recorded."""
    fact = CATALOGUE.get(name)
    if fact is None:
        return f"没有名为“{name}”的单位信息项，请从目录中选择。"
    check = _CHECKS[fact.type]
    return check(fact, value)


def clean(name: str, value: object) -> FactValue:
    """The value as histories keep it (lists become tuples). Raises ValueError with a Chinese sentence."""
    fault = fault_in(name, value)
    if fault:
        raise ValueError(fault)
    if isinstance(value, (list, tuple)):
        return tuple(str(item) for item in value)
    assert isinstance(value, (bool, int, float, str))
    return value


def periods_of(value: FactValue | None) -> tuple[tuple[date, date], ...]:
    """The spans of a term table, first and last day both inside: ("2026-03-01/2026-07-10",) as dates."""
    if not isinstance(value, tuple):
        return ()
    pairs = (text.split("/") for text in value)
    return tuple(sorted((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs))


def _bool_fault(fact: Fact, value: object) -> str | None:
    return None if isinstance(value, bool) else f"“{fact.label}”只能填是或否。"


def _number_fault(fact: Fact, value: object) -> str | None:
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
    return None if good else f"“{fact.label}”应填不小于零的数字。"


def _choice_fault(fact: Fact, value: object) -> str | None:
    good = isinstance(value, str) and value in fact.choices
    return None if good else f"“{fact.label}”只能从“{'、'.join(fact.choices.values())}”中选一项。"


def _choices_fault(fact: Fact, value: object) -> str | None:
    good = isinstance(value, (list, tuple)) and bool(value) and all(item in fact.choices for item in value)
    return None if good else f"“{fact.label}”应从“{'、'.join(fact.choices.values())}”中选一项或多项。"


def _date_fault(fact: Fact, value: object) -> str | None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return f"“{fact.label}”应填日期，如 2026-03-01。"
    return None


def _periods_fault(fact: Fact, value: object) -> str | None:
    message = f"“{fact.label}”每行写一个学期，如 2026-03-01/2026-07-10，开学在前、放假在后。"
    if not isinstance(value, (list, tuple)) or not value:
        return message
    try:
        spans = periods_of(tuple(str(item) for item in value))
    except ValueError:
        return message
    return None if all(first <= last for first, last in spans) else message


def _text_fault(fact: Fact, value: object) -> str | None:
    good = isinstance(value, str) and value.strip() and len(value) <= LONGEST_TEXT
    return None if good else f"“{fact.label}”应填不超过{LONGEST_TEXT}个字的文字。"


_CHECKS = {
    FactType.BOOL: _bool_fault,
    FactType.CHOICE: _choice_fault,
    FactType.CHOICES: _choices_fault,
    FactType.NUMBER: _number_fault,
    FactType.DATE: _date_fault,
    FactType.PERIODS: _periods_fault,
    FactType.TEXT: _text_fault,
}
