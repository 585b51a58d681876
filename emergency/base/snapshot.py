"""A SQLite file as a whole: found, opened whatever its damage, copied at one moment, overwritten at one moment."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from emergency.base.errors import Refusal

SOUND = "ok"
LONGEST_LIST = 20


def database_file(url: str) -> Path:
    """The file of a SQLite address. Raises Refusal for a database that is no file."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise Refusal("本命令目前只支持 SQLite；PostgreSQL 请用数据库自带的工具（pg_dump、pg_restore）备份和恢复。")
    return Path(parsed.database)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that makes no file and reads damaged text with marks in it instead of failing."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.execute("PRAGMA busy_timeout=20000")
        yield connection


def copy_database(source: Path, target: Path) -> None:
    """Write the source as it is at one moment to a new file, while others may go on writing to it."""
    target.touch(mode=0o600)
    with opened(source) as old, opened(target) as new:
        old.backup(new)
        # A copy stands alone: no companion files, whatever the source keeps.
        new.execute("PRAGMA journal_mode=DELETE")
    sync(target)


def overwrite_database(source: Path, target: Path) -> None:
    """Give the target the content of the source in one transaction, so that those who read it see old or new.

    A target that is no database any more is replaced as a file, its journals with it.
    """
    try:
        _overwrite_in_place(source, target)
    except sqlite3.DatabaseError:
        for companion in ("-journal", "-wal", "-shm"):
            Path(f"{target}{companion}").unlink(missing_ok=True)
        fresh = target.with_name(f".{target.name}-new")
        fresh.unlink(missing_ok=True)
        copy_database(source, fresh)
        fresh.replace(target)
    sync(target)
    sync(target.parent)


def _overwrite_in_place(source: Path, target: Path) -> None:
    with opened(source) as new, opened(target) as live:
        new.backup(live)


def integrity_faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, in its own words; empty when sound."""
    try:
        found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({LONGEST_LIST})")]
        if found == [SOUND]:
            found = [
                f"{row[0]}: {row[2]}" for row in connection.execute("PRAGMA foreign_key_check").fetchmany(LONGEST_LIST)
            ]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    return found


def sync(path: Path) -> None:
    """Make a file or a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
