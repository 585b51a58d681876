"""A template as rows of cells and back: what is downloaded can be filled and read again (pure)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from emergency.assessment.template_faults import Fault
from emergency.assessment.template_words import (
    AUDIENCE_WORDS,
    KIND_WORDS,
    SCORING_WORDS,
    Unreadable,
    cells_of,
    listed,
    scoring_of,
)

HEADS = (
    "分组序号", "分组名称", "分组来源", "条目编号", "考核内容", "分值", "适用对象", "单位类别", "计分办法", "计分参数",
    "指标", "规则", "佐证材料", "依据", "备注",
)  # fmt: skip
REASON = "错误原因"
WIDTHS = (8, 16, 18, 9, 36, 7, 18, 16, 12, 24, 20, 18, 24, 24, 24, 30)
SINGLE = {
    "模板编号": "id", "模板名称": "title", "版本": "version", "来源": "provenance", "权重": "weights",
    "分值说明": "weights_notice", "考核期间": "period", "总分": "total",
}  # fmt: skip
MARKS = {"是": True, "否": False}
HOW = (
    "填写说明：上面各行写成“名称：内容”；下表一行一条，合并单元格、跳行都读不出来；“适用对象”“计分办法”“指标”的写法见"
    "“指标说明”页。分值全部留空即不计分。"
)
Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass
class Reading:
    """What was read of a sheet: plain data as in YAML, faults with their rows, and the table as it came."""

    data: dict[str, Any]
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    table: list[tuple[int, list[str]]] = field(default_factory=list)

    def rows_of(self, item: str) -> list[int]:
        """The rows on which an item stands, two of them where its number was used twice; 0 where it is on none."""
        return [number for number, cells in self.table if item and cells[3] == item] or [0]


def lines_of(data: Mapping[str, Any]) -> list[str]:
    """The lines above the table: name and content."""
    head = data["template"]
    lines = [f"{word}：{head[name]}" for word, name in SINGLE.items() if head.get(name) not in (None, "")]
    lines += [f"栏目：{'；'.join(head['columns'])}"] if head.get("columns") else []
    grades = "；".join(f"{one['at_least']}={one['title']}" for one in head.get("grades", ()))
    lines += [f"等次：{grades}"] if grades else []
    lines += [f"示例：{'是' if head.get('example') else '否'}"]
    lines += [f"口径：{line}" for line in head.get("counting", ())]
    lines += [f"沿革：{one['then']}→{one['now']}" for one in head.get("anachronisms", ())]
    return [*lines, HOW]


def rows_of(data: Mapping[str, Any]) -> list[list[str]]:
    """The rows of the table."""
    groups = {group["id"]: group for group in data["groups"]}
    return [_cells(groups[item["group"]], item) for item in data["items"]]


def _cells(group: Mapping[str, Any], item: Mapping[str, Any]) -> list[str]:
    measure = item.get("measure") or {}
    return [
        str(group["number"]), group["title"], group["source"], str(item["id"]), item["text"],
        "" if item.get("points") is None else str(item["points"]),
        "、".join(AUDIENCE_WORDS[name] for name in item["audience"]),
        "；".join(KIND_WORDS[kind] for kind in item.get("kinds", ())),
        SCORING_WORDS[item["scoring"]["type"]], cells_of(item["scoring"]), measure.get("name", ""),
        "、".join(measure.get("rules", ())), item["materials"], "；".join(item["basis"]), item.get("note", ""),
    ]  # fmt: skip


def read_sheet(rows: Rows) -> Reading:
    """Plain data out of rows of texts; what can't be read is told with its row. Raises Unreadable without heads."""
    start = next((place for place, (_, cells) in enumerate(rows) if [*map(str.strip, cells[:4])] == [*HEADS[:4]]), None)
    if start is None:
        raise Unreadable(f"没有找到表头行（{'、'.join(HEADS[:4])}……）。请用下载的模板填写。")
    reading = Reading({"template": _head(rows[0][1][0], rows[1:start]), "groups": [], "items": []})
    for number, cells in rows[start + 1 :]:
        padded = [unicodedata.normalize("NFC", cell).strip() for cell in [*cells, *[""] * len(HEADS)][: len(HEADS)]]
        reading.table.append((number, padded))
        try:
            _take(reading.data, padded)
        except Unreadable as fault:
            reading.faults.append((number, Fault(str(fault), padded[3])))
    for group in reading.data["groups"]:
        group["points"] = _sum(reading.data["items"], group["id"])
    return reading


def _head(title: str, rows: Rows) -> dict[str, Any]:
    head: dict[str, Any] = {
        "title": title, "counting": [], "anachronisms": [], "weights": "本级权重", "weights_notice": "", "period": "",
        "version": "1", "provenance": "", "id": "",
    }  # fmt: skip
    for _number, cells in rows:
        word, _, said = cells[0].partition("：")
        said = said.strip()
        if word in SINGLE:
            head[SINGLE[word]] = said
        elif word == "口径":
            head["counting"].append(said)
        elif word == "沿革":
            then, _, now = said.partition("→")
            head["anachronisms"].append({"then": then, "now": now})
        elif word == "栏目":
            head["columns"] = [*said.replace(";", "；").split("；"), "自评", "复核"][:2]
        elif word == "等次":
            head["grades"] = [_grade(part) for part in said.replace(";", "；").split("；") if part.strip()]
        elif word == "示例":
            head["example"] = MARKS.get(said, False)
    return head


def _grade(part: str) -> dict[str, str]:
    points, _, title = part.replace("＝", "=").partition("=")
    return {"at_least": points.strip(), "title": title.strip()}


def _take(data: dict[str, Any], cells: Sequence[str]) -> None:
    number, title, source, item, text, points, audience, kinds, way, how, measure, rules, materials, basis, note = cells
    if not item:
        raise Unreadable("没有填条目编号。")
    group = next((one for one in data["groups"] if one["number"] == number), None)
    if group is None:
        if not number or not title:
            raise Unreadable("分组序号和分组名称都要填写。")
        group = {"id": f"G{len(data['groups']) + 1}", "number": number, "title": title, "source": source}
        data["groups"].append(group)
    elif title and title != group["title"]:
        raise Unreadable(f"分组序号 {number} 前面写作“{group['title']}”，这里写作“{title}”，请改成一致或换一个序号。")
    found: dict[str, Any] = {
        "id": item, "group": group["id"], "text": text, "materials": materials,
        "basis": [part for part in basis.replace(";", "；").split("；") if part.strip()],
    } | _readable(
        points=lambda: _points(points), audience=lambda: listed(AUDIENCE_WORDS, audience, "适用对象"),
        kinds=lambda: listed(KIND_WORDS, kinds, "单位类别"), scoring=lambda: scoring_of(way, how),
    )  # fmt: skip
    found = found if kinds else {name: value for name, value in found.items() if name != "kinds"}
    if measure:
        found["measure"] = {"name": measure} | ({"rules": rules.replace(",", "、").split("、")} if rules else {})
    data["items"].append(found | ({"note": note} if note else {}))


def _readable(**cells: Callable[[], Any]) -> dict[str, Any]:
    """What each cell says. Raises Unreadable with everything that is wrong in the row, not only the first."""
    found, wrong = {}, []
    for name, read in cells.items():
        try:
            found[name] = read()
        except Unreadable as fault:
            wrong.append(str(fault))
    if wrong:
        raise Unreadable("".join(wrong))
    return found


def _points(text: str) -> str | None:
    try:
        Decimal(unicodedata.normalize("NFKC", text or "0"))
    except InvalidOperation as error:
        raise Unreadable(f"分值“{text}”不是数字，请填数字，如 5 或 2.5。") from error
    return text or None


def _sum(items: Iterable[Mapping[str, Any]], group: str) -> str | None:
    """The points of a group are those of its items: a sheet has no cell of its own for them."""
    points = [item["points"] for item in items if item["group"] == group]
    try:
        return None if None in points else str(sum(Decimal(unicodedata.normalize("NFKC", one)) for one in points))
    except InvalidOperation:
        return None
