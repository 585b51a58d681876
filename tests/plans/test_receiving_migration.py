"""The column for the receiving unit goes and comes back; filings stay as they were."""

from filing_cast import firm_plan, handed
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from emergency.base.database import db


def test_the_receiver_goes_and_comes_back(covered: Flask) -> None:
    row = handed(firm_plan()).id
    count = "select count(*) from milestone"
    with db.engine.connect() as connection:
        before = connection.execute(text(count)).scalar_one()
    db.session.remove()
    downgrade(revision="0015_known_once")
    assert "receiver_id" not in {column["name"] for column in inspect(db.engine).get_columns("milestone")}
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text(count)).scalar_one() == before
        told = connection.execute(text("select details from milestone where id = :id"), {"id": row}).scalar_one()
    assert "应急管理局" in told
