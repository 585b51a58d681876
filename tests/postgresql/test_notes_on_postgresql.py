"""On PostgreSQL too a note is lost while somebody writes, instead of keeping the one who asks for a page waiting."""

import pytest
from flask import Flask
from sqlalchemy import insert, select
from structlog.testing import capture_logs

from emergency.base import clock
from emergency.base.database import db, note_if_free
from emergency.base.jobs import Heartbeat

pytestmark = pytest.mark.xdist_group("postgresql")


def test_a_note_is_lost_while_somebody_writes_and_kept_afterwards(fresh: Flask) -> None:
    note = insert(Heartbeat).values(name="note", beat_at=clock.now())
    with capture_logs() as logs:
        with db.engine.connect().execution_options(writing=True) as writer, writer.begin():
            note_if_free(note, "heartbeat")
        note_if_free(note, "heartbeat")
    assert [log["event"] for log in logs] == ["heartbeat not noted"]
    assert db.session.scalars(select(Heartbeat.name)).all() == ["note"]
