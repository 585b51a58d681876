"""One full row in every business table, sealed by one act: what the flipping tests damage."""

import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, Table

from emergency import create_app  # noqa: F401  every room's tables
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Role, scope_for
from emergency.base.database import committed, db

BUSINESS = [table for table in db.metadata.sorted_tables if trail.is_business(table)]
CELLS = [(table.name, column.name) for table in BUSINESS for column in table.columns]


def made_up(column: Column[Any]) -> object:
    """A stored value of the column's kind; never empty, so that every column has a byte to flip."""
    if column.primary_key and isinstance(column.type, Integer):
        return 700_007
    kinds: dict[type, object] = {
        bool: 1,
        int: 7,
        float: 7.5,
        date: "2026-11-21",
        datetime: "2026-11-21 08:00:00.000000",
    }
    try:
        kind = column.type.python_type
    except NotImplementedError:
        kind = str
    if column.type.__class__.__name__ == "UtcDateTime":
        kind = datetime
    return kinds.get(kind, '"甲"')


def fill(database: Path) -> None:
    """Put one row into every business table, and let one act answer for all of them."""
    touched: dict[Table, set[tuple[Any, ...]]] = {}
    with sqlite3.connect(database) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        for table in BUSINESS:
            values = {column.name: made_up(column) for column in table.columns}
            names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
            raw.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(values.values()))
            touched[table] = {tuple(values[column.name] for column in table.primary_key)}
    raw.close()
    with committed():
        db.session().info["touched"] = touched
        trail.record(
            scope_for(Role.SYSTEM, person_id=7), Tag.SEED, "test", 1, "每个表各放一行。", {"甲": 1}, {"乙": [2]}
        )


def flipped(value: object) -> object:
    """The value with one bit of it turned."""
    if isinstance(value, int):
        return value ^ 4096
    if isinstance(value, float):
        return value + 1
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1, *value[1:]])
    text = str(value).encode() or b"0"
    return bytes([text[0] ^ 1, *text[1:]]).decode("utf-8", "replace")


def flip(raw: sqlite3.Connection, table: str, column: str) -> None:
    """Turn one bit of one column in the newest row, as somebody at the file would; the triggers are no hindrance."""
    for (trigger,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f'DROP TRIGGER "{trigger}"')
    full = f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY rowid DESC LIMIT 1'
    rowid, value = raw.execute(full).fetchone()
    raw.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (flipped(value), rowid))
