"""撤销决定: a signed 不修订, or a dismissal, is withdrawn with its reason, and what was owed before is owed again."""

import random
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from places import COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import EVERYTHING, SECOND_CITY, SECRET_PLAN, passed, second_version, unit_at
from trigger_cast import NAMED, line_of, plan_in_force, raised, recorded, triggers_of
from visitors import text_of

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.database import committed, db
from emergency.base.errors import Conflict, NotFound, Refusal
from emergency.coverage.actions import differences, expected_rows, law_known_at
from emergency.coverage.stored import open_rows
from emergency.plans import actions, actions_acts, actions_triggers
from emergency.plans.actions_triggers import Decision
from emergency.plans.actions_undecide import withdraw_decision
from emergency.plans.rules import RevisionDetails
from emergency.plans.rules_triggers import SECRET_REASONS, SECRET_SIGNERS, SECRET_SOURCES, Shown
from emergency.plans.words import Act
from emergency.units.queries_histories import all_unit_ids

SIGNED = Decision(date(2026, 10, 9), "已在转移路线内", "乡长某某")


@pytest.fixture(autouse=True)
def day(covered: Flask):
    with time_machine.travel("2026-11-21T12:00:00+08:00", tick=False) as clock_hand:
        yield clock_hand


@pytest.fixture
def plan(day):
    return plan_in_force()


def kept(trigger, told=SIGNED):
    with committed():
        return actions_triggers.keep_plan(COUNTY, trigger.id, told)


def dismissed(trigger, reason="登记有误"):
    with committed():
        return actions_triggers.dismiss_trigger(COUNTY, trigger.id, reason)


def undecided(trigger, scope=COUNTY, reason="签署人无权签署", **more):
    with committed():
        return withdraw_decision(scope, trigger.id, reason, **more)


def stored():
    """Every tile that is known now; a rebuild would change none of them."""
    assert differences(all_unit_ids()) == []
    return set(open_rows(all_unit_ids()))


def test_the_duty_stands_as_before_the_signed_decision(plan) -> None:
    trigger = recorded(plan)
    before = stored()
    kept(trigger)
    assert stored() != before
    undecided(trigger)
    assert stored() == before and line_of(trigger).shown is Shown.OPEN


def test_what_was_confirmed_and_then_dismissed_is_owed_again_from_its_day(plan) -> None:
    trigger = recorded(plan)
    before = stored()
    dismissed(trigger)
    undecided(trigger)
    assert stored() == before and line_of(trigger).shown is Shown.OPEN


def test_a_dismissed_draft_waits_to_be_confirmed_again(plan) -> None:
    (trigger,) = raised(plan)
    before = stored()
    undecided(dismissed(trigger))
    assert stored() == before and line_of(trigger).shown is Shown.DRAFT
    with committed():
        actions_triggers.confirm_trigger(COUNTY, trigger.id, date(2026, 9, 1))
    assert line_of(trigger).shown is Shown.OPEN


def test_what_was_known_before_stays_known(plan, day) -> None:
    trigger = kept(recorded(plan))
    then = clock.now()
    day.shift(timedelta(days=1))
    known = set(expected_rows(all_unit_ids(), law_known_at(then), then))
    undecided(trigger)
    assert set(expected_rows(all_unit_ids(), law_known_at(then), then)) == known != stored()


def test_the_reason_and_the_withdrawn_decision_stand_on_the_trail(plan) -> None:
    undecided(kept(recorded(plan)))
    act = db.session.scalar(db.select(AuditEvent).order_by(AuditEvent.id.desc()))
    assert act.tag == "plan.trigger-reopen" and "签署人无权签署" in act.sentence
    assert (act.before["state"], act.before["reason"], act.before["signed_by"]) == ("kept", SIGNED.reason, "乡长某某")


def test_a_blank_reason_is_refused_and_a_stranger_finds_nothing(plan) -> None:
    trigger = kept(recorded(plan))
    with pytest.raises(Refusal, match="请写明撤销的原因"):
        undecided(trigger, reason=" ")
    with pytest.raises(NotFound):
        undecided(trigger, scope=NEIGHBOUR)


def test_what_is_not_decided_any_more_has_nothing_to_withdraw(plan) -> None:
    trigger = kept(recorded(plan))
    seen = trigger.version
    undecided(trigger)
    with pytest.raises(Conflict, match="刚刚被别人办理过"):
        undecided(trigger, seen=seen)
    with pytest.raises(Conflict):
        undecided(trigger)


def test_there_is_never_a_second_open_one_of_the_kind(plan) -> None:
    (trigger,) = raised(plan)
    dismissed(trigger)
    with committed():
        actions_triggers.record_trigger(COUNTY, plan.id, actions_triggers.Told(NAMED.kind, date(2026, 9, 5), "新文"))
    with pytest.raises(Refusal, match="另有一条未办结的记录（2026-09-05）"):
        undecided(trigger)


def test_the_decisions_of_an_abolished_plan_stay(plan) -> None:
    trigger = kept(recorded(plan))
    with committed():
        actions_acts.abolish(TOWNSHIP, plan.id, date(2026, 11, 1), "幸政发〔2026〕9号")
    with pytest.raises(Refusal, match="已经废止"):
        undecided(trigger)


def test_of_a_secret_plan_the_reason_is_chosen(visit) -> None:
    with committed():
        plan = actions.register(COUNTY, unit_at("231102000000").id, SECRET_PLAN,
                                RevisionDetails({Act.ISSUED: date(2026, 3, 2)}))  # fmt: skip
    passed(plan, scope=SECOND_CITY)
    trigger = recorded(plan, actions_triggers.Told(NAMED.kind, date(2026, 9, 1), SECRET_SOURCES[0]))
    kept(trigger, Decision(date(2026, 10, 9), SECRET_REASONS[3], SECRET_SIGNERS[0]))
    with pytest.raises(Refusal, match="从给出的原因中选择"):
        undecided(trigger, reason="三处要害")
    assert not visit(COUNTY).get(f"/triggers/{trigger.id}/withdraw").select("textarea")
    assert undecided(trigger, reason="误登").state == "confirmed"


def test_the_page_offers_it_and_tells_what_was_withdrawn_and_why(plan, visit) -> None:
    trigger = kept(recorded(plan))
    page, address = visit(TOWNSHIP), f"/triggers/{trigger.id}/withdraw"
    assert page.get(f"/triggers/{trigger.id}").select_one(f'a[href="{address}"]') is not None
    assert page.get(f"/plans/{plan.id}").select_one(f'#triggers a[href="{address}"]') is not None
    page.post(address, {"reason": "", "seen": str(trigger.version)}, status=422)
    page.post(address, {"reason": "签署人无权签署", "seen": str(trigger.version)})
    told = text_of(page.get(f"/triggers/{trigger.id}"))
    assert "撤销“决定不修订（2026-10-09，乡长某某签署）”：签署人无权签署" in told and "登记不修订的决定" in told


def decide(chance: random.Random, plan, trigger) -> bool:
    """One of the ways in which a circumstance may go on; whether it can be withdrawn."""
    way = chance.choice(["keep", "dismiss", "confirm"])
    if way == "keep" and line_of(trigger).shown is Shown.OPEN:
        kept(trigger, Decision(date(2026, 10, chance.randrange(1, 28)), "仍然适用", "乡长"))
    elif way == "confirm" and line_of(trigger).shown is Shown.DRAFT:
        with committed():
            actions_triggers.confirm_trigger(COUNTY, trigger.id, date(2026, 9, chance.randrange(1, 28)))
        return False
    else:
        dismissed(trigger)
    return True


@pytest.mark.parametrize("seed", range(8))
def test_withdrawing_restores_what_stood_before_each_decision(plan, day, seed: int) -> None:
    chance = random.Random(seed)
    (raised if chance.random() < 0.5 else recorded)(plan)
    (trigger,) = triggers_of(plan)
    for _ in range(8):
        day.shift(timedelta(hours=1))
        before, shown = stored(), line_of(trigger).shown
        if decide(chance, plan, trigger):
            stored()
            undecided(trigger)
            assert (stored(), line_of(trigger).shown) == (before, shown)
        elif chance.random() < 0.3:
            passed(second_version(plan, date(2026, 10, 20) + timedelta(days=plan.latest)), EVERYTHING)
