"""What a person does with one line: move, lock, open fire, make it a drill; and two officers at once."""

from collections.abc import Callable
from datetime import date

import pytest
from programme_cast import COUNTY, again, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Refusal
from emergency.base.jobs import work_once
from emergency.drills.models import Drill
from emergency.drills.words import State
from emergency.programme.actions_accept import accept_all, accept_line
from emergency.programme.actions_lines import lock_line, move_line, set_open_fire
from emergency.programme.actions_settings import set_limit
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]
BAD_DAYS = (
    ("2027-10-01", "10月1日", "国庆节"), ("2027-05-15", "周末", "周末"), ("2026-06-23", "2027年", "2027年"),
)  # fmt: skip


@pytest.fixture
def programme(district):
    return made()


@pytest.fixture
def town_line(programme, district):
    return line_for(programme, district["town"], "DR-08", "2027")


def move(programme, line, day: date) -> None:
    with committed():
        move_line(COUNTY, programme, line, day, line.version)


def test_a_moved_line_stands_locked_on_its_day(programme, town_line):
    move(programme, town_line, date(2027, 6, 23))
    assert (again(town_line).day, again(town_line).locked) == (date(2027, 6, 23), True)


@pytest.mark.parametrize(("day", "_what", "word"), BAD_DAYS)
def test_a_day_that_breaks_a_rule_is_refused_with_its_reason(programme, town_line, day: str, _what: str, word: str):
    with pytest.raises(Refusal) as refused:
        move(programme, town_line, date.fromisoformat(day))
    assert refused.value.field == "day"
    assert word in refused.value.sentence


def test_two_drills_of_one_unit_never_share_a_day(programme, district):
    school = district["school"]
    march, april = (line_for(programme, school, "DR-12", f"2027-0{month}") for month in (3, 4))
    with pytest.raises(Refusal):
        move(programme, again(april), again(march).day)


def test_two_officers_moving_one_drill_the_second_is_told(go: Go, programme, town_line):
    seen = {"seen": str(town_line.version)}
    go(COUNTY).post(f"/programme-lines/{town_line.id}/move", {"day": "2027-06-23", **seen})
    late = go(COUNTY).post(f"/programme-lines/{town_line.id}/move", {"day": "2027-06-24", **seen}, status=409)
    text = late.get_data(as_text=True)
    assert "2027-06-24" in text and f"由{COUNTY.name}于" in text and "现在排在2027-06-23（已锁定）" in text
    assert again(town_line).day == date(2027, 6, 23)


def test_a_line_is_locked_and_let_go(programme, town_line):
    with committed():
        lock_line(COUNTY, programme, town_line, True, town_line.version)
    line = again(town_line)
    assert line.locked
    with committed():
        lock_line(COUNTY, programme, line, False, line.version)
    assert not again(line).locked


def test_the_buttons_of_the_page_lock_and_unlock(go: Go, town_line):
    visitor, url = go(COUNTY), f"/programme-lines/{town_line.id}"
    visitor.post(f"{url}/lock", {"seen": str(town_line.version)})
    assert "取消锁定" in text_of(visitor.get(url))
    stale = visitor.post(f"{url}/lock", {"seen": str(town_line.version - 1)}, status=409)
    assert "没有保存" in stale.get_data(as_text=True)


def test_open_fire_in_the_fire_season_needs_an_approval_number(programme, town_line):
    move(programme, town_line, date(2027, 5, 26))
    line = again(town_line)
    with pytest.raises(Refusal) as refused, committed():
        set_open_fire(COUNTY, programme, line, True, "", line.version)
    assert refused.value.field == "approval"
    line = again(town_line)
    with committed():
        set_open_fire(COUNTY, programme, line, True, "爱政火批〔2027〕1号", line.version)
    assert again(line).approval


def test_a_township_whose_limit_is_none_takes_no_drill(programme, town_line):
    with committed():
        set_limit(COUNTY, get_region(COUNTY, "231102200000"), 0, "全年整修", 0)
    with pytest.raises(Refusal):
        move(programme, again(town_line), date(2027, 6, 23))


def test_an_accepted_line_is_a_draft_in_the_register(programme, town_line):
    with committed():
        number = accept_line(COUNTY, programme, town_line, town_line.version)
    drill = db.session.get_one(Drill, number)
    assert (drill.state, drill.organiser_id) == (State.DRAFT, town_line.unit_id)
    assert [(duty.rule_id, duty.plan_id) for duty in drill.duties] == [("DR-08", None)]
    assert again(town_line).drill_id == number


def test_a_drill_of_the_register_is_moved_there_and_not_here(programme, town_line):
    with committed():
        accept_line(COUNTY, programme, town_line, town_line.version)
    with pytest.raises(Refusal, match="演练台账"):
        move(programme, again(town_line), date(2027, 6, 23))


def test_all_lines_become_drills(programme):
    with committed():
        accept_all(COUNTY, programme)
    while work_once():
        pass
    lines = lines_of(programme).values()
    assert all(line.drill_id for line in lines if line.day)


def test_many_lines_become_drills_by_a_job(programme, monkeypatch):
    monkeypatch.setattr("emergency.programme.actions_accept.PIECE", 3)
    with committed():
        assert accept_all(COUNTY, programme) == 0
    while work_once():
        pass
    assert all(line.drill_id for line in lines_of(programme).values() if line.day)


def test_a_line_accepted_twice_makes_one_drill(programme, town_line):
    seen = town_line.version
    with committed():
        accept_line(COUNTY, programme, town_line, seen)
    with pytest.raises(Conflict), committed():
        accept_line(COUNTY, programme, again(town_line), seen)
    assert db.session.scalar(db.select(db.func.count()).select_from(Drill)) == 1
