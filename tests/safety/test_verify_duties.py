"""A duty that is not what the register gives is found."""

import sqlite3
from pathlib import Path

import pytest
from filled import flip
from flask import Flask
from sqlalchemy import select

from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.base.jobs import enqueue
from emergency.coverage.actions import JOB
from emergency.coverage.models import Duty
from emergency.verifying import _of_duties, verify_all

# The number of a tile and the moment since which it is known follow from nothing.
FREE = {"id", "known_from"}
DERIVED = [column.name for column in Duty.__table__.columns if column.name not in FREE]


@pytest.fixture
def reckoned(covered: Flask, instance: Path) -> Settings:
    """The settings of a small Heihe with its duties."""
    settings: Settings = covered.config["SETTINGS"]
    return settings


def test_a_reckoned_register_verifies(reckoned: Settings) -> None:
    assert db.session.scalar(select(Duty.id).limit(1)) is not None
    assert verify_all(reckoned) == []


@pytest.mark.parametrize("column", DERIVED)
def test_one_flipped_bit_in_a_duty_is_found(reckoned: Settings, column: str) -> None:
    db.session.remove()
    raw = sqlite3.connect(reckoned.instance / "emergency.db")
    full = raw.execute(f'SELECT 1 FROM duty WHERE "{column}" IS NOT NULL LIMIT 1').fetchone()
    if full:
        flip(raw, "duty", column)
    else:
        raw.execute(f'UPDATE duty SET "{column}" = ? WHERE id = 1', ("2026-01-01",))
    raw.commit()
    raw.close()
    assert _of_duties()


def test_duties_that_are_being_recomputed_are_said_to_be(reckoned: Settings, covered: Flask) -> None:
    with committed():
        enqueue(JOB, JOB)
        db.session.delete(db.session.scalars(select(Duty).limit(1)).one())
    answer = covered.test_cli_runner().invoke(args=["verify"])
    assert answer.exit_code == 1 and "义务正在重算" in answer.output
