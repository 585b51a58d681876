"""A filled sheet beside what was issued and what the register says now: three values a cell, a person decides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from emergency.ledgers.columns import COLUMNS, HEADINGS
from emergency.ledgers.facts import KIND_WORDS, Kind, Sheet, SheetMap
from emergency.ledgers.headings import heading_key
from emergency.ledgers.issued import FILLED, KEY, LOCKED, SERIAL, Told, fields_of
from emergency.ledgers.reading import Unclear, day_of, key_of, said

DAYS = frozenset(one.name for columns in COLUMNS.values() for one in columns if one.day)
NO_SERIAL = "文件里没有表单编号，不是本系统发出的填报表，或“填写说明”页被改动。请用发出的原表填写。"
NO_HEADING = "“{}”页的表头被改动，认不出来。请用发出的原表填写。"
STRANGE_KEY = "系统行号“{}”不是发给这家单位的，这一行没有取入。"
TWICE = "系统行号与第 {} 行相同，这一行没有取入。"
TOUCHED = "锁定的“{}”由“{}”改成了“{}”，这一行没有取入；登记内容有误请在系统里更正。"
GONE = "发表以后，这一项在登记里已停用或删除，这一行没有取入。"


@dataclass(frozen=True)
class Difference:
    """A cell that the unit changed: as it was issued, as the register says now, as it came back."""

    kind: Kind
    number: int
    key: str
    item: str
    name: str
    issued: str
    now: str
    returned: str

    @property
    def heading(self) -> str:
        """The column."""
        return HEADINGS[self.kind][self.item]

    @property
    def ledger(self) -> str:
        """The sheet."""
        return KIND_WORDS[self.kind]

    @property
    def field(self) -> str:
        """The name under which the choice is sent."""
        return f"{self.key}:{self.item}"

    @property
    def conflicts(self) -> bool:
        """Whether the register was changed as well, to something else."""
        return not _equal(self.item, self.now, self.issued) and not _equal(self.item, self.now, self.returned)


@dataclass(frozen=True)
class Row:
    """A row of a returned sheet: its number, its key, what it says by item."""

    number: int
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Refused:
    """A row that is not taken in, and why."""

    kind: Kind
    number: int
    name: str
    sentence: str
    item: str = ""

    @property
    def ledger(self) -> str:
        """The sheet."""
        return KIND_WORDS[self.kind]


@dataclass
class Comparison:
    """What a filled sheet says that is not in the issued one."""

    changes: list[Difference] = field(default_factory=list)
    new: list[tuple[Kind, Row]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Difference]:
        """The cells for which a person must choose."""
        return [one for one in self.changes if one.conflicts]

    @property
    def agreed(self) -> list[Difference]:
        """The cells that only the unit changed."""
        return [one for one in self.changes if not one.conflicts]


def serial_of(sheets: Sequence[Sheet]) -> str:
    """The number of the form, as it stands on its page of instructions. Raises Unclear where there is none."""
    for sheet in sheets:
        for _number, cells in sheet.rows:
            for place, cell in enumerate(cells[:-1]):
                if cell.strip() == SERIAL:
                    return cells[place + 1].strip()
    raise Unclear(NO_SERIAL)


def rows_of(sheets: Sequence[Sheet], kinds: Collection[Kind]) -> dict[Kind, list[Row]]:
    """The rows of each ledger's sheet. Raises Unclear where a heading is not ours any more."""
    found = {}
    for kind in kinds:
        sheet = next((one for one in sheets if one.name == KIND_WORDS[kind]), None)
        if sheet is None:
            continue
        columns = columns_of(sheet, kind)
        found[kind] = [
            Row(number, _cell(cells, 0), {item: _cell(cells, place) for item, place in columns.items()})
            for number, cells in sheet.rows
            if number > 1
        ]
    return found


def columns_of(sheet: Sheet, kind: Kind) -> dict[str, int]:
    """The column of each item. Raises Unclear where the heading row was changed."""
    heads: list[str] = next((cells for number, cells in sheet.rows if number == 1), [])
    wanted = [KEY, *(one.heading for one in fields_of(kind))]
    if [heading_key(head) for head in heads[: len(wanted)]] != [heading_key(word) for word in wanted]:
        raise Unclear(NO_HEADING.format(KIND_WORDS[kind]))
    return {one.name: place for place, one in enumerate(fields_of(kind), 1)}


def _cell(cells: Sequence[str], place: int) -> str:
    """What a cell says; one that can't be read stays as it is, the check names it."""
    text = cells[place] if place < len(cells) else ""
    try:
        return said(text)
    except Unclear:
        return text


def compared(issued: Told, now: Told, returned: Mapping[Kind, Sequence[Row]]) -> Comparison:
    """Cell by cell what the unit changed; a row whose key was never issued or whose locked cell changed is refused."""
    found = Comparison()
    for kind, rows in returned.items():
        seen: dict[str, int] = {}
        for row in rows:
            _compare_row(found, kind, _keyed(kind, row, issued[kind.value]), issued[kind.value], now, seen)
    return found


def _keyed(kind: Kind, row: Row, issued: Mapping[str, Mapping[str, str]]) -> Row:
    """A row without its key that is named like an issued one is that one: a key is easily lost in copying."""
    if row.key:
        return row
    same = (key for key, cells in issued.items() if _names(kind, cells) == _names(kind, row.cells))
    return replace(row, key=next(same, ""))


def _names(kind: Kind, cells: Mapping[str, str]) -> list[str]:
    items = ("role", "name") if kind is Kind.CONTACT else ("title", "day") if kind is Kind.DRILL else ("title",)
    return [_plain(item, cells.get(item, "")) for item in items]


def _compare_row(
    found: Comparison, kind: Kind, row: Row, issued: Mapping[str, Mapping[str, str]], now: Told, seen: dict[str, int]
) -> None:
    if not row.key:
        if any(row.cells.values()):
            found.new.append((kind, row))
        return
    before = issued.get(row.key)
    name = row.cells.get("title") or row.cells.get("name") or row.cells.get("role", "")
    wrong, item = STRANGE_KEY.format(row.key[:40]) if before is None else "", ""
    if row.key in seen:
        wrong = TWICE.format(seen[row.key])
    seen.setdefault(row.key, row.number)
    present = now.get(kind.value, {}).get(row.key)
    if not wrong and before is not None:
        wrong, item = _touched(kind, row, before)
        wrong = wrong or ("" if present is not None else GONE)
    if wrong or before is None or present is None:
        if wrong != GONE or before is None or _changed(kind, row, before):
            found.refused.append(Refused(kind, row.number, name, wrong, item))
        return
    found.changes += [
        Difference(kind, row.number, row.key, item, name, before.get(item, ""), present.get(item, ""), row.cells[item])
        for item in _changed(kind, row, before)
    ]


def _touched(kind: Kind, row: Row, before: Mapping[str, str]) -> tuple[str, str]:
    """What was done to a locked cell, and to which; twice nothing where none was touched."""
    for item in LOCKED[kind]:
        if not _equal(item, row.cells.get(item, ""), before.get(item, "")):
            return TOUCHED.format(HEADINGS[kind][item], before.get(item, ""), row.cells.get(item, "")[:60]), item
    return "", ""


def _changed(kind: Kind, row: Row, before: Mapping[str, str]) -> list[str]:
    """The items that the unit wrote; an emptied cell takes nothing away."""
    return [
        item for item in FILLED[kind]
        if row.cells.get(item) and not _equal(item, row.cells[item], before.get(item, ""))
    ]  # fmt: skip


def _equal(item: str, one: str, other: str) -> bool:
    return _plain(item, one) == _plain(item, other)


def _plain(item: str, text: str) -> str:
    if item in DAYS and text:
        try:
            return str(day_of(text))
        except Unclear:
            return text
    return key_of(text)


def merged(
    sheets: Sequence[Sheet], found: Comparison, now: Told, kept: Collection[str], unit: Mapping[str, str]
) -> tuple[list[Sheet], list[SheetMap]]:
    """The returned sheets as an import of what is to be taken in: changed rows, new ones, and the refused as such.

    `kept` are the fields of conflicts where the register's value stays; `unit` says of whom all rows speak.
    """
    by_kind = {KIND_WORDS[Kind(kind)]: Kind(kind) for kind in now}
    made, maps = [], []
    for sheet in sheets:
        kind = by_kind.get(sheet.name)
        columns = columns_of(sheet, kind) if kind else {}
        rows = _merged_rows(sheet, kind, columns, found, now, kept) if kind else []
        refused = {one.number: (one.name, one.item, one.sentence) for one in found.refused if one.kind is kind}
        made.append(replace(sheet, rows=[*sheet.rows[:1], *rows], refused=refused))
        whose = {} if kind is Kind.UNIT else dict(unit)
        keyed = {"key": 0} | columns if kind is Kind.CONTACT else columns
        maps.append(SheetMap(kind, 1, keyed, whose) if kind and rows else SheetMap(None))
    return made, maps


def _merged_rows(
    sheet: Sheet, kind: Kind, columns: Mapping[str, int], found: Comparison, now: Told, kept: Collection[str]
) -> list[tuple[int, list[str]]]:
    as_came = {row.number for of, row in found.new if of is kind}
    as_came |= {one.number for one in found.refused if one.kind is kind}
    changes: dict[int, list[Difference]] = {}
    for one in found.changes:
        if one.kind is kind and one.field not in kept:
            changes.setdefault(one.number, []).append(one)
    rows = []
    for number, cells in sheet.rows:
        if number in as_came:
            rows.append((number, list(cells)))
        elif number in changes:
            rows.append((number, _merged_cells(columns, now[kind.value], changes[number])))
    return rows


def _merged_cells(
    columns: Mapping[str, int], now: Mapping[str, Mapping[str, str]], changes: Sequence[Difference]
) -> list[str]:
    """A row as the register has it now, with what the unit wrote."""
    cells = [""] * (max(columns.values()) + 1)
    for item, place in columns.items():
        cells[place] = now[changes[0].key].get(item, "")
    cells[0] = changes[0].key
    for one in changes:
        cells[columns[one.item]] = one.returned
    return cells
