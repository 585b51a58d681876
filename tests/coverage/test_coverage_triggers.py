"""A confirmed circumstance is owed until a version or a signed decision answers it, and is never overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from covered import open_duties
from places import COUNTY, TOWNSHIP, XINGFU
from plan_cast import passed, second_version, unit_at
from trigger_cast import RISK, plan_in_force, raised, recorded
from visitors import text_of

from emergency.base import clock
from emergency.base.database import committed
from emergency.obligations.facts import HappeningKind
from emergency.plans import actions_triggers
from emergency.plans.actions_triggers import Decision
from emergency.plans.queries_happenings import happenings

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
REVISED = "revised"


@pytest.fixture
def plan(covered):
    with time_machine.travel(NOW, tick=False):
        yield plan_in_force()


def told(moment=None):
    return happenings([unit_at(XINGFU).id], moment)


def test_a_draft_opens_nothing(plan):
    raised(plan)
    assert told() == []


def test_a_confirmed_one_opens_a_duty_of_the_unit_that_leads(plan):
    trigger = recorded(plan)
    (one,) = told()
    assert (one.id, one.kind, one.on, one.plan_id, one.answers) == (
        trigger.id, HappeningKind.TRIGGER, date(2026, 8, 3), plan.id, {}
    )  # fmt: skip
    assert happenings([unit_at("231102000000").id]) == []


def test_a_signed_decision_answers_it(plan):
    trigger = recorded(plan)
    with committed():
        actions_triggers.keep_plan(COUNTY, trigger.id, Decision(date(2026, 10, 9), "仍然适用", "乡长"))
    assert told()[0].answers[REVISED][0] == date(2026, 10, 9)


def test_a_version_answers_it_from_its_acceptance_for_its_own_day(plan):
    trigger = recorded(plan)
    second_version(plan, date(2026, 10, 20))
    with committed():
        actions_triggers.answer_with_version(TOWNSHIP, trigger.id, 2)
    assert told()[0].answers == {}
    before = clock.now()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        passed(plan)
        assert told()[0].answers[REVISED][0] == date(2026, 10, 20)
    assert told(before)[0].answers == {}


def test_what_was_dismissed_later_was_known_before(plan):
    trigger, before = recorded(plan), clock.now()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        with committed():
            actions_triggers.dismiss_trigger(COUNTY, trigger.id, "登记有误")
        assert told() == [] and len(told(before)) == 1


def test_the_duty_is_there_in_the_same_request_and_never_overdue(plan):
    trigger = recorded(plan)
    (tile,) = open_duties(plan.unit_id, "RV-01")
    assert (tile.subject_kind, tile.subject_id, tile.starts) == ("trigger", trigger.id, date(2026, 8, 3))
    assert (tile.met_until, tile.due_on, tile.overdue_from) == (None, None, None)


def test_the_duty_is_met_by_the_signed_decision(plan):
    trigger = recorded(plan)
    with committed():
        actions_triggers.keep_plan(COUNTY, trigger.id, Decision(date(2026, 10, 9), "仍然适用", "乡长"))
    met = open_duties(plan.unit_id, "RV-01")[-1]
    assert (met.starts, met.met_until) == (date(2026, 10, 9), date(9999, 12, 31))


def test_the_duty_explains_itself(plan, visit):
    recorded(plan)
    (tile,) = open_duties(plan.unit_id, "RV-01")
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{tile.id}"))
    assert "国办发〔2024〕5号 第35条" in page and "2026-08-03" in page


def test_the_duty_explains_the_signed_decision(plan, visit):
    trigger = recorded(plan)
    with committed():
        actions_triggers.keep_plan(COUNTY, trigger.id, Decision(date(2026, 10, 9), "仍然适用", "乡长"))
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{open_duties(plan.unit_id, 'RV-01')[-1].id}"))
    assert "决定不修订：仍然适用（乡长签署）" in page and RISK.source in page


def test_the_duty_explains_the_version_that_answered(plan, visit):
    trigger = recorded(plan)
    second_version(plan, date(2026, 10, 20))
    with committed():
        actions_triggers.answer_with_version(TOWNSHIP, trigger.id, 2)
    passed(plan)
    page = text_of(visit(COUNTY).get(f"/coverage/duties/{open_duties(plan.unit_id, 'RV-01')[-1].id}"))
    assert "修订：第2版" in page and "2026-10-20" in page
