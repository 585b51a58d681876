"""撤销核对: the acceptance of a version is withdrawn with a reason, and what was owed before is owed again."""

from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import SECOND_COUNTY, passed, second_version, town_plan, village_plan
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, Forbidden, NotFound, Refusal
from emergency.coverage.actions import differences, expected_rows, law_known_at
from emergency.coverage.stored import open_rows
from emergency.plans import actions, actions_acts, queries
from emergency.plans.actions_check import pass_revision
from emergency.plans.actions_reopen import withdraw_acceptance
from emergency.plans.ledger import dates_of, open_acts
from emergency.plans.queries_history import histories
from emergency.plans.words import Act
from emergency.units.queries_histories import all_unit_ids


@pytest.fixture(autouse=True)
def day(covered: Flask):
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False) as clock_hand:
        yield clock_hand


def withdraw(plan, number=1, scope=COUNTY, reason="误核：文本不是这一版", **more):
    with committed():
        return withdraw_acceptance(scope, plan.id, number, reason, **more)


def stored():
    """Every tile that is known now; a rebuild would change none of them."""
    assert differences(all_unit_ids()) == []
    return set(open_rows(all_unit_ids()))


def test_what_stood_before_the_acceptance_stands_again() -> None:
    plan = town_plan()
    before = stored()
    passed(plan)
    assert stored() != before
    withdraw(plan)
    assert stored() == before and (plan.state, plan.in_force) == ("submitted", None)


def test_the_older_version_is_in_force_again_when_the_newer_is_withdrawn() -> None:
    plan = second_version(passed(town_plan()), date(2026, 5, 1), important=True)
    before = stored()
    passed(plan)
    withdraw(plan, 2)
    assert stored() == before and plan.in_force == 1
    assert open_acts(queries.revision_of(plan, 1), Act.SUPERSEDED) == []


def test_an_older_version_is_withdrawn_and_accepted_again_between_its_neighbours() -> None:
    plan = town_plan()
    for issued in (date(2026, 4, 1), date(2026, 5, 1)):
        second_version(passed(plan), issued)
    before = stored() if passed(plan) else set()
    withdraw(plan, 2)
    (row,) = open_acts(queries.revision_of(plan, 1), Act.SUPERSEDED)
    assert (row.day, row.details, plan.in_force, plan.state) == (date(2026, 5, 1), {"by": 3}, 3, "passed")
    with committed():
        pass_revision(SECOND_COUNTY, plan.id, 2)
    assert stored() == before


def test_what_was_known_before_stays_known(day) -> None:
    plan = passed(town_plan())
    then = clock.now()
    day.shift(timedelta(days=1))
    known = set(expected_rows(all_unit_ids(), law_known_at(then), then))
    withdraw(plan)
    assert set(expected_rows(all_unit_ids(), law_known_at(then), then)) == known
    assert histories([plan.unit_id]) == [] and len(histories([plan.unit_id], then)) == 1


def test_the_reason_stands_on_the_trail_with_who_had_passed_it() -> None:
    withdraw(passed(town_plan()), reason="盖章页不是这份预案")
    act = db.session.scalar(db.select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert act.tag == "plan.reopen" and "盖章页不是这份预案" in act.sentence
    assert (act.before["state"], act.before["checker"], act.after["state"]) == ("passed", "爱辉应急办癸", "submitted")


@pytest.mark.parametrize(("reason", "said"), [("  ", "撤销的原因"), ("长" * 201, "最多 200 个字")])
def test_a_blank_or_endless_reason_is_refused(reason: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        withdraw(passed(town_plan()), reason=reason)


def test_what_was_not_accepted_has_nothing_to_withdraw() -> None:
    with pytest.raises(Refusal, match="不能撤销核对"):
        withdraw(town_plan())


def test_who_saw_an_older_state_is_told() -> None:
    plan = passed(town_plan())
    seen = plan.version
    withdraw(plan, seen=seen)
    passed(plan)
    with pytest.raises(Conflict, match="刚刚被别人修改过"):
        withdraw(plan, seen=seen)


@pytest.mark.parametrize(("scope", "refusal"), [(CITY, Forbidden), (TOWNSHIP, Forbidden), (NEIGHBOUR, NotFound)])
def test_only_the_desk_that_accepts_withdraws(scope, refusal: type[Exception]) -> None:
    plan = passed(town_plan())
    with pytest.raises(refusal):
        withdraw(plan, scope=scope)


def test_an_unknown_version_is_not_found_and_an_abolished_plan_stays() -> None:
    plan = passed(town_plan())
    with pytest.raises(NotFound):
        withdraw(plan, 2)
    with committed():
        actions_acts.abolish(TOWNSHIP, plan.id, date(2026, 5, 1), "幸政发〔2026〕9号")
    with pytest.raises(Refusal, match="已经废止"):
        withdraw(plan)


def test_a_villages_plan_that_was_recorded_goes_back_to_its_township() -> None:
    plan = village_plan()
    withdraw(plan, scope=TOWNSHIP)
    latest = queries.latest_revision(plan)
    assert (plan.state, plan.in_force, latest.return_reason) == ("returned", None, "误核：文本不是这一版")
    with committed():
        actions.submit(TOWNSHIP, plan.id)
    assert plan.state == "passed" and Act.ACCEPTED in dates_of(queries.latest_revision(plan))


def test_the_page_offers_it_says_what_happens_and_why_it_was_done(visit) -> None:
    plan = passed(town_plan())
    page, address = visit(COUNTY), f"/plans/{plan.id}/versions/1/withdraw"
    assert page.get(f"/plans/{plan.id}").select_one(f'a[href="{address}"]') is not None
    assert "期限恢复到核对以前" in text_of(page.get(address))
    page.post(address, {"reason": "误核", "seen": str(plan.version)})
    told = text_of(page.get(f"/plans/{plan.id}"))
    assert "原来的核对已撤销，不再计入： 误核" in told and "撤销核对" in told
    assert visit(TOWNSHIP).get(f"/plans/{plan.id}").select_one(f'a[href="{address}"]') is None


def test_a_version_that_is_passed_again_tells_nothing_of_the_withdrawal(visit) -> None:
    plan = passed(town_plan())
    withdraw(plan)
    passed(plan, SECOND_COUNTY)
    told = text_of(visit(COUNTY).get(f"/plans/{plan.id}"))
    assert "核对通过" in told and "已撤销" not in told and "误核" not in told
