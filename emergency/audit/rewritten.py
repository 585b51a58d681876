"""Sealing rows that a migration rewrote: only those that stood as the trail last left them, as one act of its own."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from emergency.audit.rules import GENESIS, RowDigest, Tag, row_digest, row_key, seal
from emergency.base import clock

# The trail's tables as they were at first: a migration must not follow what later ones do to them.
MOMENT = sa.DateTime(timezone=True)
WORDS = (
    "id", "person_id", "person_name", "role", "address", "request_id", "tag", "subject_kind", "subject_id", "sentence",
    "before", "after",
)  # fmt: skip
EVENT = sa.table("audit_event", sa.column("at", MOMENT), *(sa.column(name) for name in (*WORDS, "previous", "hash")))
DIGEST = sa.table("audit_digest", *(sa.column(name) for name in ("id", "event_id", "table_name", "row_key", "digest")))


def rewrite(connection: Connection, table: str, change: Callable[[], None], sentence: str) -> None:
    """Let a migration change rows of a table with the key `id`, and put the act on the trail.

    A row that somebody had altered behind the trail is not sealed anew: `verify` goes on naming it.
    """
    left = _last_left(connection, table)
    whole = {key for key, digest in _stored(connection, table) if left.get(key) == digest}
    change()
    rows = [
        RowDigest(table, key, digest)
        for key, digest in _stored(connection, table)
        if key in whole and left[key] != digest
    ]
    if rows:
        _write(connection, table, sentence, rows)


def _stored(connection: Connection, table: str) -> list[tuple[str, str]]:
    found = connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()  # noqa: S608  named by a migration
    return [(row_key([row["id"]]), row_digest(dict(row))) for row in found]


def _last_left(connection: Connection, table: str) -> dict[str, str | None]:
    query = sa.select(DIGEST.c.row_key, DIGEST.c.digest).where(DIGEST.c.table_name == table).order_by(DIGEST.c.id)
    return {row.row_key: row.digest for row in connection.execute(query)}


def _write(connection: Connection, table: str, sentence: str, rows: list[RowDigest]) -> None:
    last = connection.execute(sa.select(EVENT.c.id, EVENT.c.hash).order_by(EVENT.c.id.desc()).limit(1)).one_or_none()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    at = clock.now()
    words: dict[str, Any] = dict.fromkeys(WORDS) | {
        "id": number, "person_name": "系统升级", "role": "city", "address": "命令行", "request_id": "",
        "tag": Tag.MIGRATE.value, "subject_kind": table, "subject_id": "all", "sentence": sentence,
    }  # fmt: skip
    sealed = seal(previous, words | {"at": at}, rows)
    stored = at.replace(tzinfo=None) if connection.dialect.name == "sqlite" else at
    connection.execute(sa.insert(EVENT).values(**words, at=stored, previous=previous, hash=sealed))
    for row in rows:
        values = {"event_id": number, "table_name": row.table, "row_key": row.key, "digest": row.digest}
        connection.execute(sa.insert(DIGEST).values(**values))
