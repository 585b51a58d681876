"""What a unit owes without a plan, met by what it did: trainings, a yearly summary, a check of its contacts."""

from dataclasses import replace
from datetime import date

from pure_cast import GOVERNMENT, plan, rule, unit

from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.facts import ActKind, Milestone, MilestoneKind, RegionTerms, UnitAct
from emergency.obligations.state import Mark, missed_periods, state_on, tile_on
from emergency.units.facts import FactSpan

TRAINING = {"shape": "calendar", "met_by": "act", "acts": ["fire_training"], "period": "year", "needs_plan": False}
BINDS = {"binds": {"fact": "fire_key_unit", "is": True}}
SINCE_2025 = replace(unit(), facts={"fire_key_unit": (FactSpan(True, date(2025, 2, 1)),)})


def tiles(one, *acts, owner=SINCE_2025, plans=(), terms=None):
    return derive(owner, plans, (), book_of([one]), terms=terms, acts=acts)


def act(on, kind=ActKind.FIRE_TRAINING, number=7, unit_id=1):
    return UnitAct(number, unit_id, kind, on)


def state(found, day):
    return state_on(tile_on(found, day), day).status.value


def test_a_training_is_owed_without_a_plan():
    found = tiles(rule(**TRAINING, **BINDS))
    assert state(found, date(2025, 12, 31)) == "pending" and state(found, date(2026, 1, 1)) == "overdue"


def test_an_act_meets_its_own_year_only():
    found = tiles(rule(**TRAINING, **BINDS), act(date(2025, 6, 1)))
    assert [state(found, date(year, 12, 1)) for year in (2025, 2026)] == ["met", "pending"]
    assert tile_on(found, date(2025, 6, 1)).evidence_id == 7


def test_another_kind_of_act_or_another_unit_s_does_not_count():
    found = tiles(
        rule(**TRAINING, **BINDS), act(date(2025, 6, 1), ActKind.PLAN_TRAINING), act(date(2025, 6, 1), unit_id=2)
    )
    assert state(found, date(2025, 12, 1)) == "pending"


def test_an_act_from_before_it_was_owed_does_not_count():
    found = tiles(rule(**TRAINING, **BINDS), act(date(2025, 1, 20)))
    assert state(found, date(2025, 12, 1)) == "pending"


def test_no_clock_runs_before_the_ledger_was_opened():
    found = tiles(rule(**TRAINING, **BINDS), terms=RegionTerms(ledger_start=date(2026, 3, 1)))
    assert found[0].due_on == date(2026, 12, 31) and missed_periods(found[0], date(2026, 12, 1)) == ()


def test_where_no_ledger_day_was_set_the_day_of_recording_starts_the_clock():
    late = replace(SINCE_2025, recorded_on=date(2026, 3, 1))
    found = tiles(rule(**TRAINING, **BINDS), owner=late)
    assert found[0].due_on == date(2026, 12, 31) and state(found, date(2026, 4, 1)) == "pending"


def test_where_a_plan_is_needed_its_first_day_starts_the_clock():
    one = rule(**{**TRAINING, "needs_plan": True}, **BINDS)
    assert tiles(one) == ()
    found = tiles(one, plans=[plan(5, GOVERNMENT, date(2026, 2, 1))])
    assert (found[0].starts, found[0].due_on) == (date(2026, 2, 1), date(2026, 12, 31))


def test_an_undated_training_waits_for_an_act_and_is_never_overdue():
    one = rule(shape="once", met_by="act", acts=["plan_training"], needs_plan=False, **BINDS)
    found = tiles(one, act(date(2026, 1, 5), ActKind.PLAN_TRAINING))
    assert [state(found, date(year, 3, 5)) for year in (2025, 2026, 2027)] == ["pending", "met", "met"]


def test_our_own_half_year_falls_due_and_is_never_overdue():
    one = rule(shape="calendar", met_by="act", acts=["contacts_checked"], period="half", force="trigger")
    found = tiles(one, plans=[plan(5, GOVERNMENT, date(2026, 2, 1))])
    late = state_on(found[0], date(2026, 7, 1))
    assert late.status == "pending" and late.marks == {Mark.UNDATED, Mark.SHOULD_CHECK}
    assert missed_periods(found[0], date(2026, 12, 1)) == ()


def test_a_review_counts_though_it_came_before_the_plan():
    one = rule(shape="once", met_by="reviewed", subject="plan")
    own = plan(5, GOVERNMENT, date(2026, 2, 1))
    reviewed = replace(own, milestones=(*own.milestones, Milestone(99, MilestoneKind.REVIEWED, date(2026, 1, 9))))
    assert state(tiles(one, plans=[own]), date(2026, 3, 1)) == "pending"
    assert state(tiles(one, plans=[reviewed]), date(2026, 2, 1)) == "met"


def test_a_three_year_clock_may_run_from_the_signing():
    one = rule(shape="rolling", met_by="evaluated", years=3, subject="plan")
    one["demand"]["starts_with"] = ["signed"]
    own = plan(5, GOVERNMENT, date(2026, 2, 1))
    signed = replace(own, milestones=(*own.milestones, Milestone(99, MilestoneKind.SIGNED, date(2026, 1, 9))))
    assert [tiles(one, plans=[each])[0].due_on for each in (own, signed)] == [date(2029, 2, 1), date(2029, 1, 9)]


def test_a_listed_rule_binds_nobody():
    one = rule(shape="listed", force="clock")
    assert tiles(one, plans=[plan(5, GOVERNMENT)]) == ()
    assert book_of([one]).rules[0].is_listed
