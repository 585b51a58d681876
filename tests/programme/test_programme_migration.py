"""The tables of the room go down and up with data in them."""

from flask_migrate import downgrade, upgrade
from programme_cast import made
from sqlalchemy import inspect

from emergency.base.database import db

OWN = {"programme", "programme_line", "programme_run", "programme_crew", "programme_limit", "programme_season"}


def test_the_tables_of_programmes_go_and_come_back(district):
    made()
    db.session.remove()
    downgrade(revision="0025_event_places")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
