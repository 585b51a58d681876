"""Export profiles: which columns another body's table has, in its order, under its own headings (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from emergency.base.errors import Refusal
from emergency.base.sheets import Cell, Column
from emergency.ledgers.columns import HEADINGS
from emergency.ledgers.facts import Kind

SAMPLES = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "ledgers" / "profiles.yaml"
SERIAL, FIXED = "serial", "fixed"
# What is known of the unit may stand in any table.
OF_UNIT: Mapping[str, str] = {
    "unit_way": "所在地区（路径）", "unit_code": "行政区划代码", "unit_kind": "单位类别", "unit_line": "行业",
    "unit_uscc": "统一社会信用代码", "unit_address": "地址",
}  # fmt: skip
MORE: Mapping[Kind, Mapping[str, str]] = {
    Kind.UNIT: {"unit_code": "行政区划代码"},
    Kind.DRILL: {"hazard": "灾种"},
}
LESS: Mapping[Kind, frozenset[str]] = {
    Kind.UNIT: frozenset({"source"}), Kind.PLAN: frozenset({"region", "received", "receipt"}),
    Kind.CONTACT: frozenset({"region"}), Kind.DRILL: frozenset({"region", "type"}),
}  # fmt: skip
DAY_FORMS: Mapping[str, str] = {
    "%Y-%m-%d": "2024-05-01", "%Y/%m/%d": "2024/05/01", "%Y%m%d": "20240501", "%Y年%m月%d日": "2024年05月01日",
}  # fmt: skip
MOST_COLUMNS = 40
NO_COLUMN = "请至少选一列：在要的列的“顺序”里写数字。"
TWICE = "“{}”和“{}”的顺序都是 {}，请改成不同的数字。"
HEADED_TWICE = "有两列都叫“{}”，请改成不同的列名。"


@dataclass(frozen=True)
class Chosen:
    """A column of a profile: the item, the heading that the other body wants, the words where it is always the same."""

    item: str
    heading: str
    text: str = ""


@dataclass(frozen=True)
class Profile:
    """A table as another body wants it; `titled` puts the name and the day above the headings."""

    name: str
    kind: Kind
    columns: tuple[Chosen, ...]
    day_form: str = "%Y-%m-%d"
    titled: bool = False
    sample: bool = False

    def as_plain(self) -> dict[str, Any]:
        """As it is kept and as it stands on the trail."""
        columns = [[one.item, one.heading, one.text] for one in self.columns]
        return {
            "name": self.name, "kind": self.kind.value, "columns": columns, "day_form": self.day_form,
            "titled": self.titled,
        }  # fmt: skip


def profile_of(plain: Mapping[str, Any]) -> Profile:
    """What `as_plain` kept."""
    columns = tuple(Chosen(*one) for one in plain["columns"])
    return Profile(plain["name"], Kind(plain["kind"]), columns, plain["day_form"], bool(plain["titled"]))


def items_of(kind: Kind) -> dict[str, str]:
    """The items that a profile of this ledger may have, with our own headings."""
    own = {name: word for name, word in HEADINGS[kind].items() if name not in LESS[kind]}
    unit = {} if kind is Kind.UNIT else OF_UNIT
    return {SERIAL: "序号", **own, **MORE.get(kind, {}), **unit}


def lost_columns(profile: Profile) -> list[str]:
    """The headings whose item is not known any more: they go out empty until the office changes the profile."""
    known = {*items_of(profile.kind), FIXED}
    return [one.heading for one in profile.columns if one.item not in known]


@cache
def samples() -> tuple[Profile, ...]:
    """The examples, marked 示例: nobody's official table, to be copied and changed."""
    return tuple(
        Profile(
            one["name"], Kind(one["kind"]), tuple(Chosen(*column) for column in one["columns"]), one["day_form"],
            one["titled"], True,
        )
        for one in yaml.safe_load(SAMPLES.read_text("utf-8"))
    )  # fmt: skip


def chosen_columns(told: Iterable[tuple[str, str, str, str]], kind: Kind) -> tuple[Chosen, ...]:
    """(item, order, heading, text) of every line of the form, as columns in their order. Raises Refusal."""
    known, placed = items_of(kind), dict[int, Chosen]()
    for item, order, heading, text in told:
        if not order.strip():
            continue
        word = heading.strip() or known.get(item, "")
        if not (order.strip().isascii() and order.strip().isdecimal() and 0 < int(order) < 1000):
            raise Refusal(f"“{word or '固定内容'}”的顺序“{order}”不是 1 到 999 的整数。")
        if not word:
            raise Refusal("固定内容的列要写列名。")
        if int(order) in placed:
            raise Refusal(TWICE.format(placed[int(order)].heading, word, order))
        placed[int(order)] = Chosen(item, word[:60], text.strip()[:200])
    columns = tuple(placed[number] for number in sorted(placed))
    _check(columns)
    return columns


def _check(columns: Sequence[Chosen]) -> None:
    if not columns:
        raise Refusal(NO_COLUMN)
    if len(columns) > MOST_COLUMNS:
        raise Refusal(f"最多 {MOST_COLUMNS} 列，这里有 {len(columns)} 列。")
    seen: set[str] = set()
    for one in columns:
        if one.heading in seen:
            raise Refusal(HEADED_TWICE.format(one.heading))
        seen.add(one.heading)


def cells_of(profile: Profile, number: int, facts: Mapping[str, Cell]) -> list[Cell]:
    """One row of the table; every cell is words, so that no code loses its zeros."""
    return [_cell(profile, one, number, facts) for one in profile.columns]


def _cell(profile: Profile, column: Chosen, number: int, facts: Mapping[str, Cell]) -> str:
    if column.item == FIXED:
        return column.text
    if column.item == SERIAL:
        return str(number)
    value = facts.get(column.item)
    if isinstance(value, date):
        return value.strftime(profile.day_form)
    return "" if value is None else str(value)


def widths(profile: Profile) -> list[Column]:
    """The columns with their headings."""
    return [Column(one.heading, max(12, min(40, 2 * len(one.heading) + 4))) for one in profile.columns]
