"""Rules in Chinese: whom they bind and what they demand, made from their data (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emergency.base.periods import PeriodKind
from emergency.obligations.facts import (
    ACT_KIND_LABELS,
    COVER_LABELS,
    HAPPENING_LABELS,
    HAZARDS_ASKED,
    MILESTONE_LABELS,
    PLAN_KIND_LABELS,
    PLAN_LINE_LABELS,
    SubjectKind,
)
from emergency.obligations.predicates import ALWAYS, Comparison, Predicate
from emergency.obligations.rules import Demand, Evidence, Holder, Rule, Shape
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import UNIT_KIND_LABELS

HOLDER_LABELS = {
    Holder.LEAD: "编制牵头单位",
    Holder.APPROVER: "审批单位",
    Holder.ISSUER: "印发机构",
    Holder.UNIT: "有该预案的单位",
}
SELF_HELD = {
    SubjectKind.FILING: "收到材料的部门",
    SubjectKind.DRILL: "演练组织单位",
    SubjectKind.INCIDENT: "发生事故的单位",
}
PERIOD_LABELS = {
    PeriodKind.MONTH: "每个自然月",
    PeriodKind.QUARTER: "每个自然季",
    PeriodKind.HALF: "每个自然半年",
    PeriodKind.YEAR: "每个自然年",
}
CONTENT_LABELS = {"comprehensive": "综合演练", "single": "单项演练"}
FORM_LABELS = {"live": "实战演练", "tabletop": "桌面演练"}

_NAMES: Mapping[str, str] = {
    "kind": "单位类别",
    "plan.line": "预案类线",
    "plan.kinds": "预案种类",
    "plan.covers": "预案涵盖",
    "plan.hazard": "事件种类",
    "plan.joint": "联合预案",
}
_VALUES: Mapping[str, Mapping[Any, str]] = {
    "kind": UNIT_KIND_LABELS,
    "plan.line": PLAN_LINE_LABELS,
    "plan.kinds": PLAN_KIND_LABELS,
    "plan.covers": COVER_LABELS,
    "plan.hazard": HAZARDS_ASKED,
}
EVIDENCE_LABELS: Mapping[Evidence, str] = {
    Evidence.PLAN: "预案印发并核对通过",
    Evidence.DRILL: "演练",
    Evidence.FILED: "报送备案",
    Evidence.DISCLOSED: "公开",
    Evidence.EVALUATED: "预案评估",
    Evidence.REVIEWED: "评审",
    Evidence.REPORTED: "演练情况报送",
    Evidence.RECEIVED: "受理",
    Evidence.REVISED: "修订，或作出不修订的结论",
    Evidence.DRILL_EVALUATED: "演练评估",
    Evidence.DRILL_ARCHIVED: "演练资料归档",
    Evidence.DRILL_RECORDED: "演练记录",
    Evidence.INCIDENT_EVALUATED: "事后评估",
}


def condition(predicate: Predicate) -> str:
    """A predicate as a Chinese clause; the condition that always holds is 不限."""
    if predicate == ALWAYS:
        return "不限"
    if isinstance(predicate, Comparison):
        return _comparison(predicate)
    if predicate.word == "not":
        return f"不属于“{condition(predicate.parts[0])}”"
    joint = "，且" if predicate.word == "all" else "；或"
    clauses = [condition(part) for part in predicate.parts]
    nested = any(not isinstance(part, Comparison) for part in predicate.parts)
    return joint.join(f"（{clause}）" if nested and len(clauses) > 1 else clause for clause in clauses)


def _comparison(one: Comparison) -> str:
    name = _NAMES.get(one.fact) or CATALOGUE[one.fact].label
    if one.value is True:
        return name
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    words = "、".join(_value(one.fact, value) for value in values)
    if one.operator == "above":
        return f"{name}大于{words}"
    return f"{name}含{words}之一" if one.operator == "has_any" and len(values) > 1 else f"{name}为{words}"


def _value(name: str, value: object) -> str:
    fact = CATALOGUE.get(name)
    labels: Mapping[Any, str] = fact.choices if fact else _VALUES.get(name, {})
    return labels.get(value, str(value))


def demand_sentence(demand: Demand) -> str:
    """What a demand asks for, from which day it counts."""
    if demand.shape is Shape.LISTED:
        return "只列入目录，不计数，不判断。"
    if demand.shape is Shape.EACH and demand.after:
        return _each_sentence(demand)
    start = _start(demand)
    if demand.shape is Shape.STANDING:
        return "自符合条件之日起应有预案；法规未定期限。"
    if demand.shape is Shape.DEADLINE:
        return f"{start}的次日起{demand.working_days}个工作日内，当日不计（民法典第201条）。"
    if demand.shape is Shape.ROLLING:
        return f"每{demand.years}年至少一次：首次从{start}起，以后从上一次之日起。"
    if demand.shape is Shape.CALENDAR and demand.period:
        terms = "，没有教学日的月份除外" if demand.term_table else ""
        return f"{PERIOD_LABELS[demand.period]}至少一次，从{start}起{terms}。"
    return "应当办理，法规未定次数或期限。"


def _start(demand: Demand) -> str:
    if not demand.needs_plan:
        return "符合条件之日（不早于台账启用日；未设的，不早于单位登入台账之日）"
    return "或".join(MILESTONE_LABELS[kind] for kind in demand.starts_with) + "之日"


def _each_sentence(demand: Demand) -> str:
    """What is owed each time, and how long one has."""
    assert demand.after is not None
    event = f"每次{HAPPENING_LABELS[demand.after]}"
    if demand.credited_to:
        event = f"每次计入所列条文的{HAPPENING_LABELS[demand.after]}"
    within = f"后{demand.working_days}个工作日内" if demand.working_days else "后"
    silent = "" if demand.working_days else "，法规未定天数"
    return f"{event}{within}，应有{EVIDENCE_LABELS[demand.met_by]}{silent}。"


def met_sentence(rule: Rule) -> str:
    """What meets the rule; empty for one that is only listed."""
    words = dict.fromkeys(word for _, demand in rule.demands for word in _met_words(demand))
    return "；或".join(words)


def _met_words(demand: Demand) -> tuple[str, ...]:
    if demand.met_by is Evidence.ACT:
        return tuple(ACT_KIND_LABELS[kind] for kind in demand.acts)
    label = EVIDENCE_LABELS.get(demand.met_by)
    return (label,) if label else ()


def demand_sentences(rule: Rule) -> tuple[str, ...]:
    """All demands of a rule, those with a condition saying so."""
    return tuple(
        demand_sentence(demand) if when == ALWAYS else f"{condition(when)}的：{demand_sentence(demand)}"
        for when, demand in rule.demands
    )


def holder_sentence(rule: Rule) -> str:
    """Whose duty it is; where a role is not filled in, the next named one holds it. Empty where no plan is needed."""
    if rule.is_listed or not all(demand.needs_plan or demand.after for _, demand in rule.demands):
        return ""
    if rule.subject in SELF_HELD:
        return SELF_HELD[rule.subject]
    return "，未登记的为".join(HOLDER_LABELS[holder] for holder in rule.holders)


def accepts_sentence(rule: Rule) -> str:
    """Which drills qualify; empty for rules that no drill meets."""
    if rule.accepts is None:
        return ""
    contents = "、".join(word for code, word in CONTENT_LABELS.items() if code in rule.accepts.contents)
    forms = "、".join(word for code, word in FORM_LABELS.items() if code in rule.accepts.forms)
    return f"内容：{contents}；形式：{forms}"
