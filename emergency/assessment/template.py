"""Reading a checklist template: plain data in, a Template out, every fault as a Chinese sentence (pure)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from emergency.assessment.catalogue import CATALOGUE
from emergency.assessment.facts import (
    Anachronism,
    Audience,
    Band,
    Grade,
    Group,
    Item,
    Measure,
    Part,
    Partial,
    Scoring,
    Template,
)
from emergency.assessment.template_faults import Fault, faults_of

Data = Mapping[str, Any]
KEY = "编号（id）只能用小写英文字母、数字和连字符，如 city-2026。"


class TemplateFault(ValueError):
    """The template can't be used; the message lists every fault found, one a line, `faults` with their items."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence for fault in self.faults))


def read_template(data: Data) -> Template:
    """Build a template from parsed YAML or JSON; raises TemplateFault naming each item and what is wrong."""
    try:
        template = _template(data)
    except (KeyError, TypeError, AttributeError) as fault:
        raise TemplateFault([Fault(f"模板缺少字段或写法不对：{fault}")]) from fault
    found = list(faults_of(template))
    if found:
        raise TemplateFault(found)
    return template


def _template(data: Data) -> Template:
    head = data["template"]
    return Template(
        id=_key(head["id"]),
        version=str(head["version"]),
        title=str(head["title"]),
        provenance=head["provenance"],
        weights=head["weights"],
        weights_notice=head["weights_notice"],
        period=head["period"],
        counting=tuple(head["counting"]),
        anachronisms=tuple(Anachronism(a["then"], a["now"]) for a in head.get("anachronisms", ())),
        groups=tuple(_group(group) for group in data["groups"]),
        items=tuple(_item(item) for item in data["items"]),
        total=_decimal(head.get("total"), "总分"),
        grades=tuple(Grade(_exact(one["at_least"], "等次"), one["title"]) for one in head.get("grades", ())),
        columns=_columns(head.get("columns", ("自评", "复核"))),
        example=bool(head.get("example", False)),
    )


def _key(value: object) -> str:
    key = str(value)
    if not (key and len(key) <= 40 and all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in key)):
        raise TemplateFault([Fault(f"模板{KEY}现在是“{key[:60]}”。")])
    return key


def _columns(names: Iterable[str]) -> tuple[str, str]:
    own, review = (str(name) for name in names)
    return own, review


def _group(data: Data) -> Group:
    return Group(data["id"], data["number"], data["title"], data["source"], _decimal(data.get("points"), data["title"]))


def _item(data: Data) -> Item:
    scoring, number = data["scoring"], str(data["id"])
    points = _decimal(data.get("points"), number)
    low = scoring.get("range", (scoring.get("floor", 0),))[0]
    return Item(
        id=number,
        group=data["group"],
        text=str(data["text"]),
        points=points,
        audience=frozenset(_word(Audience, name, number, "对象") for name in data["audience"]),
        kinds=frozenset(data.get("kinds", ())),
        scoring=_word(Scoring, scoring["type"], number, "计分办法"),
        materials=data["materials"],
        basis=tuple(data["basis"]),
        measure=_measure(data.get("measure"), number),
        parts=tuple(
            Part(part["name"], _exact(part["points"], number))
            for part in scoring.get("parts", scoring.get("faults", scoring.get("counts", ())))
        ),
        bands=tuple(
            Band(_exact(band["at_least"], number), _exact(band["points"], number)) for band in scoring.get("bands", ())
        ),
        each=_decimal(scoring.get("each"), number),
        floor=_exact(low, number),
        partial=_word(Partial, scoring.get("partial", Partial.NONE), number, "不足一个百分点的算法"),
        note=data.get("note", ""),
    )


def _word(words: Any, value: object, number: str, what: str) -> Any:
    """A member of an enumeration. Raises TemplateFault naming the item and the words that are known."""
    try:
        return words(value)
    except ValueError as error:
        known = "、".join(word.value for word in words)
        raise TemplateFault([Fault(f"条目 {number} 的{what}不认识：{value}。可用：{known}。", number)]) from error


def _measure(data: Data | None, number: str) -> Measure | None:
    """What the catalogue says of the measure: its own words, so that the paper never says more than is counted."""
    if not data:
        return None
    known = CATALOGUE.get(data["name"])
    if known is None:
        said = f"条目 {number} 的指标不认识：{data['name']}。请从“指标说明”页的名称中选用，台账没有的请改由人评分。"
        raise TemplateFault([Fault(said, number)])
    return Measure(known.name, known.done, known.owed, tuple(data.get("rules", known.rules)))


def _exact(value: object, what: str) -> Decimal:
    """A figure; full-width digits are read as what they mean. Raises TemplateFault."""
    try:
        figure = Decimal(unicodedata.normalize("NFKC", str(value)).strip())
    except InvalidOperation as error:
        raise TemplateFault([Fault(f"“{what}”的数值不是数字：{value}。请填数字，如 5 或 2.5。", what)]) from error
    if not figure.is_finite():
        raise TemplateFault([Fault(f"“{what}”的数值不是数字：{value}。请填数字，如 5 或 2.5。", what)])
    return figure


def _decimal(value: object, what: str) -> Decimal | None:
    return None if value is None or value == "" else _exact(value, what)
