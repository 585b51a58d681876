"""Contacts are checked one by one; when all are, that is a dated act of the unit."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU, keeper
from plan_cast import unit_at
from sqlalchemy import select

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.units.actions_checks import check_contacts, withdraw_check
from emergency.units.actions_facts import ContactDetails, add_contact, edit_contact
from emergency.units.checks import Answer, Outcome, Standing, half_of, half_word, standing_of
from emergency.units.lines import ContactRole
from emergency.units.models import Unit
from emergency.units.models_checks import ContactCheck
from emergency.units.queries_checks import check_acts, open_contacts, task_of, unit_to_check

MAY = date(2026, 5, 4)
HEAD = ContactDetails(ContactRole.HEAD, "张某", "乡长", "13812341234", MAY)
DUTY = ContactDetails(ContactRole.DUTY, "", "", "0456-8223344", MAY)


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel("2026-09-10T10:00:00+08:00", tick=False):
        yield


@pytest.fixture
def unit(heihe) -> Unit:
    found = unit_at(XINGFU)
    with committed():
        add_contact(CITY, found, HEAD)
        add_contact(CITY, found, DUTY)
    return found


def answers(unit, *outcomes, **changes):
    """One answer a contact, as they stand."""
    return [
        replace(Answer(one.id, outcome, one.name, one.post, one.phone, one.version), **changes)
        for one, outcome in zip(open_contacts(unit.id), outcomes, strict=True)
    ]


def checked(unit, *outcomes, day=date(2026, 9, 8), scope=TOWNSHIP, **changes):
    told = answers(unit, *outcomes, **changes)
    with committed():
        return check_contacts(scope, unit, day, told, "打通电话")


def acts(unit, moment=None):
    return [day for _id, _unit, day in check_acts([unit.id], moment)]


def test_the_half_year_is_a_natural_one():
    assert (half_word(date(2026, 6, 30)), half_word(date(2026, 7, 1))) == ("2026年上半年", "2026年下半年")
    assert half_of(date(2026, 7, 1)).starts == date(2026, 7, 1)
    assert standing_of(1, date(2026, 6, 30), date(2026, 7, 1)) is Standing.TODO
    assert standing_of(1, date(2026, 7, 1), date(2026, 12, 31)) is Standing.DONE
    assert standing_of(0, None, date(2026, 7, 1)) is Standing.NONE


def test_checking_all_is_an_act_for_the_day_told(unit):
    assert task_of(unit.id).standing is Standing.TODO
    assert checked(unit, Outcome.SAME, Outcome.SAME)
    assert acts(unit) == [MAY, date(2026, 9, 8)] and task_of(unit.id).standing is Standing.DONE


def test_one_not_reached_leaves_the_task_open(unit):
    assert not checked(unit, Outcome.SAME, Outcome.UNREACHED)
    assert acts(unit) == [MAY] and task_of(unit.id).standing is Standing.TODO
    assert checked(unit, Outcome.UNREACHED, Outcome.SAME, day=date(2026, 9, 10))
    assert acts(unit) == [MAY, date(2026, 9, 10)]


def test_a_correction_is_a_check_too(unit):
    told = answers(unit, Outcome.CHANGED, Outcome.ENDED)
    told[0] = replace(told[0], phone="13900000000")
    with committed():
        assert check_contacts(TOWNSHIP, unit, date(2026, 9, 8), told)
    assert [(one.phone, one.checked_on) for one in open_contacts(unit.id)] == [("13900000000", date(2026, 9, 8))]
    act = db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert act.tag == "unit.contact-check" and "已更正 1 项，停用 1 项" in act.sentence
    assert "13900000000" not in str(act.after)


@pytest.mark.parametrize(
    ("outcome", "changes", "said"),
    [
        (Outcome.SAME, {"phone": "110"}, "内容有改动"),
        (Outcome.CHANGED, {}, "内容却没有变化"),
        (Outcome.UNREACHED, {}, "没有核实到任何一项"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(unit, outcome, changes, said):
    with pytest.raises(Refusal, match=said):
        checked(unit, outcome, outcome, **changes)
    assert acts(unit) == [MAY]


@pytest.mark.parametrize("day", [date(2026, 9, 11), date(2027, 1, 1)])
def test_nobody_checks_tomorrow(unit, day):
    with pytest.raises(Refusal, match="晚于今天"):
        checked(unit, Outcome.SAME, Outcome.SAME, day=day)


def test_contacts_that_changed_meanwhile_are_told(unit):
    told = answers(unit, Outcome.SAME, Outcome.SAME)
    with committed():
        add_contact(CITY, unit, replace(HEAD, role=ContactRole.LIAISON))
    with pytest.raises(Conflict, match="刚刚有变动"), committed():
        check_contacts(TOWNSHIP, unit, date(2026, 9, 8), told)
    with pytest.raises(Conflict):
        checked(unit, Outcome.SAME, Outcome.SAME, Outcome.SAME, seen=9)


def test_a_day_corrected_backwards_takes_the_act_back_from_now_on(unit):
    checked(unit, Outcome.SAME, Outcome.SAME)
    before = acts(unit)
    with time_machine.travel("2026-09-12T10:00:00+08:00", tick=False):
        for contact in open_contacts(unit.id):
            with committed():
                details = ContactDetails(
                    ContactRole(contact.role), contact.name, contact.post, contact.phone, date(2026, 8, 30)
                )
                edit_contact(CITY, unit, contact, details)
    assert acts(unit) == [MAY, date(2026, 8, 30)]
    known = db.session.scalars(select(ContactCheck.known_from).where(ContactCheck.day == date(2026, 9, 8))).one()
    assert acts(unit, known) == before


def test_only_who_may_read_the_numbers_checks(unit):
    for scope in (COUNTY, TOWNSHIP, keeper(unit.id)):
        assert unit_to_check(scope, unit.id).id == unit.id
    with pytest.raises(NotFound):
        unit_to_check(NEIGHBOUR, unit.id)


def test_a_wrong_day_is_withdrawn_with_its_reason_and_the_half_year_is_open_again(unit):
    checked(unit, Outcome.SAME, Outcome.SAME)
    with committed():
        withdraw_check(TOWNSHIP, unit, MAY, "误填日期，并未核实")
    assert acts(unit) == [MAY] and task_of(unit.id).standing is Standing.TODO
    assert {one.checked_on for one in open_contacts(unit.id)} == {MAY}
    act = db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert "误填日期" in act.sentence and (act.before["day"], act.after["day"]) == ("2026-09-08", "2026-05-04")


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [(date(2026, 9, 9), "误填", "应早于"), (MAY, " ", "原因")],
)
def test_a_withdrawal_says_when_and_why(unit, day, reason, sentence):
    checked(unit, Outcome.SAME, Outcome.SAME)
    with pytest.raises(Refusal, match=sentence), committed():
        withdraw_check(TOWNSHIP, unit, day, reason)


def test_where_nothing_was_checked_there_is_nothing_to_withdraw(heihe):
    with pytest.raises(Refusal, match="没有可撤销的"), committed():
        withdraw_check(TOWNSHIP, unit_at(XINGFU), MAY, "误填")
