"""Rows in bulk: as the driver stores them, by place, each with its digest made from the very values that go in."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, column, insert, table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from emergency.audit.rules import text_with_type
from emergency.base.database import JsonText

Packed = tuple[list[str], list[list[Any]]]
PLAIN = frozenset({int, str, type(None)})
# Of a column with at most so many different values each is written out once.
REPEATED = 2_000


def digests_of_rows(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """`rules.row_digest` of rows whose columns always stand in this order: the same digests, in a third of the time.

    The text is written straight away as canonical JSON writes it, a column at a time: sorted names, no blanks, no
    empty columns.
    """
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    parts = [
        _parts(f"{encode_basestring(name)}:", columns[place])
        for place, name in sorted(enumerate(names), key=itemgetter(1))
    ]
    sha256 = hashlib.sha256
    return [sha256(f"{{{','.join(filter(None, row))}}}".encode()).hexdigest() for row in zip(*parts, strict=True)]


def _parts(head: str, values: Sequence[Any]) -> list[str]:
    """What one column gives to the text of each row; nothing where it is empty."""
    if not set(map(type, values)) <= PLAIN:
        return [_part(head, value) for value in values]
    distinct = set(values)
    if len(distinct) > REPEATED:
        return [_part(head, value) for value in values]
    # Names, days and states come again and again; of int, str and None no two different ones are equal.
    known = {value: _part(head, value) for value in distinct}
    return [known[value] for value in values]


def _part(head: str, value: Any) -> str:
    if type(value) is int:
        return f'{head}"int:{value}"'
    return "" if value is None else head + encode_basestring(text_with_type(value))


def insert_rows(
    connection: Connection, into: Table, values: Sequence[Mapping[str, Any]], ids: Iterable[int] = ()
) -> Packed | None:
    """Insert rows that all name the same columns, `ids` beside them. Gives the columns and rows as they are stored.

    None where the database has types of its own or fills in what the rows leave open: then they are to be read back.
    """
    numbers = [{next(iter(into.primary_key)).name: number} for number in ids] or [{}] * len(values)
    left = [one for one in into.columns if one.name not in values[0] and one.name not in numbers[0]]
    more = {one.name: one.default.arg for one in left if isinstance(one.default, ScalarElementColumnDefault)}
    open_ends = [one for one in left if one.server_default or (one.default and one.name not in more)]
    if open_ends or connection.dialect.name != "sqlite":
        connection.execute(insert(into), [{**number, **row} for number, row in zip(numbers, values, strict=True)])
        return None
    names = [*values[0], *more, *numbers[0]]
    rows = _taken(values)
    for row, number in zip(rows, numbers, strict=True):
        row += more.values()
        row += number.values()
    _pack(connection, into, names, rows)
    insert_packed(connection, into, names, [tuple(row) for row in rows])
    return names, rows


def insert_packed(connection: Connection, into: Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand as they are stored: numbers and words, in the order of the names."""
    if connection.dialect.name != "sqlite":
        connection.execute(insert(into), [dict(zip(names, row, strict=True)) for row in rows])
        return
    plain = table(into.name, *map(column, names))
    connection.exec_driver_sql(str(insert(plain).compile(dialect=sqlite.dialect())), rows)


def _taken(values: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    names = list(values[0])
    taken = itemgetter(*names)
    return [list(taken(one)) for one in values] if len(names) > 1 else [[taken(one)] for one in values]


def _pack(connection: Connection, into: Table, names: Sequence[str], rows: list[list[Any]]) -> None:
    """Turn the values into what the driver stores, in their place."""
    for place, name in enumerate(names):
        kind = into.columns[name].type
        process = kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if process is not None and isinstance(kind, JsonText):
            _turn_objects(rows, place, process)
        elif process is not None:
            _turn(rows, place, process)


def _turn(rows: list[list[Any]], place: int, process: Callable[[Any], Any]) -> None:
    """Turn one column; equal values are turned once."""
    known: dict[Any, Any] = {}
    for row in rows:
        value = row[place]
        if value not in known:
            known[value] = process(value)
        row[place] = known[value]


def _turn_objects(rows: list[list[Any]], place: int, process: Callable[[Any], Any]) -> None:
    """Turn one column of lists and mappings; the same object is turned once."""
    # All are held meanwhile: the identity of what is gone may belong to another.
    held, known = [row[place] for row in rows], dict[int, Any]()
    for row, value in zip(rows, held, strict=True):
        if id(value) not in known:
            known[id(value)] = process(value)
        row[place] = known[id(value)]
