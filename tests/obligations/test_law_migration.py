"""The tables of law go up and down with data in them."""

import law_cast
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from emergency.base.database import db

OWN = {"rule_version", "rule_override", "counting_rule", "workday_year"}


def test_the_tables_of_law_go_and_come_back(app):
    law_cast.load()
    db.session.remove()
    downgrade(revision="0007_papers")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN


def test_the_models_are_the_tables(app):
    for table in OWN:
        stored = {column["name"] for column in inspect(db.engine).get_columns(table)}
        assert stored == {column.name for column in db.metadata.tables[table].columns}
