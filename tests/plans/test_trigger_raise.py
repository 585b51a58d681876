"""The register drafts a circumstance when it sees something happen: once a fact, only on plans that it concerns."""

from dataclasses import replace
from datetime import date

import pytest
from places import COUNTY, NEIGHBOUR, TOWNSHIP, XINGFU
from plan_cast import SECOND_COUNTY, VILLAGE_BOOK, passed, second_version, town_plan, unit_at, village_plan
from trigger_cast import NAMED, line_of, plan_in_force, raised, recorded, triggers_of

from emergency.base.circumstances import CircumstanceKind
from emergency.base.database import committed, db
from emergency.plans import actions, actions_acts, actions_triggers
from emergency.plans.actions_acts import Evaluation
from emergency.plans.actions_triggers import Told
from emergency.plans.models import Plan
from emergency.plans.rules_triggers import Shown
from emergency.plans.words import Conclusion


@pytest.fixture
def plan(town):
    return plan_in_force()


def test_it_waits_for_a_person(plan):
    (trigger,) = raised(plan)
    assert (line_of(trigger).shown, trigger.raised, trigger.day) == (Shown.DRAFT, True, date(2026, 9, 1))


def test_the_same_fact_is_drafted_once(plan):
    raised(plan)
    (trigger,) = raised(plan)
    assert len(line_of(trigger).facts) == 1


def test_another_fact_of_the_kind_joins_it(plan):
    raised(plan)
    (trigger,) = raised(plan, replace(NAMED, ref="head", day=date(2026, 8, 1), text="负责人变更。"))
    assert trigger.day == date(2026, 8, 1) and len(line_of(trigger).facts) == 2


def test_it_joins_what_a_person_recorded_without_asking_again(plan):
    recorded(plan, Told(CircumstanceKind.BODIES, date(2026, 8, 1), "三定方案"))
    (trigger,) = raised(plan)
    assert line_of(trigger).shown is Shown.OPEN and len(line_of(trigger).facts) == 2


def test_a_dismissed_fact_is_not_drafted_again(plan):
    (trigger,) = raised(plan)
    with committed():
        actions_triggers.dismiss_trigger(COUNTY, trigger.id, "只是换牌子")
    assert [one.state for one in raised(plan)] == ["dismissed"]


def test_what_happened_before_the_version_in_force_concerns_it_no_more(plan):
    assert raised(plan, replace(NAMED, day=date(2026, 3, 1))) == []


def test_a_day_to_come_is_told_as_today(plan):
    (trigger,) = raised(plan, replace(NAMED, day=date(2027, 1, 1)))
    assert trigger.day == date(2026, 11, 21)


def test_a_plan_that_was_never_accepted_is_left_alone(town):
    assert raised(town_plan()) == []


def test_the_plans_that_a_unit_leads_are_concerned(plan):
    village_plan()
    told = replace(NAMED, unit_ids=(unit_at(XINGFU).id,))
    assert len(raised(plan, told)) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(Plan)) == 2


def below(superior: Plan) -> Plan:
    """The plan of 幸福村, which names the town's as its 上位预案."""
    found = village_plan()
    with committed():
        details = replace(VILLAGE_BOOK, superior_plan_id=superior.id)
        return actions.edit_plan(TOWNSHIP, found.id, details)


def test_a_revised_superior_plan_is_drafted_on_the_plans_below(plan):
    under = below(plan)
    passed(second_version(plan, date(2026, 10, 8)), SECOND_COUNTY)
    (trigger,) = triggers_of(under)
    assert (trigger.kind, trigger.day, trigger.state) == ("law", date(2026, 10, 8), "draft")
    assert "第2版" in line_of(trigger).facts[0].text
    assert triggers_of(plan) == []


def test_a_superior_version_that_only_waits_raises_nothing(plan):
    under = below(plan)
    second_version(plan, date(2026, 10, 8))
    assert triggers_of(under) == []


def test_an_abolished_superior_plan_is_drafted_on_the_plans_below(plan):
    under = below(plan)
    with committed():
        actions_acts.abolish(COUNTY, plan.id, date(2026, 10, 8), "机构改革")
    assert [(one.kind, one.day) for one in triggers_of(under)] == [("law", date(2026, 10, 8))]


@pytest.mark.parametrize(("conclusion", "number"), [(Conclusion.REVISE, 1), (Conclusion.KEEP, 0)])
def test_an_evaluation_that_ends_in_revising_is_drafted(plan, conclusion, number):
    with committed():
        actions_acts.evaluate(COUNTY, plan.id, 1, Evaluation(date(2026, 10, 8), "评估组", conclusion))
    assert [one.kind for one in triggers_of(plan)] == ["other"] * number


def test_neighbours_do_not_see_it(plan, go):
    (trigger,) = raised(plan)
    go(NEIGHBOUR).get(f"/triggers/{trigger.id}", status=404)
    go(TOWNSHIP).get(f"/triggers/{trigger.id}")
