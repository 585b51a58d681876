"""What the office sets: limits, observers with leave, seasons; and what wrong input is told."""

from collections.abc import Callable
from datetime import date

import pytest
from places import NEIGHBOUR
from programme_cast import AIHUI, CITY, COUNTY, TOWNSHIP, XINGFU, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.programme.actions_settings import CrewDetails, add_season, save_crew, set_limit
from emergency.programme.models import ProgrammeCrew, ProgrammeLimit, ProgrammeSeason
from emergency.units.facts import UnitKind
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]
SETTINGS = "/programmes/settings"


def crew(away=(), a_day=1, kinds=(), scope=COUNTY) -> ProgrammeCrew:
    with committed():
        return save_crew(scope, get_region(CITY, AIHUI), CrewDetails("专家一组", a_day, kinds, away))


def test_a_limit_is_set_and_taken_away(go: Go, district):
    visitor = go(COUNTY)
    visitor.post(f"{SETTINGS}/limits", {"region": XINGFU, "a_day": "1", "reason": "人手不足", "seen": "0"})
    assert "幸福乡" in text_of(visitor.get(SETTINGS))
    row = db.session.get_one(ProgrammeLimit, XINGFU)
    visitor.post(f"{SETTINGS}/limits/{XINGFU}/remove", {"seen": str(row.version)})
    assert "没有单独设定" in text_of(visitor.get(SETTINGS))


def test_two_officers_setting_one_limit_the_second_is_told(go: Go, district):
    sent = {"region": XINGFU, "a_day": "1", "reason": "人手不足", "seen": "0"}
    go(COUNTY).post(f"{SETTINGS}/limits", sent)
    assert "没有保存" in go(COUNTY).post(f"{SETTINGS}/limits", {**sent, "a_day": "3"}, status=409).get_data(
        as_text=True
    )


@pytest.mark.parametrize("wrong", [{"region": "231183000000"}, {"region": "哪里"}, {"a_day": "-1"}, {"a_day": "1e9"}])
def test_a_wrong_limit_comes_back(go: Go, district, wrong: dict):
    sent = {"region": XINGFU, "a_day": "1", "reason": "人手不足", "seen": "0", **wrong}
    go(COUNTY).post(f"{SETTINGS}/limits", sent, status=422)


def test_capacity_none_leaves_every_drill_of_the_place_with_its_reason(district):
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 0, "全年整修", 0)
    lines = lines_of(made()).values()
    assert not [line for line in lines if line.day]
    assert all(line.sentence for line in lines)


def test_an_observer_on_leave_all_year_leaves_its_drills_unplaced(district):
    crew(away=((date(2027, 1, 1), date(2027, 12, 31)),), kinds=(UnitKind.SCHOOL,))
    lines = lines_of(made()).values()
    school = [line for line in lines if line.unit_id == district["school"].id]
    assert not [line for line in school if line.day]
    assert all("专家一组" in line.sentence for line in school if line.kind == "duty")
    assert [line for line in lines if line.unit_id != district["school"].id and line.day]


def test_an_observer_is_never_at_two_drills_a_day(district):
    crew()
    days = [line.day for line in lines_of(made()).values() if line.day]
    assert len(days) == len(set(days))


def test_an_observer_is_entered_changed_and_ended(go: Go, district):
    visitor = go(COUNTY)
    sent = {"region": AIHUI, "name": "救援队", "a_day": "1", "away": "2027-05-01 至 2027-05-07\n2027-09-09"}
    visitor.post(f"{SETTINGS}/crews/new", sent)
    row = db.session.scalars(db.select(ProgrammeCrew)).one()
    assert row.away == [["2027-05-01", "2027-05-07"], ["2027-09-09", "2027-09-09"]]
    visitor.get(f"{SETTINGS}/crews/{row.id}")
    visitor.post(f"{SETTINGS}/crews/{row.id}/end", {"seen": str(row.version)})
    assert "已停用" in text_of(visitor.get(SETTINGS))
    go(NEIGHBOUR).get(f"{SETTINGS}/crews/{row.id}", 404)


@pytest.mark.parametrize(
    "away", ["五月", "2027-05-07 至 2027-05-01", "2027-13-01", "0001-01-01", "2027-01-01 至 2098-01-01"]
)
def test_days_away_that_make_no_sense_come_back(go: Go, district, away: str):
    sent = {"region": AIHUI, "name": "救援队", "a_day": "1", "away": away}
    go(COUNTY).post(f"{SETTINGS}/crews/new", sent, status=422)


def test_a_season_of_the_office_stands_in_place_of_the_default(go: Go, district):
    visitor = go(COUNTY)
    visitor.get(f"{SETTINGS}/seasons/new")
    sent = {
        "region": AIHUI,
        "name": "important_times",
        "first": "2027-03-01",
        "last": "2027-06-30",
        "source": "区里通知",
    }
    visitor.post(f"{SETTINGS}/seasons/new", sent)
    assert "区里通知" in text_of(visitor.get(SETTINGS))
    line = line_for(made(), district["works"], "DR-05a", "2027")
    assert not date(2027, 3, 1) <= line.day <= date(2027, 6, 30)
    row = db.session.scalars(db.select(ProgrammeSeason)).one()
    visitor.post(f"{SETTINGS}/seasons/{row.id}/remove", {"seen": str(row.version)})
    assert db.session.scalar(db.select(ProgrammeSeason.id)) is None


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(date(2027, 6, 1), date(2027, 5, 1), "last"), (date(2027, 12, 1), date(2028, 1, 1), "last")],
)
def test_a_season_that_makes_no_sense_is_refused(district, first: date, last: date, field: str):
    with pytest.raises(Refusal) as refused, committed():
        add_season(COUNTY, get_region(COUNTY, AIHUI), "exams", (first, last), "通知")
    assert refused.value.field == field


def test_a_township_has_no_settings(go: Go, district):
    go(TOWNSHIP).get(SETTINGS, 403)
