"""Beside a long writing transaction pages are read as ever, and a note that nobody waits for is lost instead."""

import sqlite3
from contextlib import closing

from flask import Flask
from sqlalchemy import insert, select
from structlog.testing import capture_logs

from emergency.base import clock
from emergency.base.database import begin_write, db, end_write, note_if_free
from emergency.base.jobs import Heartbeat, Job

# So many rows change more pages than a connection keeps by itself (2 MB).
ROWS = 4_000


def reading(app: Flask) -> "sqlite3.Connection":
    """Somebody else, who waits for nobody."""
    other = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
    other.execute("PRAGMA busy_timeout=0")
    return other


def jobs() -> list[dict[str, object]]:
    """Many rows of a kilobyte."""
    told = {"kind": "none", "payload": {"told": "字" * 300}, "state": "done", "attempts": 0}
    moment = clock.now()
    return [{**told, "key": f"none:{number}", "due_at": moment, "created_at": moment} for number in range(ROWS)]


def test_who_reads_is_not_locked_out_until_the_commit(app: Flask) -> None:
    with closing(reading(app)) as other:
        begin_write()
        db.session.execute(insert(Job), jobs())
        assert other.execute("SELECT count(*) FROM job").fetchone() == (0,)
        end_write(keep=True)
        assert other.execute("SELECT count(*) FROM job").fetchone() == (ROWS,)


def test_a_note_is_lost_while_somebody_writes_and_kept_afterwards(app: Flask) -> None:
    note = insert(Heartbeat).values(name="note", beat_at=clock.now())
    with closing(reading(app)) as other, capture_logs() as logs:
        other.execute("BEGIN IMMEDIATE")
        note_if_free(note, "heartbeat", of="note")
        other.execute("ROLLBACK")
        assert [(log["event"], log["of"]) for log in logs] == [("heartbeat not noted", "note")]
        note_if_free(note, "heartbeat")
    assert db.session.scalars(select(Heartbeat.name)).all() == ["note"] and len(logs) == 1
