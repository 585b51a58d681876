"""A file that comes slowly keeps nobody's commit waiting, though its form has read from the database before."""

import sqlite3

import corpus
import pytest
from places import CITY, XINGFU
from sqlalchemy import select

from emergency.base.database import db
from emergency.evidence.actions_receive import receive, receive_joined
from emergency.evidence.kinds import PLAN_TEXTS
from emergency.units.models import Unit


class Slow:
    """An upload during which somebody else saves."""

    def __init__(self, content, database):
        self.stream, self.filename = self, "预案.jpg"
        self.content, self.database = content, database

    def read(self, size):
        with sqlite3.connect(self.database, timeout=0) as other:
            other.execute("UPDATE unit SET address = address || 'x'")
        other.close()
        block, self.content = self.content[:size], self.content[size:]
        return block


@pytest.fixture
def picture(heihe, folder):
    """A slow picture, while this request has read its unit."""
    db.session.scalars(select(Unit).where(Unit.region_code == XINGFU)).all()
    return lambda: Slow(corpus.picture(), folder / "emergency.db")


def test_another_can_save_while_a_file_comes(picture):
    assert receive(CITY, "预案.jpg", picture(), PLAN_TEXTS).kind == "jpg"


def test_another_can_save_while_pictures_come(picture):
    assert receive_joined(CITY, [picture(), picture()]).pages == 2
