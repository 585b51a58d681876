"""The tables of circumstances and findings go and come back with data beside them."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from trigger_cast import plan_in_force, recorded

from emergency.base.database import db

OWN = {"review_trigger", "trigger_row", "drill_finding"}


def test_the_tables_of_circumstances_go_and_come_back(town: Flask) -> None:
    recorded(plan_in_force())
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from trigger_row")).scalar_one() == 2
    db.session.remove()
    downgrade(revision="0012_records")
    assert not OWN & set(inspect(db.engine).get_table_names())
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from plan")).scalar_one() == 1
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
