"""A duty that is not what the register gives is found, and so is one that it only gave in the past."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from filled import flipped
from flask import Flask
from places import XINGFU
from plan_cast import passed, town_plan, unit_at
from sqlalchemy import select

from emergency.base import clock
from emergency.base.config import Settings
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.base.jobs import enqueue
from emergency.coverage.actions import JOB
from emergency.coverage.models import Duty
from emergency.verifying import verify_all

COLUMNS = [column.name for column in Duty.__table__.columns]
OPEN, CLOSED = "known_until >= '9999-12-31'", "known_until < '9999-12-31'"
Harm = Callable[[sqlite3.Connection], object]


@pytest.fixture
def reckoned(covered: Flask, instance: Path) -> Settings:
    """The settings of a small Heihe whose duties have changed once, so that some are known only in the past."""
    with time_machine.travel(clock.now().replace(microsecond=0), tick=True) as ahead:
        plan = town_plan()
        ahead.shift(60)
        passed(plan)
    settings: Settings = covered.config["SETTINGS"]
    return settings


def harmed(settings: Settings, harm: Harm) -> list[str]:
    """Where verify finds something after somebody was at the file."""
    db.session.remove()
    raw = sqlite3.connect(settings.instance / "emergency.db")
    harm(raw)
    raw.commit()
    raw.close()
    return [finding.place for finding in verify_all(settings)]


def flip_one(raw: sqlite3.Connection, column: str, which: str) -> None:
    """Turn one bit of a column in one of these rows; an empty one gets a day."""
    full = f'SELECT id, "{column}" FROM duty WHERE {which} ORDER BY "{column}" IS NULL, id DESC LIMIT 1'
    number, value = raw.execute(full).fetchone()
    changed = "2026-01-01" if value is None else flipped(value)
    raw.execute(f'UPDATE duty SET "{column}" = ? WHERE id = ?', (changed, number))


def test_a_reckoned_register_verifies(reckoned: Settings) -> None:
    closed = select(Duty.id).where(Duty.known_until < FAR_MOMENT).limit(1)
    assert db.session.scalar(closed) is not None
    assert verify_all(reckoned) == []


@pytest.mark.parametrize("which", [OPEN, CLOSED])
@pytest.mark.parametrize("column", COLUMNS)
def test_one_flipped_bit_in_a_duty_is_found(reckoned: Settings, column: str, which: str) -> None:
    found = harmed(reckoned, lambda raw: flip_one(raw, column, which))
    assert any(place.startswith("duty ") for place in found)


def test_a_changed_duty_of_the_past_is_named_by_its_number(reckoned: Settings) -> None:
    number = db.session.scalar(select(Duty.id).where(Duty.known_until < FAR_MOMENT).limit(1))
    found = harmed(reckoned, lambda raw: raw.execute(f"UPDATE duty SET late = 1 - late WHERE id = {number}"))
    assert found == [f"duty {number}"]


def test_a_duty_of_the_past_taken_away_is_found_at_its_unit(reckoned: Settings) -> None:
    found = harmed(reckoned, lambda raw: raw.execute(f"DELETE FROM duty WHERE {CLOSED}"))
    assert found == [f"duty of unit {unit_at(XINGFU).id}"]


def test_a_duty_of_the_past_put_in_with_a_right_seal_is_found(reckoned: Settings) -> None:
    names = ", ".join(name for name in COLUMNS if name != "id")
    again = f"INSERT INTO duty (id, {names}) SELECT 999999, {names} FROM duty WHERE {CLOSED} LIMIT 1"
    assert harmed(reckoned, lambda raw: raw.execute(again)) == [f"duty of unit {unit_at(XINGFU).id}"]


def test_all_duties_of_a_unit_taken_away_are_found(reckoned: Settings) -> None:
    number = unit_at(XINGFU).id
    found = harmed(reckoned, lambda raw: raw.execute(f"DELETE FROM duty WHERE unit_id = {number}"))
    assert f"duty of unit {number}" in found and "duty" in found


def test_duties_that_are_being_recomputed_are_said_to_be(reckoned: Settings, covered: Flask) -> None:
    with committed():
        enqueue(JOB, JOB)
        db.session.delete(db.session.scalars(select(Duty).where(Duty.known_until == FAR_MOMENT)).first())
    answer = covered.test_cli_runner().invoke(args=["verify"])
    assert answer.exit_code == 1 and "义务正在重算" in answer.output
