"""The office's check: accepted a drill counts, returned it does not, and who recorded it decides neither."""

from datetime import date, timedelta

import pytest
import time_machine
from drill_cast import CITY, COUNTY, HELD, NOW, TOWNSHIP, again, held, planned, unit_of
from places import NEIGHBOUR, XINGFU_VILLAGE, keeper
from sqlalchemy import select

from emergency.base import slots
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.drills.actions_check import accept_drill, return_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import DutyChoice
from emergency.drills.models import DrillCredit
from emergency.drills.queries import credits_of

DUTY = (DutyChoice("DR-03"),)


def accepted(**changes):
    drill = held(duties=DUTY, **changes)
    with committed():
        accept_drill(COUNTY, drill, unit_of(), drill.version)
    return again(drill)


def test_an_accepted_drill_counts_for_its_duties_on_the_day_it_was_held(town):
    drill = accepted()
    (credit,) = credits_of([drill.organiser_id])
    assert (credit.rule_id, credit.plan_id, credit.held_on) == ("DR-03", None, date(2026, 6, 18))


def test_a_drill_held_for_nothing_counts_for_nothing(town):
    drill = held()
    with committed():
        accept_drill(COUNTY, drill, unit_of(), drill.version)
    assert credits_of([drill.organiser_id]) == []


def test_what_counted_at_a_moment_can_still_be_asked(town):
    drill = accepted()
    later = NOW + timedelta(days=2)
    with time_machine.travel(later, tick=False), committed():
        return_drill(COUNTY, drill, unit_of(), "签到表不全", drill.version)
    assert credits_of([drill.organiser_id]) == []
    assert len(credits_of([drill.organiser_id], known_at=NOW + timedelta(days=1))) == 1
    assert credits_of([drill.organiser_id], known_at=NOW - timedelta(days=1)) == []


def test_accepting_announces_the_unit(town):
    drill = held(duties=DUTY)
    with committed():
        accept_drill(COUNTY, drill, unit_of(), drill.version)
        assert slots.announced() == {"facts_changed": {drill.organiser_id}}


def test_who_recorded_cannot_accept(town):
    drill = held(COUNTY)
    with pytest.raises(Refusal, match="登记人不能核对"), committed():
        accept_drill(COUNTY, drill, unit_of(), drill.version)


def test_the_own_office_does_not_check_its_own_drill(town):
    drill = held(keeper(unit_of().id))
    with pytest.raises(Refusal, match="县（市、区）级应急管理机构"), committed():
        accept_drill(TOWNSHIP, drill, unit_of(), drill.version)


def test_a_township_checks_the_drill_of_its_village(town):
    village = unit_of(XINGFU_VILLAGE)
    drill = planned(COUNTY, XINGFU_VILLAGE)
    with committed():
        hold_drill(COUNTY, drill, village, HELD, drill.version)
    with committed():
        accept_drill(TOWNSHIP, drill, village, drill.version)
    assert again(drill).acceptance == "accepted"


def test_returning_needs_a_reason_that_the_unit_sees(go):
    drill = held()
    go(COUNTY).post(f"/drills/{drill.id}/return", {"seen": drill.version, "reason": ""}, 422)
    go(COUNTY).post(f"/drills/{drill.id}/return", {"seen": drill.version, "reason": "签到表不全"})
    assert "签到表不全" in go(TOWNSHIP).get(f"/drills/{drill.id}").get_text()


def test_the_button_accepts(go):
    drill = held(duties=DUTY)
    page = go(COUNTY).get(f"/drills/{drill.id}")
    assert page.find("form", action=f"/drills/{drill.id}/accept")
    go(COUNTY).post(f"/drills/{drill.id}/accept", {"seen": drill.version})
    assert again(drill).checked_by == COUNTY.name


def test_accepting_a_drill_for_no_duty_says_that_it_counts_for_none(go):
    drill, county = held(), go(COUNTY)
    county.post(f"/drills/{drill.id}/accept", {"seen": drill.version})
    assert "不计入任何一项" in county.get(f"/drills/{drill.id}").get_text()


def test_the_recorder_sees_no_button_but_whom_to_ask(go):
    drill = held(COUNTY)
    page = go(COUNTY).get(f"/drills/{drill.id}")
    assert not page.find("form", action=f"/drills/{drill.id}/accept")
    assert "登记人不能核对自己登记的记录" in page.get_text()


def test_the_queue_holds_what_waits_in_the_scope(go):
    drill = held()
    assert drill.title in go(COUNTY).get("/drills/waiting").get_text()
    assert drill.title not in go(NEIGHBOUR).get("/drills/waiting").get_text()
    go(keeper(drill.organiser_id)).fetch("/drills/waiting", 403)


def test_accepting_twice_is_refused_and_counts_once(town):
    drill = accepted()
    with pytest.raises(Refusal), committed():
        accept_drill(CITY, drill, unit_of(), drill.version)
    assert len(db.session.scalars(select(DrillCredit)).all()) == 1
