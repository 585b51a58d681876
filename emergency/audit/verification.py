"""Finding damage: the chain of acts, and every stored row against the newest digest that the trail holds of it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from emergency.audit.rules import GENESIS, RowDigest, row_digest, row_key, seal
from emergency.base.canonical import canonical
from emergency.base.database import db

STORED_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
SEALED = (
    "id",
    "person_id",
    "person_name",
    "role",
    "address",
    "request_id",
    "tag",
    "subject_kind",
    "subject_id",
    "sentence",
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was left: where, and a Chinese sentence."""

    place: str
    sentence: str


@dataclass(frozen=True)
class Anchor:
    """An act that was known outside the database at some time (a backup notes the newest one)."""

    event_id: int
    hash: str


def rows_of(connection: sqlite3.Connection, statement: str, values: tuple[Any, ...] = ()) -> Iterator[Row]:
    """Rows as the database holds them, by column names."""
    cursor = connection.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def findings(connection: sqlite3.Connection, anchors: Iterable[Anchor] = ()) -> list[Finding]:
    """All damage of one database file: chain, anchors, rows. Reads any version of our tables."""
    with_trail = "audit_event" in table_names(connection)
    if not with_trail:
        return [Finding("audit_event", "数据库中没有操作日志，它不是本系统的数据库或已严重损坏。")]
    found = [*chain_findings(connection), *anchor_findings(connection, anchors)]
    for table in sealed_tables(connection):
        found += row_findings(connection, table)
    return found


def chain_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Each act whose hash, predecessor or number is not what it was."""
    digests = _Digests(connection)
    expected, previous = 1, GENESIS
    for event in rows_of(connection, "SELECT * FROM audit_event ORDER BY id"):
        number = event["id"]
        place = f"audit_event {number}"
        if number != expected:
            yield Finding(place, f"操作日志第 {expected} 条到第 {number - 1} 条缺失。")
        elif event["previous"] != previous:
            yield Finding(place, f"操作日志第 {number} 条与前一条不相接。")
        if _sealed(event, digests.of(number)) != event["hash"]:
            yield Finding(place, f"操作日志第 {number} 条的内容或它记下的数据指纹被改动。")
        expected, previous = number + 1, event["hash"]
    yield from digests.strays()
    given_out = next(iter(connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit_event'")), (0,))[0]
    if given_out >= expected:
        yield Finding(f"audit_event {expected}", f"操作日志末尾的第 {expected} 条到第 {given_out} 条被删除。")


class _Digests:
    """The digests of the trail, handed out act by act in one pass."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = rows_of(connection, "SELECT * FROM audit_digest ORDER BY event_id, id")
        self._groups = groupby(rows, key=lambda row: row["event_id"])
        self._waiting = next(self._groups, None)
        self._strays: list[Finding] = []
        numbers = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM audit_digest").fetchone()
        if numbers[0] != numbers[1]:
            self._strays.append(Finding("audit_digest", "数据指纹的编号不连续，有指纹被删除或改号。"))

    def of(self, event_id: int) -> list[RowDigest]:
        """What one act left behind; groups that belong to no act are noted on the way."""
        while self._waiting is not None and _before(self._waiting[0], event_id):
            self._note_stray()
        if self._waiting is None or self._waiting[0] != event_id:
            return []
        rows = [RowDigest(row["table_name"], row["row_key"], row["digest"]) for row in self._waiting[1]]
        self._waiting = next(self._groups, None)
        return rows

    def strays(self) -> list[Finding]:
        """The groups that belong to no act."""
        while self._waiting is not None:
            self._note_stray()
        return self._strays

    def _note_stray(self) -> None:
        assert self._waiting is not None
        number = self._waiting[0]
        self._strays.append(Finding(f"audit_digest {number}", f"有数据指纹指向不存在的操作日志第 {number} 条。"))
        self._waiting = next(self._groups, None)


def _before(number: Any, event_id: int) -> bool:
    return isinstance(number, int) and number < event_id


def _sealed(event: Row, rows: list[RowDigest]) -> str | None:
    """The hash that an act ought to have; None when its words can't even be read as they were written."""
    try:
        moment = datetime.strptime(event["at"], STORED_MOMENT).replace(tzinfo=UTC)
        values = {name: _plain(event[name]) for name in ("before", "after")}
        if moment.strftime(STORED_MOMENT) != event["at"]:
            return None
        return seal(event["previous"], {**{name: event[name] for name in SEALED}, "at": moment, **values}, rows)
    except (ValueError, TypeError):
        return None


def _plain(text: str | None) -> Any:
    """The value of a canonical JSON text. Raises ValueError for a text that is not canonical."""
    if text is None:
        return None
    value = json.loads(text)
    if canonical(value) != text:
        raise ValueError("not canonical")
    return value


def anchor_findings(connection: sqlite3.Connection, anchors: Iterable[Anchor]) -> Iterator[Finding]:
    """Each anchor that the trail does not hold any more: its end was cut off, or it is another trail."""
    for anchor in anchors:
        row = connection.execute("SELECT hash FROM audit_event WHERE id = ?", (anchor.event_id,)).fetchone()
        place = f"audit_event {anchor.event_id}"
        if row is None:
            yield Finding(place, f"备份时操作日志已有第 {anchor.event_id} 条，现在没有了：日志末尾被截去。")
        elif row[0] != anchor.hash:
            yield Finding(place, f"操作日志第 {anchor.event_id} 条与备份时记下的不同：日志被整体改写。")


def row_findings(connection: sqlite3.Connection, table: str) -> Iterator[Finding]:
    """Each row of a table that was changed, added or taken away behind the trail."""
    left = newest_digests(connection, table)
    for key, digest in stored_digests(connection, table):
        known = left.pop(key, None)
        if known is None:
            yield Finding(f"{table} {key}", f"表 {table} 的第 {read_key(key)} 行没有操作日志，是绕过系统加入的。")
        elif known != digest:
            yield Finding(
                f"{table} {key}", f"表 {table} 的第 {read_key(key)} 行与操作日志记下的不同，是绕过系统改动的。"
            )
    for key in sorted(key for key, digest in left.items() if digest is not None):
        yield Finding(f"{table} {key}", f"表 {table} 的第 {read_key(key)} 行不见了，是绕过系统删除的。")


def newest_digests(connection: sqlite3.Connection, table: str) -> dict[str, str | None]:
    """What the trail last said of each row of a table, by its key; None for a row that was taken away."""
    newest = (
        "SELECT row_key, digest FROM audit_digest WHERE id IN "
        "(SELECT max(id) FROM audit_digest WHERE table_name = ? GROUP BY row_key)"
    )
    return dict(connection.execute(newest, (table,)))


def stored_digests(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """(key, digest) of every row of a table as it lies in the file."""
    names = [name for name, _place in key_columns(connection, table)]
    for row in rows_of(connection, f'SELECT * FROM "{table}"'):  # noqa: S608  names come from the file's own catalogue
        yield row_key([row[name] for name in names]), row_digest(row)


def key_columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, int]]:
    """The columns of a table's primary key in their order."""
    columns = [(row["name"], row["pk"]) for row in rows_of(connection, f'PRAGMA table_info("{table}")') if row["pk"]]
    return sorted(columns, key=lambda column: column[1])


def table_names(connection: sqlite3.Connection) -> list[str]:
    """All tables of ours in the file; not those in which SQLite keeps a list of words, which is derived."""
    query = (
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [row[0] for row in connection.execute(query)]


def sealed_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows the trail answers for: all but the trail, the operational and the derived ones."""
    free = {name for name, table in db.metadata.tables.items() if {"trail", "operational", "derived"} & set(table.info)}
    return [name for name in table_names(connection) if name not in free | {"alembic_version"}]


def read_key(key: str) -> str:
    """A row's key for a person; a damaged key as it stands."""
    try:
        return "，".join(json.loads(key))
    except (ValueError, TypeError):
        return key
