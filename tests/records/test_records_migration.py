"""The tables of the room go up and down with data in them."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from records_cast import CITY, registered
from sqlalchemy import inspect

from emergency.base.database import db
from emergency.records.queries import RecordFilter, list_records

OWN = {"work_record", "work_record_version"}


def test_the_tables_of_records_go_and_come_back(heihe: Flask) -> None:
    registered()
    assert list_records(CITY, RecordFilter()).total == 1
    db.session.remove()
    downgrade(revision="0011_self_check")
    assert not OWN & set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) >= OWN
    assert list_records(CITY, RecordFilter()).total == 0
