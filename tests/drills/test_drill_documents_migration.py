"""The table of documents goes and comes back with drills beside it."""

from drill_cast import planned
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from test_drill_documents import finish, save

from emergency.base.database import db


def test_the_table_goes_and_comes_back(town: Flask) -> None:
    drill = planned()
    save(drill)
    finish(drill)
    db.session.remove()
    downgrade(revision="0027_replies_and_outbox")
    assert "drill_document" not in inspect(db.engine).get_table_names()
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from drill")).scalar_one() == 1
        assert connection.execute(text("select count(*) from drill_document")).scalar_one() == 0
