"""Reading a checklist template: plain data in, a Template out, every fault as a Chinese sentence (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from emergency.assessment.facts import (
    Anachronism,
    Audience,
    Band,
    Group,
    Item,
    Measure,
    Part,
    Scoring,
    Template,
)

Data = Mapping[str, Any]


class TemplateFault(ValueError):
    """The template can't be used; the message lists every fault found, one a line."""


def read_template(data: Data) -> Template:
    """Build a template from parsed YAML or JSON; raises TemplateFault naming each item and what is wrong."""
    try:
        template = _template(data)
    except (KeyError, TypeError, AttributeError) as fault:
        raise TemplateFault(f"模板缺少字段或写法不对：{fault}") from fault
    except (ValueError, InvalidOperation) as fault:
        raise TemplateFault(f"模板里有不认识的取值：{fault}") from fault
    faults = list(_faults(template))
    if faults:
        raise TemplateFault("\n".join(faults))
    return template


def _template(data: Data) -> Template:
    head = data["template"]
    return Template(
        id=head["id"],
        version=str(head["version"]),
        title=head["title"],
        provenance=head["provenance"],
        weights=head["weights"],
        weights_notice=head["weights_notice"],
        period=head["period"],
        counting=tuple(head["counting"]),
        anachronisms=tuple(Anachronism(a["then"], a["now"]) for a in head.get("anachronisms", ())),
        groups=tuple(_group(group) for group in data["groups"]),
        items=tuple(_item(item) for item in data["items"]),
    )


def _group(data: Data) -> Group:
    return Group(data["id"], data["number"], data["title"], data["source"], _decimal(data.get("points")))


def _item(data: Data) -> Item:
    scoring = data["scoring"]
    measure = data.get("measure")
    return Item(
        id=str(data["id"]),
        group=data["group"],
        text=data["text"],
        points=_decimal(data.get("points")),
        audience=frozenset(Audience(name) for name in data["audience"]),
        kinds=frozenset(data.get("kinds", ())),
        scoring=Scoring(scoring["type"]),
        materials=data["materials"],
        basis=tuple(data["basis"]),
        measure=_measure(measure) if measure else None,
        parts=tuple(
            Part(part["name"], _exact(part["points"])) for part in scoring.get("parts", scoring.get("faults", ()))
        ),
        bands=tuple(Band(_exact(band["at_least"]), _exact(band["points"])) for band in scoring.get("bands", ())),
        each=_decimal(scoring.get("each")),
        note=data.get("note", ""),
    )


def _measure(data: Data) -> Measure:
    return Measure(data["name"], data["done"], data["owed"], tuple(data.get("rules", ())))


def _exact(value: object) -> Decimal:
    return Decimal(str(value))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else _exact(value)


def _faults(template: Template) -> Iterator[str]:
    groups = {group.id for group in template.groups}
    seen: set[str] = set()
    for item in template.items:
        if item.id in seen:
            yield f"条目编号重复：{item.id}"
        seen.add(item.id)
        if item.group not in groups:
            yield f"条目 {item.id} 的分组不存在：{item.group}"
        if not item.text or not item.materials or not item.basis:
            yield f"条目 {item.id} 的内容、佐证材料、依据都要填写"
        yield from _scoring_faults(item)
    yield from _sum_faults(template)


def _scoring_faults(item: Item) -> Iterator[str]:
    if item.points is not None and not 0 <= item.points <= 100:
        yield f"条目 {item.id} 的分值应在0到100之间"
    if item.scoring in (Scoring.RATIO, Scoring.BANDS) and item.measure is None:
        yield f"条目 {item.id} 按比率计分，要写明分子和分母"
    if item.scoring is Scoring.BANDS and (not item.bands or min(band.at_least for band in item.bands) != 0):
        yield f"条目 {item.id} 的档次要从0起，不留空档"
    if item.scoring is Scoring.BANDS and item.points not in (None, max((b.points for b in item.bands), default=0)):
        yield f"条目 {item.id} 最高一档的分应等于分值"
    if item.scoring is Scoring.EVIDENCE and item.points not in (None, sum(part.points for part in item.parts)):
        yield f"条目 {item.id} 各件材料的分相加应等于分值"
    if item.scoring is Scoring.PER_CASE and bool(item.parts) == (item.each is not None):
        yield f"条目 {item.id} 按次扣分，写每次扣分或分类扣分，二者取一"


def _sum_faults(template: Template) -> Iterator[str]:
    blank = [item.id for item in template.items if item.points is None]
    if blank and len(blank) < len(template.items):
        yield f"分值要么全部填写，要么全部不填；未填：{'、'.join(blank)}"
    if blank:
        return
    for group in template.groups:
        points = sum((item.points or Decimal(0) for item in template.items if item.group == group.id), Decimal(0))
        if group.points != points:
            yield f"{group.number}、{group.title}各条分值相加为{points},与组分值{group.points}不符"
