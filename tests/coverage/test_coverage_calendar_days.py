"""Due days of plan evaluations in the calendar of a region or a unit."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from places import AIHUI, COUNTY, NEIGHBOUR, NENJIANG, XINGFU

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.errors import NotFound
from emergency.coverage.calendar_days import evaluation_days
from emergency.coverage.models import Duty
from emergency.drills.calendar_file import calendar_of
from emergency.drills.places import region_place
from emergency.obligations.actions import seed_law
from emergency.seeding import law_rows, workday_rows
from emergency.units.queries import representing_unit

NOW = datetime(2026, 6, 20, tzinfo=UTC)


@pytest.fixture
def due(heihe):
    """A county whose evaluation falls due on 1 September 2026."""
    with time_machine.travel(NOW, tick=False):
        unit = representing_unit(COUNTY, AIHUI)
        with committed():
            seed_law(system_scope(), law_rows(), workday_rows())
        # A commit of its own: the one that brings the law derives every tile anew and would drop a made-up one.
        with committed():
            tile = Duty(
                unit_id=unit.id, unit_kind=unit.kind, counted=True, region_code=AIHUI, rule_id="EV-01", rule_version=1,
                duty_group="evaluation", force="principle", subject_kind="unit", subject_id=unit.id,
                starts=date(2023, 9, 1), ends=date(9999, 12, 31), due_on=date(2026, 9, 1), provisional=False,
                late=False, basis={}, known_from=NOW,
            )  # fmt: skip
            db.session.add(tile)
        yield unit


def test_a_principle_is_worded_as_one_and_takes_the_whole_day(due):
    (entry,) = evaluation_days(COUNTY, AIHUI, 0, 2026)
    assert entry.title == f"预案应评估：{due.name}"
    assert (entry.starts, entry.ends) == (date(2026, 9, 1), date(2026, 9, 2))
    assert "第34条" in entry.description


def test_a_unit_has_its_own_and_another_year_none(due):
    assert len(evaluation_days(COUNTY, "", due.id, 2026)) == 1
    assert evaluation_days(COUNTY, AIHUI, 0, 2027) == []


def test_a_stranger_gets_none_and_a_township_not_those_above(due):
    assert evaluation_days(NEIGHBOUR, NENJIANG, 0, 2026) == []
    assert evaluation_days(COUNTY, XINGFU, 0, 2026) == []
    with pytest.raises(NotFound):
        evaluation_days(NEIGHBOUR, "", due.id, 2026)


def test_the_same_day_keeps_its_number(due):
    assert evaluation_days(COUNTY, AIHUI, 0, 2026) == evaluation_days(COUNTY, AIHUI, 0, 2026)


def test_the_calendar_holds_them_on_request(due):
    place = region_place(COUNTY, AIHUI)
    content = calendar_of(COUNTY, place, 2026, with_due_days=True).content
    assert b"DTSTART;VALUE=DATE:20260901" in content
    assert b"20260901" not in calendar_of(COUNTY, place, 2026).content
