"""The rows of the list of words are numbered anew and back on PostgreSQL too, in a database of their own."""

import pytest
from flask_migrate import upgrade
from places import seed_places
from search_cast import numbered_back_and_again
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


def test_rows_go_back_and_come_again(fresh):
    numbered_back_and_again()
