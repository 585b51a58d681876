"""The tables of the room go down and up with data in them."""

from drill_cast import held
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from emergency.base.database import db

OWN = {"drill", "drill_unit", "drill_plan", "drill_duty", "drill_credit"}


def test_the_tables_of_drills_go_and_come_back(town):
    held()
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from drill_unit")).scalar_one() == 1
    db.session.remove()
    downgrade(revision="0004_plans")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
