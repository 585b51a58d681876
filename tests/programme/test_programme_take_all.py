"""Accepting all changes: what was moved meanwhile is asked again, one refusal stops nobody; large ones by a job."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from drill_cast import PLANNED
from programme_cast import COUNTY, XINGFU, again, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.database import committed, db
from emergency.base.jobs import work_once
from emergency.drills.actions import create_drill
from emergency.drills.actions_life import postpone_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.programme import views_changes
from emergency.programme.actions_accept import accept_line
from emergency.programme.actions_lines import move_line
from emergency.programme.actions_propose import accept_changes, propose, renew
from emergency.programme.actions_settings import set_limit
from emergency.programme.models import Programme
from emergency.programme.words import Proposal
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]


@pytest.fixture
def programme(district):
    return made()


def check(programme: Programme) -> None:
    found = renew(again(programme))
    with committed():
        propose(COUNTY, again(programme), found, again(programme).version)


def take_all(programme: Programme) -> list[str]:
    with committed():
        programme = again(programme)
        return accept_changes(COUNTY, programme, programme.version)


def postponed_line(programme: Programme, district):
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        drill_id = accept_line(COUNTY, programme, line, line.version)
    with committed():
        drill = db.session.get_one(Drill, drill_id)
        drill.unpublished, drill.state = None, "published"
        postpone_drill(COUNTY, drill, "大风", drill.version)
    return line


def test_a_day_that_was_filled_meanwhile_is_not_taken(programme, district):
    line = postponed_line(programme, district)
    check(programme)
    day = again(line).proposed_day
    rows = lines_of(again(programme)).values()
    other = next(row for row in rows if row.unit_id == district["works"].id and row.first_day <= day <= row.last_day)
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 1, "人手少", 0)
    with committed():
        move_line(COUNTY, again(programme), other, day, other.version)
    (left,) = take_all(programme)
    assert district["town"].name in left and "每天的上限是1次" in left
    assert again(line).proposal == Proposal.RENEW


def test_one_drill_that_refuses_stops_nobody_else(programme, district):
    line = postponed_line(programme, district)
    check(programme)
    with time_machine.travel(datetime(2027, 6, 1, 4, tzinfo=UTC), tick=False):
        (left,) = take_all(programme)
    assert district["town"].name in left and again(line).proposal == Proposal.RENEW


def test_a_large_programme_is_checked_by_the_job(go: Go, programme, district, monkeypatch):
    monkeypatch.setattr(views_changes, "AT_ONCE", 3)
    line = postponed_line(programme, district)
    visitor, page = go(COUNTY), f"/programmes/{programme.id}/changes"
    visitor.post(f"/programmes/{programme.id}/propose", {"seen": str(again(programme).version)})
    assert "正在检查变动" in text_of(visitor.get(page))
    while work_once():
        pass
    assert "正在检查变动" not in text_of(visitor.get(page))
    assert again(line).proposal == Proposal.RENEW


def test_a_line_moved_while_it_was_reckoned_stays(programme, district):
    line = line_for(programme, district["town"], "DR-08", "2027")
    found = renew(again(programme))
    with committed():
        move_line(COUNTY, again(programme), again(line), date(2027, 6, 23), again(line).version)
    with committed():
        propose(COUNTY, again(programme), found, again(programme).version)
    assert (again(line).day, again(line).proposal) == (date(2027, 6, 23), Proposal.NONE)


def test_the_page_says_how_many_drills_wait_to_be_listed(go: Go, programme, district):
    starts = PLANNED.span.starts_at.replace(year=2027, month=6, day=22)
    with committed():
        create_drill(COUNTY, district["works"], replace(PLANNED, span=Span(starts, starts + timedelta(hours=2))))
    page = f"/programmes/{programme.id}"
    assert "另有1次演练" in text_of(go(COUNTY).get(page))
    check(programme)
    assert "还没有列入" not in text_of(go(COUNTY).get(page))
