"""Whom a rule binds, as data: all, any, not, and comparisons of a fact with a value (pure)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, object]


@dataclass(frozen=True)
class Comparison:
    """One fact compared with a value. A fact that is not recorded compares as false."""

    fact: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Junction:
    """``all``, ``any`` or ``not`` over other predicates (``not`` has exactly one)."""

    word: str
    parts: tuple[Predicate, ...]


Predicate = Comparison | Junction

ALWAYS = Junction("all", ())


def _is(fact: Any, value: Any) -> bool:
    return bool(fact == value) and isinstance(fact, bool) == isinstance(value, bool)


def _in(fact: Any, value: Any) -> bool:
    return fact in value


def _has_any(fact: Any, value: Any) -> bool:
    return not set(fact).isdisjoint(value)


def _above(fact: Any, value: Any) -> bool:
    return bool(fact > value)


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": _is,
    "in": _in,
    "has_any": _has_any,
    "above": _above,
}


def holds(predicate: Predicate, facts: Facts) -> bool:
    """Whether the predicate is true of the facts."""
    if isinstance(predicate, Comparison):
        fact = facts.get(predicate.fact)
        return fact is not None and OPERATORS[predicate.operator](fact, predicate.value)
    wanted = predicate.word != "all"
    for part in predicate.parts:
        if holds(part, facts) is wanted:
            return predicate.word == "any"
    return predicate.word != "any"


def facts_in(predicate: Predicate) -> frozenset[str]:
    """The names of all facts a predicate asks for."""
    if isinstance(predicate, Comparison):
        return frozenset({predicate.fact})
    return frozenset().union(*(facts_in(part) for part in predicate.parts))


def parse(data: object, known: Collection[str]) -> Predicate:
    """A predicate from YAML: ``{all: […]}``, ``{any: […]}``, ``{not: …}`` or ``{fact: name, is: value}``.

    Raises ValueError with a Chinese sentence for unknown words, facts and operators.
    """
    if not isinstance(data, dict) or not data:
        raise ValueError(f"适用条件写法不对：{data!r}。")
    word = next(iter(data))
    if word in ("all", "any"):
        return Junction(word, tuple(parse(part, known) for part in data[word]))
    if word == "not":
        return Junction("not", (parse(data["not"], known),))
    return _comparison(data, known)


def _comparison(data: Mapping[str, Any], known: Collection[str]) -> Comparison:
    name = data.get("fact")
    operators = [word for word in data if word != "fact"]
    if name not in known:
        raise ValueError(f"适用条件用了目录里没有的信息项：{name!r}。")
    if len(operators) != 1 or operators[0] not in OPERATORS:
        raise ValueError(f"适用条件“{name}”应恰有一个比较词({'、'.join(OPERATORS)})。")
    value = data[operators[0]]
    if operators[0] in ("in", "has_any") and not isinstance(value, list):
        raise ValueError(f"适用条件“{name}”的 {operators[0]} 后应是一个列表。")
    return Comparison(str(name), operators[0], tuple(value) if isinstance(value, list) else value)
