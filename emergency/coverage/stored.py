"""The table of duties as recomputing reads and writes it: whole rows of plain values, without an object a row."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    bindparam,
    cast,
    column,
    delete,
    insert,
    select,
    table,
    type_coerce,
    update,
)
from sqlalchemy.dialects import sqlite

from emergency.base.database import FAR_MOMENT, db, plain_rows
from emergency.coverage.models import OPEN, Duty
from emergency.coverage.seals import KNOWN, STORED_MOMENT, row_seal
from emergency.coverage.tiles import COLUMNS, Row
from emergency.units.within import is_among

# Days and the basis as text, the rest as it is: what tiles.rows_of makes.
AS_TEXT = frozenset(
    ("starts", "ends", "met_until", "soon_from", "overdue_from", "late_from", "backfill_until", "due_on", "basis")
)
# As the file has them: making truth values of a million figures takes its time.
AS_NUMBER = frozenset(("counted", "provisional", "late"))
TILES = Duty.metadata.tables["duty"]
# Without types and by place: what rows_of made goes in as it is.
PLAIN = table("duty", *map(column, (*COLUMNS, *KNOWN, "seal")))
ADD = str(insert(PLAIN).compile(dialect=sqlite.dialect()))
AT_ONCE = 500


def open_rows(unit_ids: Sequence[int]) -> dict[Row, int]:
    """The tiles of units that are known now, with their numbers."""
    query = select(*as_written(), TILES.c.id).where(is_among(TILES.c.unit_id, unit_ids), OPEN)
    return {row[:-1]: row[-1] for row in plain_rows(query)}


def add_rows(rows: Iterable[Row], now: datetime) -> None:
    """Write tiles that are known from now on, each with its seal."""
    moments = (stored_moment(now), stored_moment(FAR_MOMENT))
    made = [(*row, *moments, row_seal(row, *moments)) for row in rows]
    if made and _keeps_text():
        db.session.connection().exec_driver_sql(ADD, made)
    elif made:
        db.session.connection().execute(insert(TILES), [_typed(row, now) for row in made])


def close_rows(gone: Mapping[int, Row], now: datetime) -> None:
    """Let tiles be known no longer. One that was never known at a moment of its own leaves no trace, as when 示例 acts
    are told for days before the seeding."""
    began = _began(list(gone))
    never = [number for number, moment in began.items() if moment >= now]
    until = stored_moment(now)
    ended = [
        {"number": number, "until": now, "sealed": row_seal(gone[number], stored_moment(moment), until)}
        for number, moment in began.items()
        if moment < now
    ]
    for numbers in _pieces(never):
        db.session.execute(delete(TILES).where(TILES.c.id.in_(numbers)))
    if ended:
        change = update(TILES).where(TILES.c.id == bindparam("number"))
        db.session.connection().execute(change.values(known_until=bindparam("until"), seal=bindparam("sealed")), ended)


def stored_moment(moment: datetime) -> str:
    """A moment as the file holds it."""
    return moment.astimezone(UTC).strftime(STORED_MOMENT)


def _keeps_text() -> bool:
    """Whether the database takes days and truth values as the texts and figures that they are in a file of SQLite."""
    return db.session.connection().dialect.name == "sqlite"


def as_written() -> list[ColumnElement[Any]]:
    """The columns as rows_of writes them: where the database has types of its own, it makes texts of them."""
    kinds = {name: Text if name in AS_TEXT else Integer if name in AS_NUMBER else None for name in COLUMNS}
    turned = type_coerce if _keeps_text() else cast
    return [turned(TILES.c[name], kind) if (kind := kinds[name]) else TILES.c[name] for name in COLUMNS]


def _typed(row: Row, now: datetime) -> dict[str, Any]:
    """A made row with the values that a database of types wants."""
    values = dict(zip((*COLUMNS, *KNOWN, "seal"), row, strict=True))
    for name in AS_TEXT - {"basis"}:
        values[name] = values[name] and date.fromisoformat(values[name])
    for name in AS_NUMBER:
        values[name] = bool(values[name])
    return values | {"basis": json.loads(values["basis"]), "known_from": now, "known_until": FAR_MOMENT}


def _began(numbers: list[int]) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for some in _pieces(numbers):
        query = select(TILES.c.id, TILES.c.known_from).where(TILES.c.id.in_(some))
        found.update({row.id: row.known_from for row in db.session.execute(query)})
    return found


def _pieces(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
