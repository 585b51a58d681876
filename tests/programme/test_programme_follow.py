"""Once a line is a drill, the programme tells the drill's day and state, and nothing older."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
import time_machine
from drill_cast import HELD
from openpyxl import load_workbook
from programme_cast import COUNTY, again, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.drills.actions import cancel_drill, move_drill
from emergency.drills.actions_life import postpone_drill, publish_drill, revive_drill
from emergency.drills.actions_record import hold_drill
from emergency.drills.facts import Span
from emergency.drills.models import Drill
from emergency.drills.words import State
from emergency.programme.actions_accept import accept_line
from emergency.programme.actions_propose import accept_change, propose, renew
from emergency.programme.queries import counts_of
from emergency.programme.words import Proposal
from emergency.units.models import Unit

Go = Callable[..., Visitor]


@pytest.fixture
def programme(district):
    return made()


@pytest.fixture
def line(programme, district):
    """The town's yearly drill, published in the register."""
    found = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        accept_line(COUNTY, programme, found, found.version)
    with committed():
        publish_drill(COUNTY, drill_of(found), drill_of(found).version)
    return again(found)


def drill_of(line) -> Drill:
    return db.session.get_one(Drill, again(line).drill_id)


def on(drill: Drill, day: date) -> Span:
    return Span(*(moment.replace(day.year, day.month, day.day) for moment in (drill.starts_at, drill.ends_at)))


def move(line, day: date) -> None:
    with committed():
        move_drill(COUNTY, drill_of(line), on(drill_of(line), day), "与会议冲突", drill_of(line).version)


def postpone(line) -> None:
    with committed():
        postpone_drill(COUNTY, drill_of(line), "暴雪", drill_of(line).version)


def cancel(line) -> None:
    with committed():
        cancel_drill(COUNTY, drill_of(line), "另行安排", drill_of(line).version)


def checked(programme) -> None:
    programme = again(programme)
    found = renew(programme)
    with committed():
        propose(COUNTY, again(programme), found, programme.version)


def take_over(programme, line) -> None:
    line = again(line)
    with committed():
        accept_change(COUNTY, again(programme), line, line.version)


def test_a_line_moves_with_its_drill_at_once(line):
    move(line, date(2027, 9, 8))
    assert (again(line).day, again(line).drill_state) == (date(2027, 9, 8), State.PUBLISHED)


def test_list_month_and_excel_tell_the_same_day(go: Go, programme, line):
    move(line, date(2027, 9, 8))
    visitor, url = go(COUNTY), f"/programmes/{programme.id}"
    listed = text_of(visitor.get(f"{url}/lines?rule=DR-08&month=9"), "table.grid")
    assert "2027-09-08" in listed
    assert "已发布" in listed
    month = visitor.get(f"{url}/month?month=9")
    assert month.select_one(f'table.month a[href="/programme-lines/{line.id}"]')
    sheet = load_workbook(BytesIO(visitor.fetch(f"{url}/table.xlsx?rule=DR-08").data)).active
    assert "2027-09-08" in [str(row[7])[:10] for row in sheet.iter_rows(values_only=True)]


def test_a_record_entered_late_is_marked_on_list_and_in_both_workbooks(go: Go, programme, line):
    held_on = again(line).day
    with time_machine.travel(datetime.combine(held_on, time(12), SHANGHAI) + timedelta(days=25)), committed():
        drill = drill_of(line)
        unit = db.session.get_one(Unit, drill.organiser_id)
        hold_drill(COUNTY, drill, unit, replace(HELD, held_on=held_on), drill.version)
    visitor, url = go(COUNTY), f"/programmes/{programme.id}"
    assert "补录 25 天" in text_of(visitor.get(f"{url}/lines?rule=DR-08"), "table.grid")
    for name in ("lines", "table"):
        sheet = load_workbook(BytesIO(visitor.fetch(f"{url}/{name}.xlsx?rule=DR-08").data)).active
        assert any("补录25天" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_cancelled_drill_is_told_with_its_word_and_stands_nowhere(go: Go, programme, line):
    before = counts_of(COUNTY, programme)
    cancel(line)
    after = counts_of(COUNTY, again(programme))
    assert (after["placed"], after["called_off"]) == (before["placed"] - 1, 1)
    visitor = go(COUNTY)
    assert "演练已取消" in text_of(visitor.get(f"/programmes/{programme.id}/lines?state=called_off"), "table.grid")
    assert "另行安排" in text_of(visitor.get(f"/programme-lines/{line.id}"))


def test_another_day_for_a_cancelled_drill_is_proposed_as_what_it_is(go: Go, programme, line):
    cancel(line)
    checked(programme)
    found = again(line)
    assert (found.proposal, found.drill_state) == (Proposal.RENEW, State.CANCELLED)
    page = text_of(go(COUNTY).get(f"/programmes/{programme.id}/changes"), "table.grid")
    assert "另排" in page
    assert "演练已取消" in page


def test_once_accepted_the_line_is_an_ordinary_one_again(programme, line):
    cancel(line)
    checked(programme)
    day = again(line).proposed_day
    take_over(programme, line)
    found = again(line)
    assert (found.day, found.drill_id, found.drill_state, found.locked) == (day, None, None, False)


def test_a_postponed_drill_itself_goes_to_the_accepted_day(programme, line):
    postpone(line)
    number = again(line).drill_id
    checked(programme)
    day = again(line).proposed_day
    take_over(programme, line)
    found = again(line)
    assert (found.day, found.drill_id, found.drill_state) == (day, number, State.PUBLISHED)
    assert db.session.scalar(db.select(db.func.count()).select_from(Drill)) == 1


def test_a_programme_made_anew_knows_the_postponed_drill(programme, line):
    postpone(line)
    number = again(line).drill_id
    newer = made()
    found = lines_of(newer)[again(line).task_key]
    assert (found.drill_id, found.day, found.proposal) == (number, None, Proposal.RENEW)


def test_a_drill_revived_by_hand_stands_in_the_programme_again(programme, line):
    cancel(line)
    with committed():
        drill = drill_of(line)
        revive_drill(COUNTY, drill, on(drill, date(2027, 6, 23)), "恢复", drill.version)
    assert (again(line).day, again(line).drill_state) == (date(2027, 6, 23), State.PUBLISHED)
    checked(programme)
    assert not again(line).proposal
