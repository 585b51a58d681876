"""From the answers of the guided form to a rule: whom it binds, what it demands, in which words (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from emergency.obligations.facts import ACT_KIND_LABELS, KINDS_OF_LINE, PLAN_KIND_LABELS, PLAN_LINE_LABELS
from emergency.obligations.rules import Evidence, Group, Shape
from emergency.obligations.wording import CONTENT_LABELS, FORM_LABELS
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import FactType

DOINGS: Mapping[str, str] = {
    "plan": "有预案（应编）",
    "filed": "把预案报送备案",
    "disclosed": "公开预案",
    "evaluated": "评估预案",
    "drill": "组织演练",
    **{f"act:{kind.value}": label for kind, label in ACT_KIND_LABELS.items()},
    "each:drill:drill_evaluated": "每次演练后写评估报告",
    "each:drill:reported": "每次演练后报送演练情况",
    "each:drill:drill_archived": "每次演练后资料归档",
    "each:trigger:revised": "出现修订情形后修订预案，或签署不修订的决定",
    "each:incident:incident_evaluated": "事故处置结束后总结评估预案实施情况",
}
SHAPES: Mapping[str, str] = {
    "standing": "一直要有（只用于预案）",
    "deadline": "印发、公布后若干个工作日内（备案、公开）",
    "rolling": "每若干年一次（从上一次起算）",
    "calendar": "每个自然月、季、半年、年一次",
    "once": "应当办理，没有次数和期限",
    "each": "每次发生之后（填工作日数的有期限，不填的没有期限）",
}
FITS: Mapping[str, tuple[str, ...]] = {
    "plan": ("standing",), "filed": ("deadline",), "disclosed": ("deadline",), "evaluated": ("rolling", "once"),
    "drill": ("rolling", "calendar", "once"), "act": ("calendar", "once"), "each": ("each",),
}  # fmt: skip
GROUPS = {
    "plan": Group.PLANS, "filed": Group.FILING, "disclosed": Group.DISCLOSURE, "evaluated": Group.EVALUATION,
    "drill": Group.DRILLS, "act": Group.TRAINING,
}  # fmt: skip
GROUPS_AFTER = {"drill": Group.EVALUATION, "trigger": Group.REVISION, "incident": Group.EVALUATION}
ON_PLANS = ("filed", "disclosed", "evaluated")
COUNTING = {
    "deadline": ["soon_days", "due_day_moves"], "rolling": ["soon_days"],
    "calendar": ["soon_days", "first_period_share"],
}  # fmt: skip
NUMBERS = {"deadline": ("working_days", "工作日数"), "rolling": ("years", "年数"), "calendar": ("period", "自然期")}
VERIFIED, UNVERIFIED = "已核（本级对照原文）", "未核"


@dataclass(frozen=True)
class Answers:
    """What the guided form asked; days are dates, choices are the words of this file."""

    number: str
    title: str
    document: str
    clause: str
    rank: str
    force: str
    demand_text: str
    doing: str
    shape: str
    valid_from: date
    working_days: int | None = None
    years: int | None = None
    period: str = ""
    kinds: Sequence[str] = ()
    conditions: Sequence[str] = ()
    joined: str = "all"
    plan_kinds: Sequence[str] = ()
    verified: bool = False
    note: str = ""
    above: int | None = None
    contents: Sequence[str] = tuple(CONTENT_LABELS)
    forms: Sequence[str] = tuple(FORM_LABELS)


def condition_choices() -> list[tuple[str, str]]:
    """Every fact that can be asked of a unit, with each of its values, as (word, label)."""
    found: list[tuple[str, str]] = []
    for name, fact in CATALOGUE.items():
        if fact.type is FactType.BOOL:
            found.append((f"{name}=true", f"{fact.label}：是"))
        elif fact.type in (FactType.CHOICE, FactType.CHOICES):
            found += [(f"{name}={value}", f"{fact.label}：{label}") for value, label in fact.choices.items()]
    return found


def plan_choices() -> list[tuple[str, str]]:
    """Every kind of plan in its line, as (word, label)."""
    return [
        (f"{line.value}:{kind.value}", f"{PLAN_LINE_LABELS[line]}·{PLAN_KIND_LABELS[kind]}")
        for line, kinds in KINDS_OF_LINE.items()
        for kind in kinds
    ]


def fault_in(answers: Answers) -> tuple[str, str] | None:
    """(field, sentence) where the answers do not fit each other, else None."""
    what = answers.doing.partition(":")[0]
    if answers.shape not in FITS[what]:
        fitting = "、".join(f"“{SHAPES[shape]}”" for shape in FITS[what])
        return "shape", f"“{DOINGS[answers.doing]}”的次数或期限应选{fitting}。"
    name, word = NUMBERS.get(answers.shape, ("", ""))
    if name and not getattr(answers, name):
        return name, f"请填写{word}。"
    if what == "each" and answers.plan_kinds and not answers.doing.startswith("each:trigger"):
        return "plan_kinds", "演练后、事故后的要求针对单位，不按预案种类区分，请不要勾选。"
    if not answers.kinds and not answers.conditions and answers.above is None:
        return "kinds", "请选择适用的单位类别，或至少一个条件。"
    return None


def row_of(answers: Answers) -> dict[str, Any]:
    """The rule in the form of the catalogue's files."""
    what, _, act = answers.doing.partition(":")
    after = act.partition(":")[0] if what == "each" else ""
    group = GROUPS_AFTER[after] if after else GROUPS[what]
    row: dict[str, Any] = {
        "id": answers.number, "version": 1, "title": answers.title, "group": group.value,
        "force": answers.force, "rank": answers.rank, "article": f"{answers.document} {answers.clause}".strip(),
        "demand_text": answers.demand_text, "binds": _binds(answers), "demand": _demand(answers, what, act),
        "subject": after or ("plan" if what in ON_PLANS else "unit"), "valid_from": answers.valid_from.isoformat(),
        "verification": VERIFIED if answers.verified else UNVERIFIED,
    }  # fmt: skip
    if answers.plan_kinds:
        row["plans"] = {"any": [_plan(word) for word in answers.plan_kinds]}
    if what == "drill":
        row["accepts"] = {"contents": list(answers.contents), "forms": list(answers.forms)}
    if what == "disclosed":
        row["spares_classified"] = True
    if answers.shape in COUNTING:
        row["counting"] = COUNTING[answers.shape]
    return {**row, **({"note": answers.note} if answers.note else {})}


def _binds(answers: Answers) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [{"fact": "kind", "in": list(answers.kinds)}] if answers.kinds else []
    told = [_condition(word) for word in answers.conditions]
    told += [{"fact": "highrise_height", "above": answers.above}] if answers.above is not None else []
    parts += [{"any": told}] if answers.joined == "any" and len(told) > 1 else told
    return parts[0] if len(parts) == 1 else {"all": parts}


def _condition(word: str) -> dict[str, Any]:
    name, _, value = word.partition("=")
    fact = CATALOGUE[name]
    if fact.type is FactType.BOOL:
        return {"fact": name, "is": True}
    return {"fact": name, "has_any": [value]} if fact.type is FactType.CHOICES else {"fact": name, "is": value}


def _plan(word: str) -> dict[str, Any]:
    line, _, kind = word.partition(":")
    return {"all": [{"fact": "plan.line", "is": line}, {"fact": "plan.kinds", "has_any": [kind]}]}


def _demand(answers: Answers, what: str, act: str) -> dict[str, Any]:
    if what == "each":
        after, _, met_by = act.partition(":")
        term = {"working_days": answers.working_days} if answers.working_days else {}
        return {"shape": "each", "after": after, "met_by": Evidence(met_by).value, **term}
    demand: dict[str, Any] = {"shape": Shape(answers.shape).value, "met_by": Evidence(what).value}
    if answers.shape == "deadline":
        demand["working_days"] = answers.working_days
    if answers.shape == "rolling":
        demand["years"] = answers.years
    if answers.shape == "calendar":
        demand["period"] = answers.period
    if act:
        demand["acts"] = [act]
    # Without kinds of plans to start from, the duty runs from the day on which the unit is bound.
    if what in ("drill", "act") and not answers.plan_kinds:
        demand["needs_plan"] = False
    return demand
