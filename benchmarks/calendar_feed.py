"""A subscribed calendar of 10,000 drills: its whole body from kept events, cold, and after 1 % changed.

Run: .venv/bin/python -m benchmarks.calendar_feed [DRILLS] [ROUNDS] [SEED]
The yardstick stands here: icalendar as its own pages show it, one event after the other written and dropped. Its
events are compared with ours byte by byte before anything is timed. Every figure is the processor time of a fresh
process, imports and the app's own start left out on every side; sides are interleaved, ratios are medians of rounds.
The kept side is the whole answer: the token looked up, the ETag reckoned, the events read, the fetch noted.
"""

import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from icalendar import Alarm, Event, vCalAddress
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select, update

from emergency import create_app
from emergency.accounts.actions import FirstPassword, Part, add_person
from emergency.accounts.models import Person
from emergency.accounts.queries import scope_of
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Role, system_scope
from emergency.base.clock import SHANGHAI, now
from emergency.base.config import read_settings
from emergency.base.database import committed, db
from emergency.drills.actions import touch
from emergency.drills.actions_feed import make_feed
from emergency.drills.calendar import TAIL, CalendarEntry, event_bytes, head_bytes, organiser_address
from emergency.drills.calendar_kept import keep
from emergency.drills.calendar_rows import entry_of
from emergency.drills.feed_places import FeedPlace, Kind
from emergency.drills.models import Drill, DrillUnit
from emergency.drills.models_feed import FeedFetch
from emergency.drills.queries import takers_of
from emergency.drills.queries_feed import standing
from emergency.drills.words import Part as Taking
from emergency.drills.words import State
from emergency.seeding import seed_reference
from emergency.units.models import Unit

CITY = "231100000000"
COLD_BAR, KEPT_BAR, CHANGED_BAR, STATEMENTS_BAR = 1.10, 60, 30, 3
BLOCK = 1_000
CHANGED_AT = datetime(2025, 12, 1, tzinfo=UTC)
PLACE = FeedPlace(Kind.REGION, CITY)


def main(drills: int = 10_000, rounds: int = 5, seed: int = 7) -> int:
    """Print the ratios; 1 when one misses its bar or a body differs."""
    with tempfile.TemporaryDirectory() as folder:
        token = make_register(Path(folder), drills, random.Random(seed))
        taken: dict[str, list[float]] = {name: [] for name in STAGES}
        bodies: dict[str, str] = {}
        for _ in range(rounds):
            for name in STAGES:
                seconds, bodies[name] = stage_apart(folder, name, token)
                taken[name].append(seconds)
        asked = int(stage_apart(folder, "statements", token)[0])
    for name, figures in taken.items():
        print(f"{name:10} {statistics.median(figures) * 1000:8.0f} ms of processor time")
    ratios = {
        name: [yard / other for yard, other in zip(taken["yardstick"], taken[name], strict=True)] for name in STAGES
    }
    cold = 1 / statistics.median(ratios["cold"])
    kept, changed, sealed = (statistics.median(ratios[name]) for name in ("kept", "changed", "sealed"))
    equal = bodies["yardstick"] == bodies["cold"] == bodies["kept"]
    print(f"{drills} drills, {rounds} rounds, seed {seed}: bodies {'equal' if equal else 'DIFFER'}")
    print(f"cold {cold:.2f} times the yardstick (at most {COLD_BAR})")
    print(f"kept {kept:.0f} times as fast (at least {KEPT_BAR}); 1 % changed {changed:.0f} (at least {CHANGED_BAR})")
    print(f"1 % changed by acts and sealed {sealed:.0f} times as fast (at least {CHANGED_BAR})")
    print(f"304 in {asked} statements (at most {STATEMENTS_BAR})")
    good = cold <= COLD_BAR and kept >= KEPT_BAR and min(changed, sealed) >= CHANGED_BAR and asked <= STATEMENTS_BAR
    return 0 if equal and good else 1


def make_register(folder: Path, drills: int, chance: random.Random) -> str:
    """A register of Heihe's units with so many drills, and the token of the city's calendar."""
    with app_on(folder).app_context():
        upgrade()
        seed_reference()
        units = list(db.session.scalars(select(Unit).where(Unit.represents.is_(True))))
        for start in range(0, drills, BLOCK):
            with committed():
                rows = [drill(number, units, chance) for number in range(start, min(start + BLOCK, drills))]
                db.session.add_all(rows)
                trail.record(system_scope(), Tag.DRILL_ADD, "drill", start, "一批演练。")
        with committed():
            person = add_person(
                system_scope(), "bench", "市级", Role.CITY, [Part(region_code=CITY)], FirstPassword("", "none")
            )
        with committed():
            return make_feed(scope_of(person), PLACE)[1]


def drill(number: int, units: list[Unit], chance: random.Random) -> Drill:
    """One drill such as an office enters it."""
    organiser, other = chance.sample(units, 2)
    starts = datetime(2026, 1, 1, 9, tzinfo=SHANGHAI) + timedelta(days=chance.randrange(700))
    row = Drill(
        uid=f"{chance.getrandbits(128):032x}", title=f"{organiser.name}森林草原火灾应急演练第{number}次",
        organiser_id=organiser.id, region_code=organiser.region_code, planned_for=starts, starts_at=starts,
        ends_at=starts + timedelta(hours=2), state=chance.choice((State.CONFIRMED, State.HELD)), content="single",
        form="live", purpose="testing", event_class="natural", hazard="森林火灾", place=f"{organiser.name}院内",
        changed_at=CHANGED_AT, created_by="市级",
    )  # fmt: skip
    row.units = [
        DrillUnit(unit_id=organiser.id, part=Taking.ORGANISER), DrillUnit(unit_id=other.id, part=Taking.PARTICIPANT),
    ]  # fmt: skip
    return row


def app_on(folder: Path) -> Flask:
    """The app on this register."""
    return create_app(replace(read_settings(folder), testing=True))


def stage_apart(folder: str, name: str, token: str) -> tuple[float, str]:
    """(what one stage took, hash of its body), in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.calendar_feed", "stage", folder, name, token]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[-2]), told[-1]


def stage(folder: str, name: str, token: str) -> None:
    """Do one stage here and print its processor time and the hash of its body."""
    app = app_on(Path(folder))
    with app.app_context(), redirect_stderr(StringIO()):
        seconds, body = {**STAGES, "statements": ask_again}[name](app, token)
    print(seconds, hashlib.sha256(body).hexdigest())


def write_anew(writer: Callable[[CalendarEntry], bytes]) -> tuple[float, bytes]:
    """The whole calendar from plain entries, each event written and dropped."""
    entries, head = entries_of_all(), head_of_all()
    began = time.process_time()
    body = b"".join((head, *(writer(entry) for entry in entries), TAIL))
    return time.process_time() - began, body


def yardstick(_app: Flask, _token: str) -> tuple[float, bytes]:
    """icalendar, streamed."""
    return write_anew(by_icalendar)


def cold(_app: Flask, _token: str) -> tuple[float, bytes]:
    """Ours, from nothing."""
    return write_anew(event_bytes)


def kept(app: Flask, token: str) -> tuple[float, bytes]:
    """The whole answer from kept events."""
    client = app.test_client()
    began = time.process_time()
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    return time.process_time() - began, answer.data


def changed(app: Flask, token: str) -> tuple[float, bytes]:
    """The events of the 1 % of drills that were changed written anew, then the whole answer; undone afterwards.

    What else the office's commit does, such as sealing the trail, is no part of the calendar and left out.
    """
    ids = sorted(db.session.scalars(select(Drill.id)))[::100]
    before = {row.id: (row.sequence, row.changed_at) for row in db.session.scalars(select(Drill))}
    db.session.rollback()
    change(ids)
    began = time.process_time()
    with committed():
        keep(ids)
    body = kept(app, token)[1]
    taken = time.process_time() - began
    assert body == write_anew(event_bytes)[1], "the body differs from a full build"
    with committed():
        for row in db.session.scalars(select(Drill).where(Drill.id.in_(ids))):
            row.sequence, row.changed_at = before[row.id]
        trail.record(system_scope(), Tag.DRILL_EDIT, "drill", 0, "改回。")
    return taken, body


def sealed(app: Flask, token: str) -> tuple[float, bytes]:
    """The same with all of the office's own commit: each drill changed by an act, the trail sealed."""
    ids = sorted(db.session.scalars(select(Drill.id)))[::100]
    db.session.rollback()
    began = time.process_time()
    with committed():
        for row in db.session.scalars(select(Drill).where(Drill.id.in_(ids))):
            touch(row)
            trail.record(system_scope(), Tag.DRILL_EDIT, "drill", row.id, f"修改演练“{row.title}”。")
    body = kept(app, token)[1]
    taken = time.process_time() - began
    assert body == write_anew(event_bytes)[1], "the body differs from a full build"
    with committed():
        for row in db.session.scalars(select(Drill).where(Drill.id.in_(ids))):
            row.sequence, row.changed_at = 0, CHANGED_AT
        trail.record(system_scope(), Tag.DRILL_EDIT, "drill", 0, "改回。")
    return taken, body


def change(ids: list[int]) -> None:
    """Change drills behind the room's back, so that their events are still the old ones."""
    with committed():
        later = Drill.__table__.update().where(Drill.id.in_(ids))
        db.session.execute(later.values(sequence=Drill.sequence + 1, changed_at=now()))
    db.session.expire_all()


def ask_again(app: Flask, token: str) -> tuple[float, bytes]:
    """How many statements an unchanged calendar costs, the note of the fetch included."""
    tag = app.test_client().get(f"/calendar/{token}.ics").headers["ETag"]
    with committed():
        db.session.execute(update(FeedFetch).values(fetched_at=None))
    asked: list[str] = []
    quiet = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(quiet):
            asked.append(statement)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    answer = app.test_client().get(f"/calendar/{token}.ics", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    return float(len(asked)), answer.data


def by_icalendar(entry: CalendarEntry) -> bytes:
    """One event by the library alone."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts.astimezone(SHANGHAI))
    event.add("dtend", entry.ends.astimezone(SHANGHAI))
    event.add("status", entry.status.value)
    event.add("transp", "OPAQUE")
    event.add("summary", entry.title)
    address = vCalAddress(str(organiser_address(entry.organiser_key, entry.organiser)))
    address.params["CN"] = entry.organiser
    event["ORGANIZER"] = address
    event.add("location", entry.place)
    event.add("description", entry.description)
    event.add("categories", list(entry.categories))
    if entry.alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -entry.alarm)
        event.add_component(alarm)
    content: bytes = event.to_ical()
    return content


def entries_of_all() -> list[CalendarEntry]:
    """Every drill as a plain entry, by number."""
    query = select(Drill, Unit.name).join(Unit, Unit.id == Drill.organiser_id).order_by(Drill.id)
    found = list(db.session.execute(query))
    entries = []
    for start in range(0, len(found), BLOCK):
        takers = takers_of(row.id for row, _ in found[start : start + BLOCK])
        entries += [entry_of(row, name, takers[row.id]) for row, name in found[start : start + BLOCK]]
    return entries


def head_of_all() -> bytes:
    """What stands before the events of the city's calendar."""
    person = db.session.scalars(select(Person).where(Person.login == "bench")).one()
    stands = standing(scope_of(person), PLACE)
    assert stands is not None
    return head_bytes(stands.name, f"feed:{PLACE.key}", stands.newest)


STAGES = {"yardstick": yardstick, "cold": cold, "kept": kept, "changed": changed, "sealed": sealed}

if __name__ == "__main__":
    if sys.argv[1:2] == ["stage"]:
        stage(*sys.argv[2:5])
    else:
        sys.exit(main(*(int(word) for word in sys.argv[1:])))
