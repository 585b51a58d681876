"""An accepted drill meets the duty that it was held for, and no other."""

from datetime import date

import pytest
import time_machine
from covered import open_duties
from drill_cast import COUNTY, NOW, TOWNSHIP, again, held, unit_of
from plan_cast import passed, town_plan

from emergency.base.database import committed
from emergency.coverage.actions import differences
from emergency.coverage.queries_duties import tiles_of_unit
from emergency.drills.actions_check import accept_drill, return_drill
from emergency.drills.facts import DutyChoice
from emergency.units.queries_histories import all_unit_ids

DUTY = (DutyChoice("DR-03"),)


@pytest.fixture
def town(covered):
    """A town with its plan in force since March, in June."""
    with time_machine.travel(NOW, tick=False):
        passed(town_plan())
        yield covered


def accepted(**changes):
    drill = held(TOWNSHIP, **changes)
    with committed():
        accept_drill(COUNTY, drill, unit_of(), drill.version)
    return again(drill)


def met_until(rule_id="DR-03"):
    return [duty.met_until for duty in open_duties(unit_of().id, rule_id)]


def test_a_drill_that_waits_meets_nothing(town):
    held(TOWNSHIP, duties=DUTY)
    assert met_until() == [None]


def test_an_accepted_drill_meets_its_duty_for_two_years_in_the_same_commit(town):
    drill = accepted(duties=DUTY)
    first, second = open_duties(unit_of().id, "DR-03")
    assert (second.starts, second.evidence_id) == (date(2026, 6, 18), drill.id)
    assert first.met_until is None and second.met_until >= date(2028, 6, 18)


def test_it_meets_no_other_duty(town):
    accepted(duties=(DutyChoice("DR-20"),))
    assert met_until() == [None]


def test_a_drill_before_the_plan_was_issued_does_not_count(town):
    accepted(duties=DUTY, held_on=date(2026, 2, 1))
    assert met_until() == [None]


def test_a_returned_drill_no_longer_meets_it_and_a_rebuild_agrees(town):
    drill = accepted(duties=DUTY)
    with committed():
        return_drill(COUNTY, drill, unit_of(), "签到表不全", drill.version)
    assert met_until() == [None]
    assert differences(all_unit_ids()) == []


def test_the_command_line_reads_the_past_of_a_duty_too(town):
    accepted(duties=DUTY)
    tiles = [tile for tile in tiles_of_unit(unit_of().id) if tile.rule_id == "DR-03"]
    assert [tile.starts for tile in tiles] == [date(2026, 3, 2), date(2026, 6, 18)]
    words = town.test_cli_runner().invoke(args=["duties", "--unit", str(unit_of().id), "--on", "2026-07-01"])
    assert words.exit_code == 0 and words.output.count("DR-03") == 1
