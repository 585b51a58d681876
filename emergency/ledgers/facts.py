"""The ledgers that come in and go out: their columns, what a row turned out to be (plain values)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """A ledger; what stands earlier is taken in earlier, so that later rows may name it."""

    UNIT = "unit"
    CONTACT = "contact"
    PLAN = "plan"
    DRILL = "drill"
    PERSON = "person"


class Status(StrEnum):
    """What taking a row in would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.UNIT: "单位名单", Kind.CONTACT: "联系方式", Kind.PLAN: "预案台账", Kind.DRILL: "演练台账",
    Kind.PERSON: "人员账号",
}  # fmt: skip
STATUS_WORDS: Mapping[Status, str] = {
    Status.NEW: "新增", Status.CHANGED: "改动", Status.UNCHANGED: "无变化", Status.WRONG: "有错",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A column: its heading in our own sheets, what it asks, whether a new row needs it, the words it may hold."""

    name: str
    heading: str
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    width: float = 16
    day: bool = False


@dataclass(frozen=True)
class Change:
    """One item that a row would change."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a row, at which item; an empty item is the row as a whole."""

    item: str
    sentence: str


@dataclass
class Checked:
    """A row of the file after the check: what it would do, how it is called, and with what."""

    kind: Kind
    sheet: int
    number: int
    status: Status = Status.NEW
    name: str = ""
    wrongs: list[Wrong] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entry: Any = None

    @property
    def told(self) -> str:
        """What is said beside the row."""
        if self.wrongs:
            return "；".join(wrong.sentence for wrong in self.wrongs)
        if not self.changes:
            return "；".join(self.notes)
        changes = (f"{one.heading}：{one.before or '（空）'} → {one.after}" for one in self.changes)
        return "；".join([*changes, *self.notes])


@dataclass(frozen=True)
class SheetMap:
    """How one sheet is read: as which ledger, the number of its heading row, and the column of each item.

    `said` are words for items that the sheet has no column for.
    """

    kind: Kind | None
    heading_row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Any]:
        """As it is kept."""
        kind = self.kind.value if self.kind else ""
        return {"kind": kind, "heading_row": self.heading_row, "columns": dict(self.columns), "said": dict(self.said)}


def map_of(plain: Mapping[str, Any]) -> SheetMap:
    """What `as_plain` kept."""
    kind = Kind(plain["kind"]) if plain.get("kind") else None
    return SheetMap(kind, int(plain["heading_row"]), dict(plain["columns"]), dict(plain.get("said", {})))


Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was read: its rows with their numbers.

    `refused` are rows that are not taken in, whatever they say: (name, item, why) by number.
    """

    name: str
    rows: Rows
    since_1904: bool = False
    secret: frozenset[int] = frozenset()
    refused: Mapping[int, tuple[str, str, str]] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Any]:
        """As it is kept."""
        plain = {"name": self.name, "rows": self.rows, "since_1904": self.since_1904, "secret": sorted(self.secret)}
        return plain | ({"refused": {str(row): told for row, told in self.refused.items()}} if self.refused else {})


def sheet_of(plain: Mapping[str, Any]) -> Sheet:
    """What `as_plain` kept."""
    refused = {int(row): (told[0], told[1], told[2]) for row, told in plain.get("refused", {}).items()}
    return Sheet(plain["name"], plain["rows"], plain["since_1904"], frozenset(plain["secret"]), refused)
