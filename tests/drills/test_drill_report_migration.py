"""The table of reports of drills goes and comes back with data beside it."""

from datetime import date

from drill_cast import TOWNSHIP, held
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from emergency.base.database import committed, db
from emergency.drills.actions_report import ReportDetails, report_drill


def test_the_table_goes_and_comes_back(town: Flask) -> None:
    drill = held()
    with committed():
        report_drill(TOWNSHIP, drill.id, ReportDetails(date(2026, 6, 19), target="区应急管理局"))
    db.session.remove()
    downgrade(revision="0016_receiving")
    assert "drill_report" not in inspect(db.engine).get_table_names()
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from drill")).scalar_one() == 1
        assert connection.execute(text("select count(*) from drill_report")).scalar_one() == 0
