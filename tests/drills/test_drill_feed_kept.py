"""The kept bytes of a drill's event: written with whatever changes it, compared, rebuilt, never on a GET."""

from dataclasses import replace
from datetime import timedelta

import time_machine
from drill_cast import CITY, NOW, PLANNED, TOWNSHIP, again, planned, unit_of
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from flask_migrate import downgrade, upgrade
from places import HUAYUAN_STREET
from sqlalchemy import delete, inspect, select, text, update

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.config import Settings
from emergency.base.database import committed, db
from emergency.drills.actions import create_drill, edit_drill
from emergency.drills.calendar import event_bytes
from emergency.drills.calendar_kept import differences, keep_missing, rebuild
from emergency.drills.calendar_rows import entry_of
from emergency.drills.models import Drill
from emergency.drills.models_feed import DrillEvent
from emergency.drills.queries import takers_of
from emergency.drills.words import Part
from emergency.units.models import Unit
from emergency.verifying import verify_all


def kept(drill: Drill) -> bytes:
    content = db.session.scalar(select(DrillEvent.content).where(DrillEvent.drill_id == drill.id))
    assert content is not None
    return content


def test_the_event_is_written_with_the_drill(town: Flask) -> None:
    drill = planned()
    takers = takers_of([drill.id])[drill.id]
    assert kept(drill) == event_bytes(entry_of(again(drill), unit_of().name, takers))
    assert list(differences()) == []


def test_a_changed_taker_changes_the_event(town: Flask) -> None:
    drill = planned()
    street = unit_of(HUAYUAN_STREET)
    with committed():
        details = replace(PLANNED, parts=((street.id, Part.OBSERVER),))
        edit_drill(TOWNSHIP, again(drill), unit_of(), details, drill.version)
    assert street.name in kept(drill).decode().replace("\r\n ", "")
    assert list(differences()) == []


def test_a_renamed_unit_changes_its_drills_and_their_moment(town: Flask) -> None:
    drill = planned()
    before = kept(drill)
    with time_machine.travel(NOW + timedelta(days=1), tick=False), committed():
        renamed(unit_of(), "新幸福乡人民政府")
    after = kept(drill)
    assert "新幸福乡人民政府" in after.decode().replace("\r\n ", "")
    assert b"LAST-MODIFIED:20260619T180000Z" in before and b"LAST-MODIFIED:20260620T180000Z" in after
    assert list(differences()) == []


def renamed(unit: Unit, name: str) -> None:
    unit.name = name
    trail.record(CITY, Tag.UNIT_EDIT, "unit", unit.id, "更名。")


def test_a_drill_no_client_could_read_leaves_the_others_standing(town: Flask) -> None:
    bad, good = planned(), planned()
    with committed():
        again(bad).title = "\x07"
        trail.record(CITY, Tag.DRILL_EDIT, "drill", bad.id, "改坏。")
    body = fetched(town, address_of(subscriber(TOWNSHIP))).data
    assert good.uid.encode() in body and bad.uid.encode() not in body


def test_a_get_writes_no_event(town: Flask) -> None:
    planned()
    address = address_of(subscriber(TOWNSHIP))
    with committed():
        db.session.execute(delete(DrillEvent))
    assert b"VEVENT" not in fetched(town, address).data
    assert db.session.query(DrillEvent).count() == 0


def test_rebuild_mends_and_verify_tells(town: Flask) -> None:
    drill = planned()
    planned()
    with committed():
        db.session.execute(update(DrillEvent).where(DrillEvent.drill_id == drill.id).values(content=b"BEGIN:VEVENT"))
    assert [finding.place for finding in found(town)] == ["calendar"]
    assert (rebuild(), rebuild()) == (1, 0)
    assert found(town) == []


def found(app: Flask) -> list:
    settings: Settings = app.config["SETTINGS"]
    return verify_all(settings)


def test_many_drills_are_written_in_one_commit(town: Flask) -> None:
    with committed():
        drills = [create_drill(TOWNSHIP, unit_of(), PLANNED) for _ in range(30)]
    assert db.session.query(DrillEvent).count() == len(drills)


def test_the_upgrade_writes_the_events_of_older_drills(town: Flask) -> None:
    planned()
    db.session.remove()
    downgrade(revision="0019_drill_life")
    assert "drill_event" not in inspect(db.engine).get_table_names()
    upgrade()
    assert (keep_missing(), keep_missing()) == (1, 0)
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from drill_event")).scalar_one() == 1
