"""Rows in bulk: as the driver stores them, a column at a time, each with its digest made from the values that go in."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, column, insert, table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from emergency.audit.rules import text_with_type
from emergency.base.database import JsonText

Column = Sequence[Any]
Packed = tuple[list[str], list[Column]]
PLAIN = frozenset({int, str, type(None)})
NUMBERS, WORDS = frozenset({int}), frozenset({str})
# Of a column with at most so many different values each is written out once.
REPEATED = 2_000
# So many rows stand in one statement, and never more values than the oldest SQLite takes.
TOGETHER, MOST_VALUES = 50, 999


def digests_of_rows(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """`rules.row_digest` of rows whose columns always stand in this order."""
    return digests_of_columns(names, list(zip(*rows, strict=True))) if rows else []


def digests_of_columns(names: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """`rules.row_digest` of rows that are given as columns: the same digests, in a third of the time.

    The text is written straight away as canonical JSON writes it, a column at a time: sorted names, no blanks, no
    empty columns. What is the same in every row is written once, before the next column.
    """
    parts, same = list[Sequence[str]](), ""
    for place, name in sorted(enumerate(names), key=itemgetter(1)):
        values, head = columns[place], f"{same}{encode_basestring(name)}:"
        if set(map(type, values)) <= PLAIN and len(set(values)) == 1:
            same = _part(same, head, values[0])
        else:
            parts.append(_parts(same, head, values))
            same = ""
    if same or not parts:
        parts.append([same] * len(columns[0]))
    sha256, join = hashlib.sha256, "".join
    return [sha256(f"{{{join(row)[:-1]}}}".encode()).hexdigest() for row in zip(*parts, strict=True)]


def _parts(same: str, head: str, values: Column) -> Sequence[str]:
    """What one column gives to the text of each row, a comma behind it: only what stood before it where it is empty."""
    kinds = set(map(type, values))
    distinct = set(values) if kinds <= PLAIN else values
    if len(distinct) <= REPEATED and distinct is not values:
        # Names, days and states come again and again; of int, str and None no two different ones are equal.
        known = {value: _part(same, head, value) for value in distinct}
        return list(map(known.__getitem__, values))
    if kinds == NUMBERS:
        return [f'{head}"int:{value}",' for value in values]
    if kinds == WORDS:
        return [f"{head}{encode_basestring('str:' + value)}," for value in values]
    return [_part(same, head, value) for value in values]


def _part(same: str, head: str, value: Any) -> str:
    return same if value is None else f"{head}{encode_basestring(text_with_type(value))},"


def insert_rows(
    connection: Connection, into: Table, values: Sequence[Mapping[str, Any]], ids: Sequence[int] = (),
    same: Mapping[str, Any] | None = None,
) -> Packed | None:  # fmt: skip
    """Insert rows that all name the same columns, with `ids` and what is the same in all beside them.

    Gives names and columns as they are stored.

    None where the database has types of its own or fills in what the rows leave open: then they are to be read back.
    """
    beside: dict[str, Column] = {name: [value] * len(values) for name, value in (same or {}).items()}
    beside |= {next(iter(into.primary_key)).name: ids} if ids else {}
    left = [one for one in into.columns if one.name not in values[0] and one.name not in beside]
    more = {one.name: one.default.arg for one in left if isinstance(one.default, ScalarElementColumnDefault)}
    open_ends = [one for one in left if one.server_default or (one.default and one.name not in more)]
    if open_ends or connection.dialect.name != "sqlite":
        named = ({name: given[place] for name, given in beside.items()} for place in range(len(values)))
        connection.execute(insert(into), [{**row, **told} for row, told in zip(values, named, strict=True)])
        return None
    told: dict[str, Column] = dict(zip(values[0], _columns(values), strict=True))
    told |= {name: [value] * len(values) for name, value in more.items()} | beside
    columns = [_stored(connection, into, name, values) for name, values in told.items()]
    insert_packed(connection, into, list(told), list(zip(*columns, strict=True)))
    return list(told), columns


def insert_packed(connection: Connection, into: Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand as they are stored: numbers and words, in the order of the names."""
    if connection.dialect.name != "sqlite":
        connection.execute(insert(into), [dict(zip(names, row, strict=True)) for row in rows])
        return
    plain = table(into.name, *map(column, names))
    one = str(insert(plain).compile(dialect=sqlite.dialect()))
    # A statement of many rows takes half the time of as many statements.
    many = max(1, min(TOGETHER, MOST_VALUES // len(names)))
    whole = len(rows) // many * many
    if whole:
        blocks = [tuple(chain.from_iterable(rows[start : start + many])) for start in range(0, whole, many)]
        row = f", ({', '.join('?' * len(names))})"
        connection.exec_driver_sql(one + row * (many - 1), blocks)
    if rows[whole:]:
        connection.exec_driver_sql(one, rows[whole:])


def _columns(values: Sequence[Mapping[str, Any]]) -> list[Column]:
    names = list(values[0])
    taken = itemgetter(*names)
    return list(zip(*map(taken, values), strict=True)) if len(names) > 1 else [list(map(taken, values))]


def _stored(connection: Connection, into: Table, name: str, values: Column) -> Column:
    """A column as the driver stores it; equal values, and of lists and mappings the same object, are turned once."""
    kind = into.columns[name].type
    process: Callable[[Any], Any] | None = kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    if isinstance(kind, JsonText):
        places = list(map(id, values))
        known = {place: process(value) for place, value in dict(zip(places, values, strict=True)).items()}
        return list(map(known.__getitem__, places))
    turned = {value: process(value) for value in set(values)}
    return list(map(turned.__getitem__, values))
