"""Recording: one act a transaction's deed, sealed with the digests of every row that it touched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from flask import g, has_request_context
from sqlalchemy import Table, event, func, insert, inspect, select, tuple_
from sqlalchemy.orm import Session

from emergency.audit.models import AuditDigest, AuditEvent
from emergency.audit.packing import Packed, digests_of_columns, digests_of_rows, insert_packed, insert_rows
from emergency.audit.rules import GENESIS, RowDigest, Tag, row_key, seal
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import Model, db
from emergency.base.heap import unsearched

CHUNK = 400


@dataclass(frozen=True)
class Act:
    """One act that waits for the commit."""

    scope: Scope
    tag: Tag
    subject_kind: str
    subject_id: str
    sentence: str
    before: Any
    after: Any
    at: datetime


def record(
    scope: Scope,
    tag: Tag,
    subject_kind: str,
    subject_id: object,
    sentence: str,
    before: Any = None,
    after: Any = None,
) -> None:
    """Put an act on the trail, in the same transaction as what it did; `sentence` is Chinese and names no secret."""
    pending = db.session().info.setdefault("acts", [])
    pending.append(Act(scope, tag, subject_kind, str(subject_id), sentence, before, after, clock.now()))


def attest(table: str, key: tuple[Any, ...], digest: str | None) -> None:
    """Let the act of this transaction answer for derived rows as well, by one digest under a key of the caller's."""
    db.session().info.setdefault("attested", {})[(table, row_key(key))] = digest


def add_rows(
    model: type[Model], values: Sequence[Mapping[str, Any]], same: Mapping[str, Any] | None = None
) -> list[int]:
    """Insert many rows of one business table at once and let the act of this transaction answer for them.

    Gives their ids in the order of the values, which all name the same columns; `same` is what all have. Whoever
    changes one of them again in the same transaction does it through the session, which has it read back.
    """
    if not values:
        return []
    session, table = db.session(), _table_of(model)
    identity = table.primary_key.columns.values()[0]
    session.flush()
    connection = session.connection()
    if identity.name in values[0]:
        ids = [int(row[identity.name]) for row in values]
        return _answer_for(session, table, ids, insert_rows(connection, table, values, same=same))
    if connection.dialect.name != "sqlite":
        told = insert(table).returning(identity, sort_by_parameter_order=True)
        whole = [{**row, **(same or {})} for row in values]
        return _answer_for(session, table, list(connection.scalars(told, whole)), None)
    # The one writer chooses as SQLite itself would; to be told each number costs more than the rows.
    first = (connection.scalar(select(func.max(identity))) or 0) + 1
    ids = list(range(first, first + len(values)))
    return _answer_for(session, table, ids, insert_rows(connection, table, values, ids, same))


def _answer_for(session: Session, table: Table, ids: list[int], packed: Packed | None) -> list[int]:
    """Let the act answer for new rows: by what was stored, or where that is the database's own, by reading it back."""
    if packed is None:
        touched: dict[Any, set[tuple[Any, ...]]] = session.info.setdefault("touched", {})
        touched.setdefault(table, set()).update((number,) for number in ids)
        return ids
    ready: dict[Any, dict[int, str]] = session.info.setdefault("ready", {})
    ready.setdefault(table, {}).update(zip(ids, digests_of_columns(*packed), strict=True))
    return ids


def _table_of(model: type[Model]) -> Table:
    table = inspect(model).local_table
    assert isinstance(table, Table)
    return table


def is_business(table: Table) -> bool:
    """Whether a table's rows are sealed: neither the trail itself, nor operational, nor derived."""
    return not {"trail", "operational", "derived"} & set(table.info)


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: Any) -> None:
    touched: dict[Table, set[tuple[Any, ...]]] = session.info.setdefault("touched", {})
    for row in (*session.new, *session.dirty, *session.deleted):
        table = inspect(row).mapper.local_table
        if isinstance(table, Table) and is_business(table):
            key = tuple(inspect(row).mapper.primary_key_from_instance(row))
            touched.setdefault(table, set()).add(key)
            session.info.get("ready", {}).get(table, {}).pop(key[0], None)


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    """Run what must happen once before a commit: the duties, then the seal (base/slots)."""
    if not session.in_nested_transaction():
        session.flush()
        slots.before_commit.call()


def seal_acts() -> None:
    """Write the waiting acts with the digests of the touched rows. A change without an act is a fault of ours."""
    session = db.session()
    session.flush()
    acts: list[Act] = session.info.pop("acts", [])
    touched: dict[Table, set[tuple[Any, ...]]] = session.info.pop("touched", {})
    ready: dict[Table, dict[int, str]] = session.info.pop("ready", {})
    attested: dict[tuple[str, str], str | None] = session.info.pop("attested", {})
    if not acts:
        if touched or ready or attested:
            tables = {*(table.name for table in (*touched, *ready)), *(table for table, _ in attested)}
            names = "、".join(sorted(tables))
            raise RuntimeError(f"rows of {names} changed without an act on the trail")
        return
    with unsearched():
        digests = [*digests_of(touched), *(RowDigest(*place, digest) for place, digest in sorted(attested.items()))]
        for table, known in ready.items():
            # A plain word: the driver asks of every other kind of text how it wants to be written.
            name = str(table.name)
            digests += [RowDigest(name, row_key((number,)), digest) for number, digest in known.items()]
        # In the order in which they are sealed, which is that of their index too: it grows at its end.
        digests.sort(key=itemgetter(0, 1))
        _write(acts, digests)
    session.flush()


def digests_of(touched: dict[Table, set[tuple[Any, ...]]]) -> Iterator[RowDigest]:
    """The present digests of rows by table and primary key; None for a row that is gone."""
    for table, keys in sorted(touched.items(), key=lambda item: item[0].name):
        ordered = sorted(keys)
        for start in range(0, len(ordered), CHUNK):
            yield from _digests_in(table, ordered[start : start + CHUNK])


def _digests_in(table: Table, keys: list[tuple[Any, ...]]) -> Iterator[RowDigest]:
    found = dict(stored_rows(table, keys))
    for key in keys:
        text = row_key(key)
        yield RowDigest(str(table.name), text, found.get(text))


def stored_rows(table: Table, keys: list[tuple[Any, ...]] | None = None) -> Iterator[tuple[str, str]]:
    """(key, digest) of stored rows, of the given keys or of the whole table, read as the database holds them."""
    columns = list(table.primary_key.columns)
    query: Any = select(table)
    if keys is not None:
        query = query.where(_one_of(columns, keys))
    connection = db.session.connection()
    names = [column.name for column in table.columns]
    places = [names.index(column.name) for column in columns]
    compiled = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    found = connection.exec_driver_sql(str(compiled).replace("%", "%%") if _formats() else str(compiled))
    for some in found.partitions(CHUNK):
        rows = [tuple(row) for row in some]
        texts = [row_key([row[place] for place in places]) for row in rows]
        yield from zip(texts, digests_of_rows(names, rows), strict=True)


def _one_of(columns: list[Any], keys: list[tuple[Any, ...]]) -> Any:
    """The condition that a row has one of these keys: one range where whole numbers follow each other."""
    if len(columns) > 1:
        return tuple_(*columns).in_(keys)
    numbers = [key[0] for key in keys]
    if all(type(number) is int for number in numbers) and max(numbers) - min(numbers) + 1 == len(numbers):
        return columns[0].between(min(numbers), max(numbers))
    return columns[0].in_(numbers)


def _formats() -> bool:
    """Whether the driver reads % in a statement as a placeholder."""
    return db.engine.dialect.paramstyle in ("format", "pyformat")


def _write(acts: list[Act], digests: list[RowDigest]) -> None:
    """Chain the acts to the last one; the newest of them answers for all rows."""
    session = db.session
    last = session.execute(select(AuditEvent.id, AuditEvent.hash).order_by(AuditEvent.id.desc()).limit(1)).one_or_none()
    number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    written, request_id = [], g.get("request_id", "") if has_request_context() else ""
    for act in acts:
        words = _words(act, number, request_id)
        own = seal(previous, words, digests if act is acts[-1] else [])
        written.append({**words, "previous": previous, "hash": own})
        previous = own
        number += 1
    connection = session.connection()
    insert_rows(connection, _table_of(AuditEvent), written)
    if digests:
        rows = [(number - 1, *digest) for digest in digests]
        insert_packed(connection, _table_of(AuditDigest), ("event_id", "table_name", "row_key", "digest"), rows)


def _words(act: Act, number: int, request_id: str) -> dict[str, Any]:
    return {
        "id": number, "at": act.at, "person_id": act.scope.person_id, "person_name": act.scope.name,
        "role": act.scope.role.value, "address": act.scope.address, "request_id": request_id, "tag": act.tag.value,
        "subject_kind": act.subject_kind, "subject_id": act.subject_id, "sentence": act.sentence,
        "before": act.before, "after": act.after,
    }  # fmt: skip


WORDS = (
    "id", "at", "person_id", "person_name", "role", "address", "request_id", "tag", "subject_kind", "subject_id",
    "sentence", "before", "after",
)  # fmt: skip


def words_of(row: AuditEvent) -> dict[str, Any]:
    """The columns of an act that its hash covers."""
    return {name: getattr(row, name) for name in WORDS}
