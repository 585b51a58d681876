"""The rows of the list of words are numbered anew and back on PostgreSQL too, in a database of their own."""

import pytest
from flask_migrate import downgrade, upgrade
from places import CITY, COUNTY, seed_places
from search_cast import found, library
from sqlalchemy import create_engine, text

from emergency import create_app
from emergency.base.config import Settings
from emergency.base.database import db

pytestmark = pytest.mark.xdist_group("postgresql")


@pytest.fixture
def fresh(cluster, tmp_path):
    """An app on an empty database beside the others'."""
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE word_rows"))
    engine.dispose()
    address = cluster.replace("/postgres?", "/word_rows?")
    app = create_app(Settings(tmp_path, address, f"file://{tmp_path / 'files'}", "sqlite://", "a key", testing=True))
    with app.app_context():
        upgrade()
        seed_places()
        yield app
        db.session.remove()
        db.engine.dispose()


def rows():
    told = list(db.session.scalars(text("SELECT rowid FROM plan_word ORDER BY rowid")))
    db.session.remove()
    return told


def test_rows_go_back_and_come_again(fresh):
    library()
    before, answers = rows(), [found(scope, "预案") for scope in (CITY, COUNTY)]
    db.session.remove()
    downgrade(revision="0047_ledger_jobs")
    assert len(rows()) == len(before) and not set(rows()) & set(before)
    upgrade()
    assert rows() == before
    assert [found(scope, "预案") for scope in (CITY, COUNTY)] == answers
