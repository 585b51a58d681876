"""What is wrong with a template that could be read: each fault as a sentence, with the item it stands on (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from emergency.assessment.catalogue import CATALOGUE, Way
from emergency.assessment.facts import Item, Scoring, Template

LONGEST_TITLE = 100
LONGEST_TEXT = 300
MOST_ITEMS = 300
COUNTED = (Scoring.RATIO, Scoring.BANDS, Scoring.PER_POINT)


@dataclass(frozen=True)
class Fault:
    """A sentence, and the number of the item it is about; empty for the template as a whole."""

    sentence: str
    item: str = ""


def faults_of(template: Template) -> Iterator[Fault]:
    """Every fault found."""
    yield from _head_faults(template)
    groups, seen = {group.id for group in template.groups}, set()
    for item in template.items:
        if item.id in seen:
            yield Fault(f"条目编号重复：{item.id}。请改成不同的编号。", item.id)
        seen.add(item.id)
        if item.group not in groups:
            yield Fault(f"条目 {item.id} 的分组不存在：{item.group}。请改成已有的分组。", item.id)
        if not item.text or not item.materials or not item.basis:
            yield Fault(f"条目 {item.id} 的内容、佐证材料、依据都要填写。", item.id)
        if len(item.text) > LONGEST_TEXT:
            yield Fault(f"条目 {item.id} 的内容有 {len(item.text)} 字，最多 {LONGEST_TEXT} 字，请缩短。", item.id)
        if not item.audience:
            yield Fault(f"条目 {item.id} 没有写适用对象。", item.id)
        yield from (Fault(sentence, item.id) for sentence in _scoring_faults(item))
    yield from _sum_faults(template)


def _head_faults(template: Template) -> Iterator[Fault]:
    if not template.title or len(template.title) > LONGEST_TITLE:
        yield Fault(f"模板名称现有 {len(template.title)} 字，应为 1 到 {LONGEST_TITLE} 字，请改写。")
    if len(template.version) > 20:
        yield Fault("模板版本最多 20 个字，请缩短。")
    if not template.items:
        yield Fault("模板里没有条目，请至少写一条。")
    if len(template.items) > MOST_ITEMS:
        yield Fault(f"模板有 {len(template.items)} 条，最多 {MOST_ITEMS} 条，请合并。")
    empty = [group.title for group in template.groups if all(item.group != group.id for item in template.items)]
    if empty:
        yield Fault(f"分组里没有条目：{'、'.join(empty)}。请删去分组或补上条目。")
    if template.grades and min(grade.at_least for grade in template.grades) != 0:
        yield Fault("等次要从 0 分起，不留空档。")


def _scoring_faults(item: Item) -> Iterator[str]:
    if item.points is not None and not 0 <= item.points <= 100:
        yield f"条目 {item.id} 的分值应在 0 到 100 之间，请改正。"
    if item.scoring in COUNTED and item.measure is None:
        yield f"条目 {item.id} 按比率计分，请写明指标（分子和分母），或改为由人评分。"
    if item.scoring in (Scoring.EVIDENCE, Scoring.JUDGEMENT) and item.measure is not None:
        yield f"条目 {item.id} 由人评分，请删去指标，或换一种计分办法。"
    yield from _band_faults(item)
    if item.scoring is Scoring.EVIDENCE and item.points not in (None, sum(part.points for part in item.parts)):
        yield f"条目 {item.id} 各件材料的分相加应等于分值，请改其中之一。"
    if item.scoring is Scoring.PER_POINT and not item.each:
        yield f"条目 {item.id} 请写明每少 1 个百分点扣几分。"
    if item.scoring in (Scoring.PER_CASE, Scoring.COUNT):
        yield from _case_faults(item)
    if item.floor < 0 or (item.points is not None and item.floor > item.points):
        yield f"条目 {item.id} 的最低分应在 0 和分值之间，请改正。"


def _case_faults(item: Item) -> Iterator[str]:
    by_person = item.measure is None
    if by_person != bool(item.parts) or by_person == (item.each is not None):
        yield f"条目 {item.id} 按次计分：由台账数的写每次几分，由人认定的写各类名称和每次几分，请二者取一。"
    if item.scoring is Scoring.PER_CASE and item.measure and not _has_cases(item.measure.name):
        yield f"条目 {item.id} 的指标 {item.measure.name} 没有“逾期件数”，不能按次扣分。请换指标，或改为由人按次认定。"


def _has_cases(name: str) -> bool:
    return CATALOGUE[name].way in (Way.ON_DAY, Way.NONE)


def _band_faults(item: Item) -> Iterator[str]:
    if item.scoring is not Scoring.BANDS:
        return
    if not item.bands or min(band.at_least for band in item.bands) != 0:
        yield f"条目 {item.id} 的档次要从 0 起、不留空档，请补上。"
    elif item.points not in (None, max(band.points for band in item.bands)):
        yield f"条目 {item.id} 最高一档的分应等于分值，请改其中之一。"
    if len({band.at_least for band in item.bands}) != len(item.bands):
        yield f"条目 {item.id} 有两档从同一比率起，请删去一档。"


def _sum_faults(template: Template) -> Iterator[Fault]:
    blank = [item.id for item in template.items if item.points is None]
    if blank and len(blank) < len(template.items):
        yield Fault(f"分值要么全部填写，要么全部不填；未填：{'、'.join(blank)}。")
    if blank:
        return
    whole = Decimal(0)
    for group in template.groups:
        points = sum((item.points or Decimal(0) for item in template.items if item.group == group.id), Decimal(0))
        whole += points
        if group.points != points:
            yield Fault(f"{group.number}、{group.title}各条分值相加为{points}，与组分值{group.points}不符，请核对。")
    if template.total is not None and whole != template.total:
        yield Fault(f"各条分值相加为{whole}，与模板总分{template.total}不符，请核对分值。")
