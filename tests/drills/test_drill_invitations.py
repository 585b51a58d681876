"""Invitations by mail against a real mail server: sent, told again with a higher number, cancelled, never doubled."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
import vobject
from aiosmtpd.controller import Controller
from counting import statements
from drill_cast import CITY, NOW, PLANNED, TOWNSHIP, again, planned, unit_of
from flask import Flask
from places import HUAYUAN_STREET

from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.drills.actions import cancel_drill, create_drill, move_drill
from emergency.drills.actions_life import publish_drills
from emergency.drills.facts import Span
from emergency.drills.words import Part, State
from emergency.notices.models import OutboxLetter
from emergency.notices.queries import letters_waiting
from emergency.units.actions_facts import ContactDetails, add_contact
from emergency.units.lines import ContactRole

CONTACT = ContactDetails(ContactRole.LIAISON, "联络员甲", "", "13900000000", date(2026, 6, 1), "liaison@town.example")


@dataclass
class Mailbox:
    """What the mail server took; it refuses as long as it is told to."""

    taken: list[EmailMessage] = field(default_factory=list)
    shut: bool = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.shut:
            return "451 later"
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def mailbox(town: Flask) -> Iterator[Mailbox]:
    """A mail server on this machine, and the app set to it, with a contact who has a mail address."""
    box = Mailbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    before = town.config["SETTINGS"]
    town.config["SETTINGS"] = replace(
        before, smtp_url=f"smtp://127.0.0.1:{port}", mail_from="office@heihe.example", site_url="https://drills.example"
    )
    with committed():
        add_contact(TOWNSHIP, unit_of(), CONTACT)
    yield box
    town.config["SETTINGS"] = before
    server.stop()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def delivered(box: Mailbox) -> list[tuple[EmailMessage, Any]]:
    """Each message with its calendar, read by vobject, after the worker did what it had."""
    while work_once():
        pass
    db.session.rollback()
    return [(message, vobject.readOne(calendar_of(message))) for message in box.taken]


def calendar_of(message: EmailMessage) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    return str(part.get_payload(decode=True).decode("utf-8"))  # type: ignore[union-attr]


def text_of(message: EmailMessage) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return str(part.get_content())


def test_a_published_drill_invites_the_contacts_of_its_units(mailbox: Mailbox) -> None:
    drill = planned()
    ((message, calendar),) = delivered(mailbox)
    assert (calendar.method.value, calendar.vevent.uid.value) == ("REQUEST", drill.uid)
    assert calendar.vevent.organizer.value == "mailto:office@heihe.example" and not calendar.vevent.organizer.params
    assert calendar.vevent.attendee.value == "mailto:liaison@town.example"
    assert message["To"] == "liaison@town.example" and "method=" in str(message).lower()
    assert CONTACT.name not in calendar_of(message) and CONTACT.phone not in calendar_of(message)


def test_a_moved_and_cancelled_drill_is_told_with_rising_numbers(mailbox: Mailbox) -> None:
    drill = planned()
    later = Span(drill.starts_at + timedelta(days=3), drill.ends_at + timedelta(days=3))
    with committed():
        move_drill(TOWNSHIP, again(drill), later, "汛情紧张", again(drill).version)
    with committed():
        cancel_drill(TOWNSHIP, again(drill), "汛情紧张", again(drill).version)
    mails = delivered(mailbox)
    read = [calendar for _, calendar in mails]
    assert str(mails[-1][0]["Subject"]).startswith("演练取消：") and "原因：汛情紧张" in text_of(mails[-1][0])
    assert [calendar.method.value for calendar in read] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [calendar.vevent.sequence.value for calendar in read] == ["0", "1", "2"]
    assert read[-1].vevent.status.value == "CANCELLED"


def test_the_mail_leads_to_the_answer(mailbox: Mailbox, town: Flask) -> None:
    planned()
    ((message, _),) = delivered(mailbox)
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = re.search(r"https://drills\.example(/reply/[\w-]{43})", text)
    assert found and town.test_client().get(found[1]).status_code == 200


def test_a_server_that_does_not_take_it_is_asked_again_and_gets_it_once(mailbox: Mailbox) -> None:
    mailbox.shut = True
    planned()
    assert delivered(mailbox) == [] and letters_waiting() == 1
    mailbox.shut = False
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert len(delivered(mailbox)) == 1
    assert letters_waiting() == 0 and not work_once()


def test_what_is_not_committed_invites_nobody(mailbox: Mailbox) -> None:
    with pytest.raises(RuntimeError), committed():
        create_drill(TOWNSHIP, unit_of(), PLANNED)
        raise RuntimeError("the office changed its mind")
    assert delivered(mailbox) == [] and letters_waiting() == 0


def test_a_draft_invites_nobody(mailbox: Mailbox) -> None:
    with committed():
        create_drill(TOWNSHIP, unit_of(), PLANNED, state=State.DRAFT)
    assert delivered(mailbox) == []


def test_without_a_mail_server_nothing_is_written(town: Flask) -> None:
    with committed():
        add_contact(TOWNSHIP, unit_of(), CONTACT)
    planned()
    assert db.session.query(OutboxLetter).count() == 0


def statements_of_publishing(number: int) -> int:
    """How many questions it asks to publish so many drills in one commit, mail included; each row is one insert."""
    with committed():
        drafts = [create_drill(TOWNSHIP, unit_of(), PLANNED, state=State.DRAFT) for _ in range(number)]
    with statements() as asked, committed():
        publish_drills(TOWNSHIP, drafts)
    return len([one for one in asked if one.startswith(("SELECT", "DELETE"))])


def test_publishing_many_asks_no_more_than_publishing_few(mailbox: Mailbox) -> None:
    few = statements_of_publishing(5)
    assert statements_of_publishing(60) == few
    assert letters_waiting() == 65


def test_who_takes_part_is_invited_and_only_the_organiser_answers(mailbox: Mailbox) -> None:
    guest = unit_of(HUAYUAN_STREET)
    with committed():
        add_contact(CITY, guest, replace(CONTACT, mail="guest@town.example"))
    planned(CITY, parts=((guest.id, Part.PARTICIPANT),))
    texts = {str(message["To"]): message.get_body(("plain",)).get_content() for message, _ in delivered(mailbox)}
    assert "/reply/" in texts["liaison@town.example"] and "/reply/" not in texts["guest@town.example"]
