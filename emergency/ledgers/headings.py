"""Finds the heading row of a sheet, which ledger it is, and which column says what (pure)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from emergency.base.characters import simplified
from emergency.ledgers.facts import Kind, Rows, Sheet, SheetMap
from emergency.ledgers.reading import key_of

SYNONYMS = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "ledgers" / "headings.yaml"
# A heading row stands near the top: titles, units of measure and dates come before it.
SEARCHED = 30
LEAST = 2
# Our template names its columns on a page of its own, row by row: no heading, though it reads like one.
EXPLAINING = frozenset({"填写说明", "填报说明", "填表说明", "说明", "选项"})
ASIDES = ("合计", "总计", "小计", "注:", "备注:", "说明:", "填表", "填报", "制表", "审核人", "联系人:")
# What a row must at least say to be of a ledger.
MARKS: Mapping[Kind, tuple[frozenset[str], ...]] = {
    Kind.UNIT: (frozenset({"name", "region"}), frozenset({"name", "uscc"}), frozenset({"name", "kind"})),
    Kind.CONTACT: (frozenset({"unit", "phone"}),),
    Kind.PLAN: (frozenset({"title", "unit"}), frozenset({"code"})),
    Kind.DRILL: (frozenset({"title", "unit", "day"}),),
    Kind.PERSON: (frozenset({"login", "role"}),),
}
# What stands under the title of every list of ours, and the titles of those lists that are ledgers.
PRINTED = re.compile(r"(?:导出日期|基准日|考核日)[：: ]?\d{4}-\d\d-\d\d(?:[；，]|$)")
LEDGER_TITLE = re.compile("(?:单位名单|联系方式|预案台账|演练台账|人员)(?![\u3400-\u9fff])")
TITLE_ROWS = 3
# The heads that only one ledger has weigh more than those that all have.
OWN: Mapping[Kind, frozenset[str]] = {
    Kind.UNIT: frozenset({"单位类别", "统一社会信用代码", "所在地区", "成立日期", "登记依据", "行业"}),
    Kind.CONTACT: frozenset({"姓名", "职务", "手机", "电话", "联系电话", "手机号", "邮箱", "角色", "联系人"}),
    Kind.PLAN: frozenset({"预案名称", "文号", "发文字号", "文号或编号", "印发日期", "备案日期", "公开属性", "代号"}),
    Kind.DRILL: frozenset({"演练名称", "演练日期", "演练地点", "演练形式", "参演人数", "组织单位", "演练时间"}),
    Kind.PERSON: frozenset({"账号", "登录名", "管辖范围", "角色"}),
}


@cache
def synonyms() -> dict[str, dict[str, list[str]]]:
    """The headings of the seeds by ledger and item."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(SYNONYMS.read_text("utf-8"))
    return found


@cache
def ignored() -> frozenset[str]:
    """The headings of columns that only come out."""
    return frozenset(key_of(word) for word in synonyms()["ignored"])


@cache
def _places(kind: Kind) -> dict[str, tuple[str, int]]:
    """(item, rank) by heading; a synonym that stands earlier in its list is the better one."""
    found: dict[str, tuple[str, int]] = {}
    for item, words in synonyms()[kind.value].items():
        for rank, word in enumerate(words):
            found.setdefault(key_of(word), (item, rank))
    return found


def guess(sheet: Sheet, remembered: Mapping[Kind, Mapping[str, str]], only: Kind | None = None) -> SheetMap:
    """How a sheet is best read: no ledger where no row looks like a heading, or its name says that it explains."""
    if only is None and simplified(key_of(sheet.name)) in EXPLAINING:
        return SheetMap(None)
    best, weight = SheetMap(None), 0
    for number, cells in sheet.rows[:SEARCHED]:
        for kind in [only] if only else Kind:
            columns = columns_of(cells, kind, remembered.get(kind, {}))
            found = _weight(kind, columns, cells)
            if found > weight:
                best, weight = SheetMap(kind, number, columns), found
    return best


def other_list(sheet: Sheet) -> str:
    """The title of a sheet that is a list of ours and no ledger, though its headings may read like one's."""
    above = [next(filter(None, cells), "") for _number, cells in sheet.rows[:TITLE_ROWS]]
    title, *printed = above or [""]
    return title if any(map(PRINTED.search, printed)) and not LEDGER_TITLE.search(title) else ""


def columns_of(cells: Sequence[str], kind: Kind, remembered: Mapping[str, str]) -> dict[str, int]:
    """The column of each item (from 0): what was chosen before wins, then the better synonym, then the first."""
    found: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        key = heading_key(cell)
        if not key:
            continue
        item, rank = (remembered[key], -1) if key in remembered else _places(kind).get(key, ("", 0))
        if item and (item not in found or rank < found[item][0]):
            found[item] = (rank, place)
    return {item: place for item, (_rank, place) in found.items()}


def heading_key(cell: str) -> str:
    """A heading for comparing: simplified, without the star and the remark in brackets that many carry."""
    key = simplified(key_of(cell)).strip("*＊:： ")
    short = key.split("(")[0]
    return short if short and len(key) - len(short) > 1 else key


def _weight(kind: Kind, columns: Mapping[str, int], cells: Sequence[str]) -> int:
    if len(columns) < LEAST or not any(mark <= set(columns) for mark in MARKS[kind]):
        return 0
    own = {key_of(word) for word in OWN[kind]}
    return len(columns) * 2 + 3 * sum(heading_key(cell) in own for cell in cells)


def body_of(sheet: Sheet, mapped: SheetMap) -> Rows:
    """The rows under the heading that say something of an item; totals and remarks below are left out."""
    wanted = list(mapped.columns.values())
    heads = _heads(sheet, mapped)
    return [
        (number, cells)
        for number, cells in sheet.rows
        if number in sheet.secret
        or number in sheet.refused
        or (number > mapped.heading_row and not _is_aside(cells, wanted) and cells[: len(heads)] != heads)
    ]


def _heads(sheet: Sheet, mapped: SheetMap) -> list[str]:
    return next((cells for number, cells in sheet.rows if number == mapped.heading_row), [])


def _is_aside(cells: Sequence[str], wanted: Sequence[int]) -> bool:
    """A total, a remark or a signature: its first words say so, or no item is filled."""
    if not any(cell and not cell.isspace() for cell in (cells[place] for place in wanted if place < len(cells))):
        return True
    first = next(cell for cell in cells if cell and not cell.isspace())
    # Most rows begin with their number.
    return not first.isascii() and simplified(key_of(first)).startswith(ASIDES)
