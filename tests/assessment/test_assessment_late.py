"""What came in late is listed with both days; what nobody checked yet is told and not counted."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from places import CITY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import unit_at

from emergency.assessment import queries
from emergency.assessment.queries_evidence import late_drills, unchecked_drills
from emergency.assessment.queries_sheet import sheet_of
from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.drills.actions import create_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DrillDetails, HeldDetails, Span
from emergency.drills.models import Drill
from emergency.drills.words import Content, Form, Purpose
from emergency.plans.words import EventClass

KIND = {"content": Content.COMPREHENSIVE, "form": Form.LIVE, "purpose": Purpose.TESTING}
ON = date(2026, 11, 21)


@pytest.fixture
def late_drill(checklists: Flask):
    """A drill of 18 June that the township recorded in September."""
    span = Span(datetime(2026, 6, 18, 9, tzinfo=SHANGHAI), datetime(2026, 6, 18, 11, tzinfo=SHANGHAI))
    planned = DrillDetails(
        title="防汛转移避险演练", span=span, event_class=EventClass.NATURAL, hazard="洪水", place="广场", **KIND
    )
    record = HeldDetails(held_on=date(2026, 6, 18), participants=120, place="广场", summary="按预案转移。", **KIND)
    with time_machine.travel(datetime(2026, 6, 1, 4, tzinfo=UTC)), committed():
        drill = create_drill(TOWNSHIP, unit_at(XINGFU), planned)
    with time_machine.travel(datetime(2026, 9, 1, 4, tzinfo=UTC)), committed():
        hold_drill(TOWNSHIP, db.session.get(Drill, drill.id), unit_at(XINGFU), record, drill.version)
    return drill.id


def subject():
    return queries.region_subject(CITY, XINGFU)


def accept(drill_id):
    """As if the county had passed the record."""
    db.session.execute(db.update(Drill).where(Drill.id == drill_id).values(acceptance="accepted"))


def test_a_drill_that_waits_for_a_check_is_told_and_not_counted(late_drill):
    assert unchecked_drills(CITY, subject(), ON) == 1
    assert late_drills(CITY, subject(), ON) == ()


def test_a_drill_recorded_late_is_listed_with_both_days(late_drill):
    accept(late_drill)
    (late,) = late_drills(CITY, subject(), ON)
    assert (late.what, late.happened, late.received) == ("防汛转移避险演练", date(2026, 6, 18), date(2026, 9, 1))


def test_the_sheet_says_what_waits_for_a_check(late_drill):
    sheet = sheet_of(CITY, subject(), ON)
    remarks = next(line.remarks for block in sheet.blocks for line in block.lines if line.number == "2.9")
    assert "另有1项待核，未计入" in remarks


def test_a_drill_after_the_day_of_the_assessment_is_left_out(late_drill):
    assert unchecked_drills(CITY, subject(), date(2026, 6, 17)) == 0


def test_a_stranger_sees_none_of_it(late_drill):
    assert unchecked_drills(NEIGHBOUR, subject(), ON) == 0
