"""Duties keep through the migration that gave them seals, down and up, and are sealed after it."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from emergency.base.config import Settings
from emergency.base.database import db
from emergency.coverage.actions import seal_unsealed
from emergency.coverage.models import Duty
from emergency.verifying import verify_all


def columns() -> set[str]:
    return {column["name"] for column in inspect(db.engine).get_columns("duty")}


def counted() -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM duty")).scalar_one())


def test_duties_lose_their_seals_and_get_them_back(covered: Flask) -> None:
    settings: Settings = covered.config["SETTINGS"]
    before, known = counted(), columns()
    db.session.remove()
    downgrade(revision="0009_duty")
    assert columns() == known - {"seal"} and counted() == before > 0
    upgrade()
    assert "" in db.session.scalars(select(Duty.seal)).all()
    assert seal_unsealed() > 0 and seal_unsealed() == 0
    assert verify_all(settings) == []
