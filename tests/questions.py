"""Counting the questions that a piece of code asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from emergency.base.database import db


@contextmanager
def questions() -> Iterator[list[str]]:
    """The SELECT statements that run inside, as a list that grows."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
