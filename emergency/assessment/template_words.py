"""The words by which a sheet of cells says what YAML says: ways of scoring, audiences, figures behind names (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from emergency.assessment.facts import AUDIENCE_LABELS, Partial, Scoring
from emergency.units.facts import UNIT_KIND_LABELS

SCORING_WORDS: Mapping[str, str] = {
    Scoring.RATIO: "比率",
    Scoring.BANDS: "分档",
    Scoring.PER_CASE: "按次扣分",
    Scoring.PER_POINT: "按百分点扣分",
    Scoring.COUNT: "按件计分",
    Scoring.EVIDENCE: "材料",
    Scoring.JUDGEMENT: "人工评分",
}
AUDIENCE_WORDS: Mapping[str, str] = {key.value: word for key, word in AUDIENCE_LABELS.items()}
KIND_WORDS: Mapping[str, str] = {key.value: word for key, word in UNIT_KIND_LABELS.items()}
PARTIALS: Mapping[str, str] = {Partial.NONE: "不足不扣", Partial.WHOLE: "不足按一个扣", Partial.SHARE: "不足按比例扣"}
# Only the digits of a full-width keyboard: brackets and commas belong to names.
HALVED = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")
BREAK = re.compile(r"[；;\n]+")
NAMED = re.compile(r"^(.*?)\s*[:：=]\s*([0-9.]+)\s*(?:分)?$")
BAND = re.compile(r"^([0-9.]+)\s*%\s*(?:以上)?\s*[:：=]\s*([0-9.]+)\s*(?:分)?$")
RANGE = re.compile(r"^([0-9.]+)\s*[-—~至]\s*([0-9.]+)$")


class Unreadable(ValueError):
    """A cell that can't be read: the sentence says how it is written."""


def cells_of(scoring: Mapping[str, Any]) -> str:
    """What stands in the cell 计分参数."""
    kind = scoring["type"]
    if kind == Scoring.BANDS:
        return "；".join(f"{_percent(band['at_least'])}%：{band['points']}" for band in scoring["bands"])
    if kind == Scoring.JUDGEMENT:
        return "—".join(str(end) for end in scoring["range"]) if "range" in scoring else ""
    named = scoring.get("parts", scoring.get("faults", scoring.get("counts", ())))
    words = [f"{part['name']}：{part['points']}" for part in named]
    words += [f"每次：{scoring['each']}"] if scoring.get("each") is not None else []
    words += [f"最低：{scoring['floor']}"] if scoring.get("floor") else []
    words += [PARTIALS[scoring["partial"]]] if scoring.get("partial") not in (None, Partial.NONE) else []
    return "；".join(words)


def scoring_of(word: str, text: str) -> dict[str, Any]:
    """The way of scoring of two cells. Raises Unreadable with how it is written."""
    kind = known(SCORING_WORDS, word, "计分办法")
    parts = [part.strip() for part in BREAK.split(text.translate(HALVED)) if part.strip()]
    if kind == Scoring.RATIO:
        return {"type": kind}
    if kind == Scoring.BANDS:
        return {"type": kind, "bands": [_band(part) for part in parts]}
    if kind == Scoring.JUDGEMENT:
        return {"type": kind} | ({"range": _range(parts[0])} if parts else {})
    return {"type": kind} | _named(kind, parts)


def known(words: Mapping[str, str], word: str, what: str) -> str:
    """The name behind a word, or the name itself. Raises Unreadable with the words that are known."""
    for name, said in words.items():
        if word.strip() in (name, said):
            return name
    raise Unreadable(f"{what}“{word}”不认识，请填：{'、'.join(words.values())}。")


def listed(words: Mapping[str, str], text: str, what: str) -> list[str]:
    """The names behind several words in one cell, parted by 、 or ；."""
    # A label may hold 、 itself, so whole labels are taken out first.
    found, rest = [], text
    for name, said in sorted(words.items(), key=lambda pair: -len(pair[1])):
        if said in rest:
            found.append(name)
            rest = rest.replace(said, "；")
    return found + [known(words, part, what) for part in re.split(r"[、,，；;\s]+", rest) if part]


def _band(part: str) -> dict[str, str]:
    match = BAND.match(part)
    if not match:
        raise Unreadable(f"分档“{part}”看不懂，请写成 60%：3；40%：2；0%：0。")
    return {"at_least": str(_figure(match[1]) / 100), "points": match[2]}


def _range(part: str) -> list[str]:
    match = RANGE.match(part)
    if not match:
        raise Unreadable(f"评分范围“{part}”看不懂，请写成 5—10，或者留空。")
    return [match[1], match[2]]


def _named(kind: str, parts: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    named: list[dict[str, str]] = []
    partials = {said: name for name, said in PARTIALS.items()}
    for part in parts:
        if part in partials:
            found["partial"] = partials[part]
            continue
        match = NAMED.match(part)
        if not match:
            raise Unreadable(f"计分参数“{part}”看不懂，请写成 名称：分，几项之间用分号，如 迟报：1；瞒报：4。")
        _figure(match[2])
        if match[1] == "每次":
            found["each"] = match[2]
        elif match[1] == "最低":
            found["floor"] = match[2]
        else:
            named.append({"name": match[1], "points": match[2]})
    key = {Scoring.PER_CASE: "faults", Scoring.COUNT: "counts"}.get(Scoring(kind), "parts")
    return found | ({key: named} if named else {})


def _figure(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Unreadable(f"“{text}”不是数字。") from error


def _percent(share: object) -> str:
    return f"{(Decimal(str(share)) * 100).normalize():f}"
