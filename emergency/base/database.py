"""The database: one session a request, writers that queue, and the column types of the house."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVarTuple, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Executable,
    MetaData,
    Row,
    Select,
    Text,
    create_engine,
    event,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from emergency.base.canonical import canonical
from emergency.base.log import log

FAR_DAY = date(9999, 12, 31)
FAR_MOMENT = datetime(9999, 12, 31, tzinfo=UTC)

# Releases of SQLite in which a WAL reset can damage the file are 3.7.0 to 3.51.2, but for these two repaired lines.
REPAIRED_WAL = ((3, 44, 6), (3, 50, 7))


class Base(DeclarativeBase):
    """The parent of every table; constraints have names, so that migrations can take them away."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


Columns = TypeVarTuple("Columns")

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

# Flask-SQLAlchemy makes the parent of tables at run time; the type checker knows it by its class.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


PATIENCE = 20_000  # milliseconds for which a writer waits for another
NOTE_WAITS = 100  # the same for a note that may be lost: whoever asks for a page isn't kept waiting for it
# A cache that spills locks every reader out until the commit: 64 MB of changed pages are held before that.
HELD_PAGES = 16_384


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive moment, for nobody knows which hour it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the moment back aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """Plain values kept as canonical JSON, so that equal values are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The canonical text of the value."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value of the text."""
        return None if value is None else json.loads(value)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this release of SQLite carries the repair of the WAL reset fault (sqlite.org, wal.html)."""
    return version >= (3, 51, 3) or any(version[:2] == good[:2] and version >= good for good in REPAIRED_WAL)


def journal_mode() -> str:
    """WAL only where it is safe; the rollback journal costs little and loses nothing."""
    return "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "DELETE"


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        f"journal_mode={journal_mode()}",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE}",
        f"cache_spill={HELD_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif connection.get_execution_options().get("writing", False):
        # One writer at a time keeps the trail a chain; the lock goes with the transaction.
        patience = connection.get_execution_options().get("patience", PATIENCE)
        if patience != PATIENCE:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience)}")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(231100)")


def begin_write() -> None:
    """End the reading and open the one writing transaction; whoever writes waits here for the others."""
    session = db.session()
    if not session.info.get("writing"):
        session.rollback()
        session.info["writing"] = True
        session.connection(execution_options={"writing": True})


def plain_rows(query: Select[*Columns]) -> Sequence[Row[*Columns]]:
    """All rows of a question about columns, within the present transaction: past the session, for a rebuild asks much.

    What the session still holds is written first, as the session itself does before it asks.
    """
    db.session.flush()
    return db.session.connection().execute(query).all()


def end_reading() -> None:
    """Let go of what was read, before something slow: an open reading keeps every other one's commit waiting."""
    if not is_writing():
        db.session.rollback()


def read_apart(copy: Path | None) -> None:
    """In a forked process that only reads: from now on ask a copy of a SQLite file, which keeps nobody waiting.

    Without a copy everything is read as of one moment, which a server can do while others go on writing.
    """
    if copy is None:
        if not db.session().in_transaction():
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    elif db.engine.url.database != str(copy):
        db.session.remove()
        db.engine.dispose(close=False)
        engines = cast(dict[str | None, Engine], db.engines)
        engines[None] = create_engine(f"sqlite:///{copy}")


def is_writing(session: Session | None = None) -> bool:
    """Whether the session has the write lock."""
    return bool((session or db.session()).info.get("writing"))


def end_write(*, keep: bool) -> None:
    """Commit what was written, or drop it; afterwards the session reads again."""
    session = db.session()
    try:
        if keep:
            session.commit()
        else:
            session.rollback()
    finally:
        session.info.clear()


@contextmanager
def committed() -> Iterator[None]:
    """A whole writing transaction, for commands and jobs: commits at the end, an error leaves nothing."""
    begin_write()
    try:
        yield
        end_write(keep=True)
    except BaseException:
        end_write(keep=False)
        raise


@contextmanager
def waiting(connection: Connection, patience: int) -> Iterator[None]:
    """Let a connection of SQLite wait for another writer no longer than this until it goes back."""
    plain: Any = connection.connection.dbapi_connection
    if not isinstance(plain, sqlite3.Connection) or patience == PATIENCE:
        yield
        return
    plain.execute(f"PRAGMA busy_timeout={patience}")
    try:
        yield
    finally:
        plain.execute(f"PRAGMA busy_timeout={PATIENCE}")


@contextmanager
def apart(patience: int = PATIENCE) -> Iterator[Connection]:
    """A short commit of its own on another connection, for operational rows and what must survive a refusal.

    It waits `patience` milliseconds for another writer, then raises OperationalError. Never inside the writing
    transaction: there is one writer, which would wait for itself.
    """
    if is_writing():
        raise RuntimeError("apart() inside a writing transaction would wait for itself")
    db.session.rollback()
    session = db.session()
    session.info["apart"] = True
    try:
        with (
            db.engine.connect().execution_options(writing=True, patience=patience) as connection,
            waiting(connection, patience),
            connection.begin(),
        ):
            yield connection
    finally:
        session.info.pop("apart", None)


def note_if_free(statement: Executable, what: str, **told: object) -> None:
    """Write an operational row in a short commit of its own; a database that is busy loses only the note."""
    try:
        with apart(NOTE_WAITS) as connection:
            connection.execute(statement)
    except OperationalError:
        log(f"{what} not noted", **told)


@event.listens_for(Session, "after_begin")
def _refuse_reading_apart(session: Session, _transaction: Any, _connection: Connection) -> None:
    """A reading opened inside apart() would keep its commit waiting for ever: even one column of an expired row."""
    if session.info.get("apart"):
        raise RuntimeError("nothing is read through the session inside apart()")
