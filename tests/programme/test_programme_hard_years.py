"""Years that do not fit, asked for and looked at through the pages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from places import AIHUI, XINGFU
from programme_cast import CITY, COUNTY, again, line_for, lines_of, made
from sqlalchemy import insert
from visitors import Visitor, text_of

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.coverage.models import Duty
from emergency.drills.actions import move_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.obligations.actions import enter_workdays
from emergency.programme.actions_accept import accept_line
from emergency.programme.facts import Reason
from emergency.programme.models import Programme
from emergency.programme.queries import counts_of
from emergency.units.models import Unit, UnitFact

Go = Callable[..., Visitor]
SCHOOLS = 400
LATE = datetime(2026, 12, 20, 4, tzinfo=UTC)
LAST_OF_NOVEMBER = datetime(2026, 11, 30, 1, tzinfo=UTC)
NOTICE = "\n".join(
    ["2027-01-01 放假 元旦", "2027-10-09 上班 国庆节", *(f"2027-10-0{n} 放假 国庆节" for n in (1, 4, 5, 6, 7))]
)


def _asked(visitor: Visitor, year: int) -> Programme:
    """Ask for a county's year on the page and let the job make it."""
    sent = visitor.post("/programmes/new", {"region": AIHUI, "year": str(year), "a_day": "2", "seed": "0"})
    while work_once():
        pass
    visitor.get(sent.location)
    return db.session.get_one(Programme, int(sent.location.rpartition("/")[2]))


def _copy(row: Any, **changes: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns if column.name != "id"} | changes


def _many_schools(school: Unit) -> None:
    """Four hundred more like this one, in its township, each owing what it owes."""
    tiles = list(db.session.scalars(db.select(Duty).where(Duty.unit_id == school.id, Duty.rule_id == "DR-12")))
    facts = list(db.session.scalars(db.select(UnitFact).where(UnitFact.unit_id == school.id)))
    units = [_copy(school, id=10_000 + n, name=f"第{n}小学") for n in range(SCHOOLS)]
    duties = [_copy(tile, unit_id=unit["id"], subject_id=unit["id"]) for unit in units for tile in tiles]
    db.session.execute(insert(Unit), units)
    db.session.execute(insert(UnitFact), [_copy(fact, unit_id=unit["id"]) for unit in units for fact in facts])
    db.session.execute(insert(Duty), duties)
    db.session.commit()


def test_of_four_hundred_schools_in_one_week_none_is_lost_or_squeezed_in(go: Go, district):
    _many_schools(district["school"])
    with time_machine.travel(LATE, tick=False):
        visitor = go(COUNTY)
        programme = _asked(visitor, 2026)
        lines = [line for line in lines_of(programme).values() if line.term == "2026-12"]
        assert len(lines) > SCHOOLS
        placed = [line.day for line in lines if line.day]
        assert max(placed.count(day) for day in placed) <= 2
        page = text_of(visitor.get(f"/programmes/{programme.id}/unplaced"))
        assert "该地区每天的上限已满" in page
        counts = counts_of(COUNTY, programme)
        assert counts["placed"] + counts["unplaced"] == counts["whole"]


def test_a_window_of_one_day_that_is_a_holiday_is_told_on_the_page(go: Go, district):
    with committed():
        rows = [(date(2026, 1, 1), False, "元旦"), (date(2026, 11, 30), False, "临时放假")]
        enter_workdays(system_scope(), 2026, rows, "国办发明电〔2026〕9号", "通知")
    with time_machine.travel(LAST_OF_NOVEMBER, tick=False):
        visitor = go(COUNTY)
        programme = _asked(visitor, 2026)
        line = line_for(programme, district["school"], "DR-12", "2026-11")
        assert (line.day, line.reason) == (None, Reason.NO_OPEN_DAY)
        assert "只有2026-11-30一天（临时放假）" in text_of(visitor.get(f"/programmes/{programme.id}/unplaced"))


def test_a_year_without_its_table_is_planned_safely_and_again_once_it_is_pasted(go: Go, district):
    visitor, office = go(COUNTY), go(CITY)
    programme = _asked(visitor, 2027)
    assert "2027年放假安排尚未录入" in text_of(visitor.get(f"/programmes/{programme.id}"))
    told = {"year": "2027", "notice": "国办发明电〔2026〕1号", "source": "通知", "days": NOTICE, "keep": "yes"}
    office.post("/workdays/import", told)
    assert "放假安排已经录入" in text_of(visitor.get(f"/programmes/{programme.id}"))
    visitor.post(f"/programmes/{programme.id}/propose", {"seen": str(again(programme).version)})
    page = text_of(visitor.get(f"/programmes/{programme.id}"))
    assert "放假安排尚未录入" not in page
    assert "放假安排已经录入" not in page


def test_a_township_without_capacity_places_nothing_until_it_has_some(go: Go, district):
    visitor = go(COUNTY)
    visitor.post("/programmes/settings/limits", {"region": XINGFU, "a_day": "0", "reason": "整修", "seen": "0"})
    programme = _asked(visitor, 2027)
    assert "每天的上限设为0" in text_of(visitor.get(f"/programmes/{programme.id}/unplaced"))
    visitor.post(f"/programmes/settings/limits/{XINGFU}/remove", {"seen": "1"})
    visitor.post(f"/programmes/{programme.id}/propose", {"seen": str(again(programme).version)})
    visitor.post(f"/programmes/{programme.id}/changes/accept", {"seen": str(again(programme).version)})
    assert "全部排下了" in text_of(visitor.get(f"/programmes/{programme.id}/unplaced"))


def test_an_observer_on_leave_all_year_is_named_on_the_page(go: Go, district):
    visitor = go(COUNTY)
    away = "2026-01-01 至 2027-12-31"
    told = {"region": AIHUI, "name": "王观摩", "a_day": "1", "away": away, "seen": "0"}
    visitor.post("/programmes/settings/crews/new", told)
    programme = _asked(visitor, 2027)
    page = text_of(visitor.get(f"/programmes/{programme.id}/unplaced"))
    assert "观摩评估人员外出" in page
    assert "王观摩在可排日期" in page


def test_an_officer_whose_page_is_older_than_the_register_is_told(go: Go, district):
    programme = made()
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        number = accept_line(COUNTY, programme, line, line.version)
    seen = again(line).version
    with committed():
        drill = db.session.get_one(Drill, number)
        to = Span(*(moment.replace(month=9, day=8) for moment in (drill.starts_at, drill.ends_at)))
        move_drill(COUNTY, drill, to, "", drill.version)
    stale = go(CITY).post(f"/programme-lines/{line.id}/move", {"day": "2027-06-23", "seen": str(seen)}, status=409)
    assert "没有保存" in stale.get_data(as_text=True)
    assert again(line).day == date(2027, 9, 8)


@pytest.mark.parametrize(
    ("region", "year", "a_day", "seed"),
    [
        (AIHUI, "", "2", "0"), (AIHUI, "2027", "0", "0"), (AIHUI, "2027", "-1", "0"), (AIHUI, "2027", "2", "x"),
        (AIHUI, "2027", "2", "-5"), ("231183000000", "2027", "2", "0"), ("", "2027", "2", "0"),
        (AIHUI, "99999999999999999999", "2", "0"), (AIHUI, "２０２七", "2", "0"),
    ],
)  # fmt: skip
def test_what_no_programme_can_be_made_of_comes_back(go: Go, region: str, year: str, a_day: str, seed: str):
    sent = {"region": region, "year": year, "a_day": a_day, "seed": seed}
    answer = go(COUNTY).post("/programmes/new", sent, status=422)
    assert "field-wrong" in answer.get_data(as_text=True)
