"""Least-change re-plan: what a move, a new unit, a switched rule, a holiday table would change, to accept or not."""

from collections.abc import Callable
from datetime import date

import pytest
from places import XINGFU
from programme_cast import COUNTY, TERMS, YEAR, _plan, _unit, again, line_for, lines_of, made
from visitors import Visitor, text_of

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.errors import Conflict
from emergency.obligations.actions import enter_workdays, switch_rule
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.programme.actions_lines import move_line
from emergency.programme.actions_propose import accept_change, accept_changes, discard_changes, propose, renew
from emergency.programme.actions_settings import remove_limit, set_limit
from emergency.programme.models import ProgrammeLimit
from emergency.programme.queries import counts_of
from emergency.programme.words import Proposal
from emergency.units.facts import UnitKind
from emergency.units.queries_regions import get_region

Go = Callable[..., Visitor]


def proposed(programme) -> int:
    """Ask what has changed."""
    programme = again(programme)
    found = renew(programme)
    with committed():
        return propose(COUNTY, again(programme), found, programme.version)


def days(programme) -> dict:
    return {key: line.day for key, line in lines_of(programme).items()}


@pytest.fixture
def programme(district):
    return made()


def test_nothing_changed_nothing_is_proposed(programme):
    before = days(programme)
    assert proposed(programme) == 0
    assert days(programme) == before


def test_a_move_changes_few_others(programme, district):
    line = line_for(programme, district["town"], "DR-08", "2027")
    with committed():
        move_line(COUNTY, programme, line, date(2027, 6, 23), line.version)
    assert proposed(programme) <= 3
    assert again(line).day == date(2027, 6, 23)


def test_a_new_unit_adds_its_drills_and_moves_few(programme):
    before = days(programme)
    with committed():
        school = _unit("幸福第二小学", UnitKind.SCHOOL, "教育", school_kind=("primary",), school_terms=TERMS)
    _plan(school, PlanKind.UNIT, PlanLine.GOVERNMENT)
    changed = proposed(programme)
    lines = lines_of(programme)
    added = [line for line in lines.values() if line.proposal == Proposal.ADD]
    assert {line.unit_id for line in added} == {school.id}
    assert changed - len(added) <= 3
    assert {key: lines[key].day for key in before} == before


def test_a_rule_switched_off_drops_its_lines_once_accepted(go: Go, programme):
    with committed():
        switch_rule(system_scope(), "DR-08", enabled=False, since=date(2027, 1, 1), reason="本地另有安排")
    assert "规则启停或版本有变" in text_of(go(COUNTY).get(f"/programmes/{programme.id}"))
    proposed(programme)
    assert "规则启停或版本有变" not in text_of(go(COUNTY).get(f"/programmes/{programme.id}"))
    dropped = [line for line in lines_of(programme).values() if line.proposal == Proposal.DROP]
    assert {line.rule_id for line in dropped} == {"DR-08"}
    programme = again(programme)
    with committed():
        accept_changes(COUNTY, programme, programme.version)
    assert "DR-08" not in {line.rule_id for line in lines_of(programme).values()}


def test_one_change_is_accepted_and_the_rest_waits(programme):
    with committed():
        switch_rule(system_scope(), "DR-08", enabled=False, since=date(2027, 1, 1), reason="本地另有安排")
    proposed(programme)
    one, *rest = [line for line in lines_of(programme).values() if line.proposal]
    with committed():
        accept_change(COUNTY, again(programme), one, one.version)
    assert all(again(line).proposal for line in rest)


def test_a_discarded_proposal_leaves_everything(programme):
    before = days(programme)
    with committed():
        switch_rule(system_scope(), "DR-08", enabled=False, since=date(2027, 1, 1), reason="本地另有安排")
    proposed(programme)
    programme = again(programme)
    with committed():
        discard_changes(COUNTY, programme, programme.version)
    assert days(programme) == before
    assert not [line for line in lines_of(programme).values() if line.proposal]


def test_a_proposal_on_an_older_state_is_refused(programme):
    found = renew(programme)
    with pytest.raises(Conflict), committed():
        propose(COUNTY, again(programme), found, programme.version - 1)


def test_the_page_shows_before_and_after_and_takes_one_over(go: Go, programme, district):
    visitor, url = go(COUNTY), f"/programmes/{programme.id}"
    with committed():
        switch_rule(system_scope(), "DR-08", enabled=False, since=date(2027, 1, 1), reason="本地另有安排")
    sent = visitor.post(f"{url}/propose", {"seen": str(again(programme).version)})
    page = visitor.get(sent.location)
    assert "不再需要" in text_of(page, "table.grid")
    line = line_for(programme, district["town"], "DR-08", "2027")
    visitor.post(f"/programme-lines/{line.id}/take-over", {"seen": str(line.version)})
    visitor.post(f"{url}/changes/discard", {"seen": str(again(programme).version)})
    assert "没有待采纳的调整" in text_of(visitor.get(f"{url}/changes"))


def test_a_holiday_table_makes_the_year_known_and_moves_what_it_closes(programme, district):
    line = line_for(programme, district["school"], "DR-12", "2027-06")
    day = line.day
    with committed():
        rows = [(date(2027, 1, 1), False, "元旦"), (day, False, "端午节")]
        enter_workdays(system_scope(), YEAR, rows, "国办发明电〔2026〕1号", "通知")
    assert proposed(programme) >= 1
    line = again(line)
    assert (line.proposal, line.day) == (Proposal.MOVE, day)
    assert line.proposed_day != day


def test_a_page_says_that_the_holiday_table_came(go: Go, programme):
    with committed():
        enter_workdays(system_scope(), YEAR, [(date(2027, 1, 1), False, "元旦")], "国办发明电〔2026〕1号", "通知")
    assert "放假安排已经录入" in text_of(go(COUNTY).get(f"/programmes/{programme.id}"))


def test_a_drill_without_a_day_stays_counted_until_its_day_is_accepted(district):
    with committed():
        set_limit(COUNTY, get_region(COUNTY, XINGFU), 0, "当年不安排", 0)
    programme = made()
    before = counts_of(COUNTY, programme)["unplaced"]
    with committed():
        remove_limit(COUNTY, db.session.get_one(ProgrammeLimit, XINGFU), 1)
    assert proposed(programme) > 0
    assert counts_of(COUNTY, again(programme))["unplaced"] == before > 0
    with committed():
        accept_changes(COUNTY, again(programme), again(programme).version)
    assert counts_of(COUNTY, again(programme))["unplaced"] < before
