"""The tables of the room go up and down with data in them."""

from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from emergency.base.database import db

OWN = {
    "region", "region_version", "unit", "unit_version", "unit_fact", "unit_superior", "contact", "contact_check",
    "region_terms",
}  # fmt: skip


def test_the_tables_go_and_come_back(heihe):
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from unit")).scalar_one() > 40
    db.session.remove()
    downgrade(revision="0002_accounts")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
