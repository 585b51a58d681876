"""Making the programme of a year: asked, placed by a job, what it refuses, what it keeps."""

from datetime import date

import pytest
from drill_cast import PLANNED
from programme_cast import AIHUI, CITY, COUNTY, XINGFU, again, line_for, lines_of, made

from emergency.audit.models import AuditEvent
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Refusal
from emergency.base.jobs import work_once
from emergency.drills.actions import create_drill
from emergency.programme.actions_lines import lock_line, move_line
from emergency.programme.actions_make import ask_programme, stop_making
from emergency.programme.asking import asking_of
from emergency.programme.models import Programme, ProgrammeRun
from emergency.programme.words import Making
from emergency.units.queries_regions import get_region


def asked(year=2027, a_day=2, seed=0, region=AIHUI) -> Programme:
    with committed():
        return ask_programme(COUNTY, get_region(CITY, region), year, a_day, seed)


def test_every_owed_drill_is_a_line_with_a_day_or_a_reason(district):
    lines = lines_of(made())
    assert {key.split(":")[1] for key in lines} == {"DR-05a", "DR-08", "DR-12"}
    assert all(line.day or line.sentence for line in lines.values())
    assert all(line.first_day <= line.day <= line.last_day for line in lines.values() if line.day)


def test_a_school_owes_the_months_of_its_terms(district):
    months = {line.term for line in lines_of(made()).values() if line.rule_id == "DR-12"}
    assert {"2027-03", "2027-06", "2027-09", "2027-12"} <= months
    assert not months & {"2027-02", "2027-08"}


def test_a_job_makes_what_was_asked_for(district):
    programme = asked()
    while work_once():
        pass
    assert again(programme).state == Making.READY
    assert db.session.get(ProgrammeRun, programme.id).whole > 0
    said = db.session.scalars(db.select(AuditEvent.sentence).where(AuditEvent.tag == "programme.made")).all()
    assert "待演" in said[0]


def test_a_making_that_was_asked_to_stop_keeps_the_best_so_far(district):
    programme = asked()
    with committed():
        stop_making(COUNTY, programme)
    while work_once():
        pass
    assert again(programme).state in (Making.STOPPED, Making.READY)
    assert lines_of(programme)


def test_the_same_seed_makes_the_same_days(district):
    first = {key: line.day for key, line in lines_of(made(seed=7)).items()}
    assert {key: line.day for key, line in lines_of(made(seed=7)).items()} == first


def test_a_new_programme_takes_the_place_and_keeps_what_was_locked(district):
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        lock_line(COUNTY, programme, line, True, line.version)
    day = line.day
    second = made(seed=5)
    assert again(programme).state == Making.REPLACED
    kept = line_for(second, district["town"], "DR-08", "2027")
    assert (kept.day, kept.locked) == (day, True)


@pytest.mark.parametrize(
    ("asking", "field"),
    [
        ({"year": 2025}, "year"), ({"year": 99999}, "year"), ({"a_day": 0}, "a_day"), ({"a_day": 10_000}, "a_day"),
        ({"seed": -1}, "seed"), ({"region": XINGFU}, "region"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_beside_its_field(district, asking: dict, field: str):
    with pytest.raises(Refusal) as refused:
        asked(**asking)
    assert refused.value.field == field


def test_only_one_is_made_at_a_time(district):
    asked()
    with pytest.raises(Conflict):
        asked()


def test_a_year_without_a_holiday_table_is_placed_on_safe_weekdays_and_says_so(district):
    programme = made()
    assert not programme.year_known
    days = [line.day for line in lines_of(programme).values() if line.day]
    assert all(day.weekday() < 5 for day in days)
    assert not [day for day in days if abs((day - date(2027, 10, 1)).days) <= 5]


def test_a_past_day_is_never_proposed_for_this_year(district):
    days = [line.day for line in lines_of(made(year=2026)).values() if line.day]
    assert days
    assert min(days) >= date(2026, 11, 21)


def test_a_line_moved_by_hand_is_kept_where_it_was_put(district):
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        move_line(COUNTY, programme, line, date(2027, 6, 23), line.version)
    assert line_for(made(), district["town"], "DR-08", "2027").day == date(2027, 6, 23)


def test_a_drill_held_long_ago_is_on_the_board_and_no_question(district):
    with committed():
        drill = create_drill(COUNTY, district["town"], PLANNED)
    asking = asking_of(AIHUI, 2026, 2, 0)
    key = f"drill:{drill.id}"
    assert key in {draft.key for draft in asking.drafts}
    assert key not in {task.key for task in asking.tasks()}
    assert lines_of(made(year=2026))[key].day == date(2026, 7, 10)
