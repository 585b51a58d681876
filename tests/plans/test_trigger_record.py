"""A person records a circumstance for revision: true days, one of a kind, nothing free of secret plans."""

from dataclasses import replace
from datetime import date

import pytest
from places import COUNTY, NEIGHBOUR, keeper
from plan_cast import SECOND_CITY, SECRET_PLAN, passed, town_plan, unit_at
from trigger_cast import RISK, line_of, plan_in_force, recorded, triggers_of

from emergency.base.circumstances import CircumstanceKind
from emergency.base.database import committed
from emergency.base.errors import NotFound, Refusal
from emergency.plans import actions, actions_acts
from emergency.plans.rules import RevisionDetails
from emergency.plans.rules_triggers import SECRET_SOURCES, Shown
from emergency.plans.words import Act


@pytest.fixture
def plan(town):
    return plan_in_force()


def test_what_a_person_records_is_confirmed_by_it(plan):
    line = line_of(recorded(plan))
    assert (line.shown, line.kind, line.trigger.day) == (Shown.OPEN, CircumstanceKind.RISK, date(2026, 8, 3))
    assert [row.text for row in line.facts] == [RISK.source]


def test_a_keeper_records_it_for_the_own_unit(plan):
    assert recorded(plan, scope=keeper(plan.unit_id)).state == "confirmed"


def test_two_open_ones_of_one_kind_become_one_that_cites_both_facts(plan):
    first = recorded(plan)
    second = recorded(plan, replace(RISK, day=date(2026, 9, 9), source="另一处隐患点"))
    assert first.id == second.id and len(line_of(first).facts) == 2


def test_a_later_fact_does_not_move_the_day_that_was_confirmed(plan):
    recorded(plan)
    joined = recorded(plan, replace(RISK, day=date(2026, 5, 1), source="更早的一处"))
    assert joined.day == date(2026, 8, 3)


def test_another_kind_stands_apart(plan):
    recorded(plan)
    recorded(plan, replace(RISK, kind=CircumstanceKind.RESOURCES))
    assert [one.kind for one in triggers_of(plan)] == ["risk", "resources"]


def test_the_same_fact_twice_is_told(plan):
    recorded(plan)
    with pytest.raises(Refusal, match="已经登记过"):
        recorded(plan)


def test_a_day_to_come_is_refused(plan):
    with pytest.raises(Refusal, match="晚于今天"):
        recorded(plan, replace(RISK, day=date(2026, 12, 1)))


def test_a_day_before_the_plan_existed_is_refused(plan):
    with pytest.raises(Refusal, match="早于预案首版的日期 2026-03-02"):
        recorded(plan, replace(RISK, day=date(2026, 3, 1)))


def test_a_plan_that_was_never_accepted_has_nothing_to_revise(town):
    with pytest.raises(Refusal, match="还没有核对通过的版本"):
        recorded(town_plan())


def test_an_abolished_plan_takes_none(plan):
    with committed():
        actions_acts.abolish(COUNTY, plan.id, date(2026, 10, 1), "机构改革")
    with pytest.raises(Refusal, match="已经废止"):
        recorded(plan)


def test_a_stranger_records_nothing(plan):
    with pytest.raises(NotFound):
        recorded(plan, scope=NEIGHBOUR)


def test_of_a_secret_plan_only_fixed_sentences_are_kept(town):
    county = unit_at("231102000000")
    with committed():
        told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)})
        plan = actions.register(COUNTY, county.id, SECRET_PLAN, told)
    from_city = passed(plan, scope=SECOND_CITY)
    with pytest.raises(Refusal, match="请从给出的原因中选择"):
        recorded(from_city)
    kept = recorded(from_city, replace(RISK, source=SECRET_SOURCES[0]))
    assert line_of(kept).facts[0].text == SECRET_SOURCES[0]
