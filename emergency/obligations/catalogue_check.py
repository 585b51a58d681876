"""What is wrong with rules of law in their YAML form, as Chinese sentences that name the rule (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from emergency.obligations.catalogue import book_of, rule_of
from emergency.obligations.counting import QUESTIONS
from emergency.obligations.facts import HAZARDS_ASKED, Cover, PlanKind, PlanLine
from emergency.obligations.predicates import Comparison, Predicate
from emergency.obligations.rules import Rule, Shape
from emergency.obligations.wording import CONTENT_LABELS, FORM_LABELS
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import FactType, UnitKind

COUNTING_WORDS = frozenset(question.name for question in QUESTIONS)
PLAN_VALUES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(UnitKind),
    "plan.line": frozenset(PlanLine),
    "plan.kinds": frozenset(PlanKind),
    "plan.covers": frozenset(Cover),
    "plan.hazard": frozenset(HAZARDS_ASKED),
}
OPERATORS_FOR = {FactType.BOOL: {"is"}, FactType.CHOICE: {"is", "in"}, FactType.CHOICES: {"has_any"}}


def faults_in(rows: Sequence[Any], known_ids: Iterable[str] = ()) -> list[str]:
    """Everything wrong with some rules, one sentence a fault; ``known_ids`` are rules kept elsewhere."""
    found: list[str] = []
    rules: list[Rule] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            found.append(f"第{number}项不是一条规则，应写成“- id: …”开头的一组。")
            continue
        try:
            rules.append(rule_of(row))
        except ValueError as fault:
            found.append(str(fault))
    ids = {rule.id for rule in rules} | set(known_ids)
    found += [f"规则 {rule.id}：{fault}" for rule in rules for fault in _faults_of(rule, ids)]
    return [*found, *_gaps(rows, {rule.id for rule in rules})]


def _gaps(rows: Sequence[Any], good: set[str]) -> Iterator[str]:
    """Versions of one rule that leave a gap or overlap; rules that could not be read are left out."""
    chosen = sorted((row for row in rows if isinstance(row, Mapping) and row.get("id") in good), key=_id)
    for _, same in groupby(chosen, key=_id):
        try:
            book_of(sorted(same, key=lambda row: int(row.get("version", 0))))
        except ValueError as fault:
            if "有效期" in str(fault) or "颠倒" in str(fault) or "两个" in str(fault):
                yield str(fault)


def _id(row: Mapping[str, Any]) -> str:
    return str(row["id"])


def _faults_of(rule: Rule, ids: set[str]) -> Iterator[str]:
    conditions = (rule.binds, rule.plans, *(condition for condition, _ in rule.demands))
    for condition in conditions:
        yield from _strange(condition)
    for word in set(rule.counting) - COUNTING_WORDS:
        yield f"counting 写了不认识的计算口径“{word}”，可用：{'、'.join(sorted(COUNTING_WORDS))}。"
    others = {rule.part_of} - {""} | {name for _, demand in rule.demands for name in demand.credited_to}
    for name in sorted(others - ids):
        yield f"提到了目录里没有的规则 {name}。"
    if rule.accepts and not (
        rule.accepts.contents <= CONTENT_LABELS.keys() and rule.accepts.forms <= FORM_LABELS.keys()
    ):
        yield f"accepts 的 contents 只能写 {'、'.join(CONTENT_LABELS)}，forms 只能写 {'、'.join(FORM_LABELS)}。"
    if not rule.demand_text.strip() or not rule.verification:
        yield "应写明要求（demand_text）和核实情况（verification）。"
    if not rule.is_listed and any(demand.shape is Shape.LISTED for _, demand in rule.demands):
        yield "只列入目录（listed）的要求不能和别的要求写在一起。"


def _strange(condition: Predicate) -> Iterator[str]:
    """Values that a fact never has, and comparisons that its kind of value does not allow."""
    if not isinstance(condition, Comparison):
        for part in condition.parts:
            yield from _strange(part)
        return
    fact = CATALOGUE.get(condition.fact)
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    allowed = frozenset(fact.choices) if fact else PLAN_VALUES.get(condition.fact, frozenset())
    if allowed and (strange := [str(value) for value in values if value not in allowed]):
        yield f"适用条件“{condition.fact}”没有“{'、'.join(strange)}”这个值，可用：{'、'.join(sorted(allowed))}。"
    operators = OPERATORS_FOR.get(fact.type) if fact else None
    if operators and condition.operator not in operators:
        yield f"适用条件“{condition.fact}”应用 {'、'.join(sorted(operators))} 比较，不是 {condition.operator}。"
    if fact and fact.type is FactType.BOOL and not isinstance(condition.value, bool):
        yield f"适用条件“{condition.fact}”只有是或否，应写 true 或 false。"
