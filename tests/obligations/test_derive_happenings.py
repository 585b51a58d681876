"""What is owed each time something happens: after a drill, a filing, a circumstance for revision."""

from datetime import date, timedelta

import pytest
from pure_cast import GOVERNMENT, plan, rule, unit

from emergency.base.workdays import WorkdayTable
from emergency.obligations.catalogue import book_of
from emergency.obligations.derive import derive
from emergency.obligations.facts import DrillCredit, Happening, HappeningKind, RegionTerms, SubjectKind
from emergency.obligations.state import state_on, tile_on

DAY = date(2026, 3, 2)
WORKDAYS = WorkdayTable({2026: {}})
FIVE_DAYS = {"shape": "each", "met_by": "received", "after": "filing", "working_days": 5}
AFTER_DRILL = {"shape": "each", "met_by": "drill_evaluated", "after": "drill"}
REVISING = {"shape": "each", "met_by": "revised", "after": "trigger"}


def tiles(one, *events, plans=(), credits=(), owner=None):
    return derive(owner or unit(), plans, credits, book_of([one]), workdays=WORKDAYS, happenings=events)


def event(kind, number=1, on=DAY, **more):
    return Happening(number, 1, HappeningKind(kind), on, **more)


def test_papers_that_came_in_are_due_in_five_working_days():
    (tile,) = tiles(rule(**FIVE_DAYS), event("filing", 8))
    assert (tile.subject_kind, tile.subject_id, tile.due_on) == (SubjectKind.FILING, 8, date(2026, 3, 9))
    assert state_on(tile, date(2026, 3, 10)).status == "overdue"


def test_an_answer_in_time_meets_it_to_the_end_of_the_year():
    unmet, met = tiles(rule(**FIVE_DAYS), event("filing", answers={"received": (date(2026, 3, 6), 77)}))
    assert (unmet.ends, met.starts, met.evidence_id) == (date(2026, 3, 6), date(2026, 3, 6), 77)
    assert met.ends == date(2027, 1, 1) and "late" not in met.basis


def test_an_answer_after_its_day_is_late():
    found = tiles(rule(**FIVE_DAYS), event("filing", answers={"received": (date(2026, 3, 12), 77)}))
    assert found[-1].basis["late"] == 3


def test_each_drill_asks_for_its_own_evaluation_and_none_is_overdue():
    found = tiles(rule(**AFTER_DRILL, force="event"), event("drill", 1), event("drill", 2, date(2026, 5, 1)))
    assert [tile.subject_id for tile in found] == [1, 2]
    assert all(tile.overdue_from is None and tile.basis["force"] == "undated" for tile in found)


def test_another_answer_does_not_meet_it():
    (tile,) = tiles(rule(**AFTER_DRILL), event("drill", answers={"drill_archived": (DAY, 5)}))
    assert tile.met_until is None


def test_only_drills_held_for_the_named_rule_ask_for_a_report():
    one = rule(shape="each", met_by="reported", after="drill", credited_to=["DR-06"])
    credits = [DrillCredit(2, 1, "DR-06", None, DAY)]
    found = tiles(one, event("drill", 1), event("drill", 2), credits=credits)
    assert [tile.subject_id for tile in found] == [2]


@pytest.mark.parametrize(("rule_ids", "number"), [((), 1), (("X",), 1), (("BA-11",), 0)])
def test_a_happening_may_be_meant_for_some_rules_only(rule_ids, number):
    assert len(tiles(rule(**FIVE_DAYS), event("filing", rule_ids=frozenset(rule_ids)))) == number


def test_a_circumstance_of_a_plan_speaks_only_of_plans_the_rule_means():
    one = rule(**REVISING, plans={"fact": "plan.line", "is": "enterprise"})
    trigger = event("trigger", plan_id=5)
    assert tiles(one, trigger, plans=[plan(5, GOVERNMENT)]) == ()
    (tile,) = tiles(rule(**REVISING), trigger, plans=[plan(5, GOVERNMENT)])
    assert tile.basis["plan_id"] == 5


def test_what_a_plan_asks_ends_with_the_plan():
    gone = plan(5, GOVERNMENT, abolished=date(2026, 6, 1))
    (tile,) = tiles(rule(**REVISING), event("trigger", plan_id=5), plans=[gone])
    assert tile.ends == date(2026, 6, 1)


def test_a_happening_of_another_unit_binds_nobody_here():
    assert tiles(rule(**AFTER_DRILL), Happening(1, 2, HappeningKind.DRILL, DAY)) == ()


def test_a_happening_before_the_law_asks_for_nothing():
    assert tiles(rule(**AFTER_DRILL, valid_from=date(2026, 4, 1)), event("drill")) == ()


def test_an_answer_dated_before_its_event_counts_from_the_event():
    (tile,) = tiles(rule(**AFTER_DRILL), event("drill", answers={"drill_evaluated": (DAY - timedelta(9), 3)}))
    assert tile.starts == DAY and tile_on([tile], DAY).met_until is not None


def test_until_the_backfill_day_nothing_is_overdue():
    terms = RegionTerms(backfill_until=date(2026, 12, 31))
    (tile,) = derive(
        unit(), (), (), book_of([rule(**FIVE_DAYS)]), workdays=WORKDAYS, terms=terms, happenings=[event("filing")]
    )
    assert tile.overdue_from == date(2026, 12, 31)
