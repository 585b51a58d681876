"""Contacts and superiors; numbers are whole only for those who have to call."""

from datetime import date

import pytest
import time_machine
from places import CITY, EDUCATION, TOWNSHIP, XINGFU, keeper
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import FAR_DAY, committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.units.actions_facts import (
    ContactDetails,
    add_contact,
    edit_contact,
    end_contact,
    set_superior,
)
from emergency.units.lines import ContactRole, SuperiorKind, masked
from emergency.units.models import Unit
from emergency.units.queries import representing_unit
from emergency.units.queries_details import contacts_of, get_contact, reads_numbers, superiors_of

DAY = date(2026, 1, 5)
HEAD = ContactDetails(ContactRole.HEAD, "张某", "乡长", "13812341234", DAY)


@pytest.fixture
def unit(heihe) -> Unit:
    found = representing_unit(CITY, XINGFU)
    with committed():
        add_contact(CITY, found, HEAD)
    return found


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812341234", "138****1234"), ("0456-8223344", "0456-****344"), ("110", "****")]
)
def test_numbers_are_masked(phone, shown):
    hidden = masked(phone)
    assert "****" in hidden and phone not in hidden
    assert phone != "13812341234" or hidden == shown


def test_the_unit_and_its_offices_read_the_number(unit):
    for scope in (CITY, TOWNSHIP, keeper(unit.id)):
        assert contacts_of(scope, unit.id)[0].phone == "13812341234"


def test_a_stranger_reads_no_number(unit):
    assert not reads_numbers(EDUCATION, unit)
    with pytest.raises(NotFound):
        contacts_of(EDUCATION, unit.id)


def test_the_trail_holds_no_whole_number(unit):
    act = db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert "13812341234" not in str(act.after) and act.after["phone"] == "138****1234"


def test_a_contact_can_change_and_end(unit):
    contact = get_contact(CITY, unit.id, contacts_of(CITY, unit.id)[0].id)
    with committed():
        edit_contact(CITY, unit, contact, ContactDetails(ContactRole.DUTY, "", "", "0456-8223344", DAY), 1)
    with pytest.raises(Conflict), committed():
        edit_contact(CITY, unit, contact, HEAD, 1)
    with committed():
        end_contact(CITY, unit, get_contact(CITY, unit.id, contact.id))
    assert contacts_of(CITY, unit.id) == []


@time_machine.travel("2026-01-04T08:00:00+08:00")
def test_nobody_checks_a_number_tomorrow(heihe):
    with pytest.raises(Refusal, match="不能晚于今天"), committed():
        add_contact(CITY, representing_unit(CITY, XINGFU), HEAD)


def test_a_new_superior_ends_the_one_before(unit):
    with committed():
        set_superior(CITY, unit, SuperiorKind.TERRITORY, None, "黑河市爱辉区代管委员会", DAY, "市里文件")
    rows = superiors_of(CITY, unit.id)
    assert [(row.superior_name, row.valid_to) for row in rows] == [
        ("黑河市爱辉区代管委员会", FAR_DAY),
        ("爱辉区人民政府", DAY),
    ]


def test_nobody_answers_to_itself(unit):
    with pytest.raises(Refusal, match="自己"), committed():
        set_superior(CITY, unit, SuperiorKind.LINE, unit, "", DAY, "")
