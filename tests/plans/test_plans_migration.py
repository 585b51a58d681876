"""The tables of the room go up and down with data in them."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from plan_cast import passed, town_plan
from sqlalchemy import inspect, text

from emergency.base.database import db

OWN = {"plan", "plan_body", "revision", "milestone"}


def test_the_tables_of_plans_go_and_come_back(heihe: Flask) -> None:
    passed(town_plan())
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from milestone")).scalar_one() > 2
    db.session.remove()
    downgrade(revision="0003_units")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
