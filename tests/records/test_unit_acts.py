"""What the engine reads of a unit's acts: as known now, and as known at any moment before."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from places import XINGFU
from plan_cast import unit_at
from records_cast import CITY, FIRE, TOLD, TOWNSHIP, registered

from emergency.base.database import FAR_DAY, committed
from emergency.coverage.providers import acts_by_unit
from emergency.coverage.queries_duties import lines_of_unit
from emergency.obligations.facts import ActKind
from emergency.records import actions
from emergency.records.queries_history import unit_acts
from emergency.records.words import RecordKind
from emergency.units.actions_facts import ContactDetails, add_contact, record_fact
from emergency.units.actions_terms import set_terms
from emergency.units.lines import ContactRole
from emergency.units.queries_regions import get_region
from emergency.units.timeline import Stretch

BEFORE, BETWEEN, AFTER = (datetime(2026, month, 15, tzinfo=UTC) for month in (5, 6, 7))


@pytest.fixture
def record(heihe):
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        return registered()


def days(moment=None):
    return [(act.kind, act.on) for act in unit_acts([unit_at(XINGFU).id], moment)]


def test_an_act_counts_for_the_day_it_states_once_it_was_received(record):
    assert days(BEFORE) == []
    assert days() == days(BETWEEN) == [(ActKind.PLAN_TRAINING, date(2026, 5, 12))]
    assert unit_acts([unit_at(XINGFU).id])[0].id == record.id


def test_a_correction_is_known_from_its_moment_on(record):
    with time_machine.travel("2026-07-01T10:00:00+08:00", tick=False), committed():
        actions.correct(TOWNSHIP, record.id, replace(TOLD, held_on=date(2026, 5, 11)), "日期写错")
    assert days(BETWEEN)[0][1] == date(2026, 5, 12)
    assert days(AFTER)[0][1] == date(2026, 5, 11)


def test_a_withdrawn_record_is_no_act_any_more(record):
    with time_machine.travel("2026-07-01T10:00:00+08:00", tick=False), committed():
        actions.withdraw(TOWNSHIP, record.id, "误登")
    assert len(days(BETWEEN)) == 1 and days(AFTER) == days() == []


def test_checks_of_contacts_are_acts_too(record):
    with committed():
        add_contact(CITY, unit_at(XINGFU), ContactDetails(ContactRole.HEAD, "张某", "", "0456-1", date(2026, 5, 4)))
    assert (ActKind.CONTACTS_CHECKED, date(2026, 5, 4)) in days()


def test_coverage_asks_for_them_by_unit(record):
    unit = unit_at(XINGFU)
    assert [act.id for act in acts_by_unit([unit.id], None)[unit.id]] == [record.id]


def test_every_kind_of_record_is_one_of_the_engine():
    opens, answers = RecordKind.INCIDENT, RecordKind.INCIDENT_EVALUATION
    assert {kind.value for kind in RecordKind} - {opens, answers} == set(ActKind) - {ActKind.CONTACTS_CHECKED}


def test_a_fire_training_meets_its_duty_until_it_is_withdrawn(covered):
    unit = unit_at(XINGFU)
    with committed():
        record_fact(CITY, unit, "fire_key_unit", True, Stretch(date(2020, 1, 1), FAR_DAY), "认定名单")
        set_terms(CITY, get_region(CITY, "231100000000"), date(2024, 1, 1), date(2024, 6, 30), "启用")
    assert light("TR-03") == "overdue"
    fire = registered(told=FIRE, kind=RecordKind.FIRE_TRAINING)
    assert light("TR-03") == "met"
    with committed():
        actions.withdraw(TOWNSHIP, fire.id, "误登")
    assert light("TR-03") == "overdue"


def light(rule_id):
    """The state of the unit's duty by this rule on a day of the year of the record."""
    lines = lines_of_unit(unit_at(XINGFU).id, date(2026, 9, 1))
    return next(line.light.value for line in lines if line.row.rule_id == rule_id)
