"""A subscribed calendar: whose it is, what is in it, when it ends, and what a program is answered."""

import gzip
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
import time_machine
import vobject
from calendar_lint import lint
from counting import statements
from drill_cast import CITY, COUNTY, NOW, PLANNED, TOWNSHIP, XINGFU, again, planned, unit_of
from feed_cast import address_of, fetched, subscriber
from flask import Flask
from places import NEIGHBOUR, NENJIANG, SYSTEM, keeper
from sqlalchemy import select
from structlog.testing import capture_logs

from emergency.accounts.actions import edit_person, end_person
from emergency.accounts.models import Person
from emergency.base.access import Role
from emergency.base.database import committed, db
from emergency.base.errors import NotFound, Refusal
from emergency.drills.actions import cancel_drill, create_drill
from emergency.drills.actions_feed import end_feed, reset_feed
from emergency.drills.actions_life import postpone_drill, publish_drill
from emergency.drills.feed_places import Kind, read_place
from emergency.drills.models_feed import FeedFetch
from emergency.drills.queries_feed import feeds_of
from emergency.drills.words import State


def uids(content: bytes) -> list[str]:
    return [event.uid.value for event in vobject.readOne(content.decode()).contents.get("vevent", [])]


def test_a_feed_holds_the_drills_of_its_place(town: Flask) -> None:
    drill = planned()
    for scope, kind, name in ((CITY, Kind.REGION, XINGFU), (TOWNSHIP, Kind.OWN, "")):
        body = fetched(town, address_of(subscriber(scope, scope.role), kind, name)).data
        assert uids(body) == [drill.uid]


def test_a_feed_has_no_method_no_attendee_and_no_person(town: Flask) -> None:
    planned()
    body = fetched(town, address_of(subscriber(TOWNSHIP))).data
    assert lint(body.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n")) == []
    text = body.decode()
    assert "METHOD" not in text and "ATTENDEE" not in text and TOWNSHIP.name not in text


def test_the_window_is_13_months_back_and_24_ahead(town: Flask) -> None:
    drill = planned()
    address = address_of(subscriber(TOWNSHIP))
    for days, seen in ((-730, []), (-705, [drill.uid]), (400, [drill.uid]), (430, [])):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            assert uids(fetched(town, address).data) == seen, days


def test_a_cancelled_drill_stays_for_a_while_as_cancelled(town: Flask) -> None:
    drill = planned()
    address = address_of(subscriber(TOWNSHIP))
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    assert b"STATUS:CANCELLED" in fetched(town, address).data
    with time_machine.travel(NOW + timedelta(days=100), tick=False):
        assert uids(fetched(town, address).data) == []


def test_a_draft_is_in_no_feed_until_it_is_published(town: Flask) -> None:
    address = address_of(subscriber(TOWNSHIP))
    with committed():
        draft = create_drill(TOWNSHIP, unit_of(), PLANNED, state=State.DRAFT)
    assert uids(fetched(town, address).data) == []
    with committed():
        publish_drill(TOWNSHIP, again(draft), draft.version)
    assert uids(fetched(town, address).data) == [draft.uid]


def test_a_postponed_drill_stays_as_cancelled_until_it_has_a_day(town: Flask) -> None:
    drill = planned()
    address = address_of(subscriber(TOWNSHIP))
    with committed():
        postpone_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    with time_machine.travel(NOW + timedelta(days=200), tick=False):
        body = fetched(town, address).data
    assert b"STATUS:CANCELLED" in body and "【已推迟，日期待定】" in body.decode()


def test_an_unchanged_calendar_is_not_sent_again(town: Flask) -> None:
    drill = planned()
    address = address_of(subscriber(TOWNSHIP))
    tag = fetched(town, address).headers["ETag"]
    assert not tag.startswith("W/")
    answer = fetched(town, address, 304, If_None_Match=tag)
    assert (answer.data, answer.headers["ETag"]) == (b"", tag)
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", drill.version)
    assert fetched(town, address, If_None_Match=tag).headers["ETag"] != tag


def test_a_calendar_is_zipped_for_who_takes_it(town: Flask) -> None:
    planned()
    address = address_of(subscriber(TOWNSHIP))
    plain, zipped = fetched(town, address), fetched(town, address, Accept_Encoding="gzip")
    assert gzip.decompress(zipped.data) == plain.data
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    assert zipped.headers["Vary"] == "Accept-Encoding"
    fetched(town, address, 304, If_None_Match=zipped.headers["ETag"], Accept_Encoding="gzip")


@pytest.mark.parametrize("many", [1, 25])
def test_a_304_asks_three_statements_however_many_drills(town: Flask, many: int) -> None:
    for _ in range(many):
        planned()
    address = address_of(subscriber(CITY), Kind.REGION, XINGFU)
    tag = fetched(town, address).headers["ETag"]
    with time_machine.travel(NOW + timedelta(hours=1), tick=False), statements() as asked:
        fetched(town, address, 304, If_None_Match=tag)
    assert len(asked) <= 3, asked


def test_the_last_fetch_is_noted_for_its_owner(town: Flask) -> None:
    person = subscriber(TOWNSHIP)
    address = address_of(person)
    assert [moment for _, moment in feeds_of(person)] == [None]
    fetched(town, address)
    assert [moment for _, moment in feeds_of(person)] == [NOW]
    assert feeds_of(SYSTEM) == []


def test_an_ended_person_ends_the_calendar_without_a_word(town: Flask) -> None:
    person = subscriber(TOWNSHIP)
    address = address_of(person)
    fetched(town, address)
    with committed():
        end_person(SYSTEM, db.session.get_one(Person, person.person_id), None)
    answer = fetched(town, address, 410)
    assert answer.data == b""


def test_a_person_who_moved_loses_the_place(town: Flask) -> None:
    planned()
    person = subscriber(COUNTY)
    address = address_of(person, Kind.REGION, XINGFU)
    fetched(town, address)
    with committed():
        row = db.session.get_one(Person, person.person_id)
        edit_person(SYSTEM, row, row.name, Role.AUDITOR, [])
    assert fetched(town, address, 410).data == b""


def test_a_reset_address_ends_the_old_one(town: Flask) -> None:
    person = subscriber(TOWNSHIP)
    old = address_of(person)
    fetched(town, old)
    with committed():
        ((feed, _),) = feeds_of(person)
        token = reset_feed(person, feed)
    assert fetched(town, old, 404).data == b""
    fetched(town, f"/calendar/{token}.ics")
    with committed():
        end_feed(person, feeds_of(person)[0][0])
    fetched(town, f"/calendar/{token}.ics", 404)
    assert db.session.query(FeedFetch).count() == 0


def test_guessing_is_stopped_and_right_tokens_are_not(town: Flask) -> None:
    address = address_of(subscriber(TOWNSHIP))
    answers = [town.test_client().get(f"/calendar/guess-{number}.ics").status_code for number in range(40)]
    assert answers == [404] * 30 + [429] * 10
    fetched(town, address)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        fetched(town, "/calendar/another.ics", 404)


def test_a_stranger_gets_no_address(town: Flask) -> None:
    person = subscriber(NEIGHBOUR)
    for kind, name in ((Kind.REGION, XINGFU), (Kind.UNIT, str(unit_of().id)), (Kind.OBSERVER, str(unit_of().id))):
        with pytest.raises(NotFound), committed():
            address_of(person, kind, name)
    db.session.info.clear()
    assert address_of(person, Kind.REGION, NENJIANG)


def test_the_command_line_subscribes_to_nothing(town: Flask) -> None:
    with pytest.raises(Refusal):
        address_of(keeper(unit_of().id).__class__(None, "命令行", Role.CITY), Kind.OWN)


def test_only_the_hash_of_a_token_is_kept(town: Flask) -> None:
    person = subscriber(TOWNSHIP)
    token = address_of(person).split("/")[-1].removesuffix(".ics")
    assert len(token) >= 43
    kept = feeds_of(person)[0][0]
    assert token not in (kept.token_hash, kept.place) and len(kept.token_hash) == 64


def test_the_log_never_has_the_token(town: Flask) -> None:
    address = address_of(subscriber(TOWNSHIP))
    with capture_logs() as lines:
        fetched(town, address)
        fetched(town, "/calendar/guess.ics", 404)
    assert [line["path"] for line in lines] == ["/calendar/…", "/calendar/…"]
    assert address.split("/")[-1].removesuffix(".ics") not in str(lines)


@pytest.mark.parametrize("key", ["", "unit:", "unit:x", "region:12", "own:1", "planet:3", "unit:99999999999"])
def test_a_place_that_makes_no_sense_is_none(key: str) -> None:
    assert read_place(key) is None


def test_a_feed_is_answered_while_somebody_writes_and_only_the_note_is_lost(town: Flask) -> None:
    planned()
    address = address_of(subscriber(TOWNSHIP))
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as writer, capture_logs() as logs:
        writer.execute("BEGIN IMMEDIATE")
        assert fetched(town, address).status_code == 200
    assert [log["event"] for log in logs if "noted" in log["event"]] == ["calendar fetch not noted"]
    assert db.session.scalars(select(FeedFetch.fetched_at)).all() == [None]
