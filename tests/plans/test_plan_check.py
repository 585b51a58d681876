"""核对: passed by the desk above, returned with a reason, never by the one who submitted."""

from datetime import date

import pytest
from flask import Flask
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import FIRST, SECOND_COUNTY, passed, second_version, town_plan, village_plan
from sqlalchemy.orm import Session

from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Forbidden, NotFound, Refusal
from emergency.plans import actions, actions_check, queries, queries_list
from emergency.plans.ledger import dates_of, open_acts
from emergency.plans.words import Act


def check(scope, plan, **more):
    with committed():
        return actions_check.pass_revision(scope, plan.id, plan.latest, **more)


def test_the_county_passes_what_the_town_submitted(heihe: Flask) -> None:
    plan = town_plan()
    revision = check(COUNTY, plan)
    assert (plan.state, plan.in_force, revision.checker) == ("passed", 1, "爱辉应急办乙")
    assert Act.ACCEPTED in dates_of(revision)


def test_who_submitted_does_not_pass_it(heihe: Flask) -> None:
    plan = town_plan(COUNTY)
    with pytest.raises(Forbidden, match="您提交的预案不能由您自己核对"):
        check(COUNTY, plan)
    assert check(SECOND_COUNTY, plan).state == "passed"


@pytest.mark.parametrize("scope", [CITY, TOWNSHIP])
def test_another_desk_does_not_pass_it(heihe: Flask, scope) -> None:
    with pytest.raises(Forbidden):
        check(scope, town_plan(told=FIRST, scope=COUNTY))


def test_a_stranger_does_not_find_it(heihe: Flask) -> None:
    with pytest.raises(NotFound):
        check(NEIGHBOUR, town_plan())


def test_a_return_needs_a_reason(heihe: Flask) -> None:
    plan = town_plan()
    with pytest.raises(Refusal, match="原因"), committed():
        actions_check.return_revision(COUNTY, plan.id, 1, "  ")


def test_a_returned_version_is_mended_and_submitted_again(heihe: Flask) -> None:
    plan = town_plan()
    with committed():
        actions_check.return_revision(COUNTY, plan.id, 1, "扫描件不完整或看不清")
    assert queries.latest_revision(plan).return_reason == "扫描件不完整或看不清"
    with committed():
        actions.submit(TOWNSHIP, plan.id)
    assert check(COUNTY, plan).return_reason == ""


def test_two_who_check_at_once_do_not_overwrite_each_other(heihe: Flask) -> None:
    plan = town_plan()
    seen = plan.version
    check(COUNTY, plan, seen=seen)
    with pytest.raises(Refusal, match="核对通过"):
        check(SECOND_COUNTY, plan, seen=seen)


def test_a_version_that_was_changed_meanwhile_is_looked_at_again(heihe: Flask) -> None:
    plan = town_plan()
    with pytest.raises(Conflict):
        check(COUNTY, plan, seen=plan.version - 1)


def test_the_new_version_supersedes_the_old_from_its_first_day(heihe: Flask) -> None:
    plan = passed(second_version(passed(town_plan()), date(2026, 9, 1)))
    first = queries.revision_of(plan, 1)
    (row,) = open_acts(first, Act.SUPERSEDED)
    assert (row.day, plan.in_force) == (date(2026, 9, 1), 2)


def test_what_waits_is_shown_to_whom_it_concerns(heihe: Flask) -> None:
    plan, _village = town_plan(), village_plan()
    session: Session = db.session()
    waiting = {scope.name: len(session.execute(queries_list.waiting_for(scope)).all())
               for scope in (CITY, COUNTY, TOWNSHIP, NEIGHBOUR)}  # fmt: skip
    assert waiting == {"市应急办甲": 0, "爱辉应急办乙": 1, "幸福乡丙": 0, "嫩江应急办丁": 0}
    assert queries_list.next_waiting(COUNTY, after=plan.id) is None
