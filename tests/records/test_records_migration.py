"""The tables of the room go up and down with data in them."""

from datetime import date

from flask import Flask
from flask_migrate import downgrade, upgrade
from places import XINGFU
from records_cast import CITY, registered
from sqlalchemy import inspect

from emergency.base.database import committed, db
from emergency.records.queries import RecordFilter, list_records
from emergency.records.rules import RecordDetails
from emergency.records.words import RecordKind
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

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


def test_incidents_leave_with_their_columns(heihe: Flask) -> None:
    registered()
    fire = RecordDetails(date(2026, 5, 20), "示例木材厂仓库起火", source="值班记录")
    registered(told=fire, kind=RecordKind.INCIDENT, unit=a_firm())
    db.session.remove()
    downgrade(revision="0022_drill_traces")
    db.session.remove()
    upgrade()
    assert [row.kind for row in list_records(CITY, RecordFilter()).items] == [RecordKind.PLAN_TRAINING]


def a_firm() -> Unit:
    with committed():
        return add_unit(CITY, UnitDetails(UnitKind.ENTERPRISE, "示例木材厂", XINGFU), Entry(date(2020, 1, 1), "执照"))
