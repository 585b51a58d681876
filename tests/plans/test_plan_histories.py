"""What the engine reads of plans: only what is accepted, as it was known at a moment."""

from dataclasses import replace
from datetime import UTC, date, datetime

import time_machine
from flask import Flask
from places import COUNTY, TOWNSHIP, XINGFU, XINGFU_VILLAGE
from plan_cast import SECOND_COUNTY, TOWN_BOOK, passed, second_version, town_plan, unit_at, village_plan
from questions import questions

from emergency.base.database import committed
from emergency.obligations.facts import BodyRole, Cover, MilestoneKind, PlanHistory, PlanKind
from emergency.plans import actions, actions_acts, queries
from emergency.plans.actions_acts import Filing
from emergency.plans.ledger import open_acts
from emergency.plans.queries_history import histories
from emergency.plans.words import Act


def noon(day: int) -> datetime:
    return datetime(2026, 11, day, 4, tzinfo=UTC)


def days(history: PlanHistory, kind: MilestoneKind) -> list[date]:
    return [act.on for act in history.milestones if act.kind is kind]


def test_a_plan_that_only_waits_is_no_evidence(heihe: Flask) -> None:
    town_plan()
    assert histories([unit_at(XINGFU).id]) == []


def test_an_accepted_plan_tells_its_kinds_bodies_and_days(heihe: Flask) -> None:
    plan, unit = passed(town_plan()), unit_at(XINGFU)
    (history,) = histories([unit.id])
    assert (history.plan_id, history.kinds, history.covers) == (plan.id, {PlanKind.TOWNSHIP}, {Cover.WORK_SAFETY})
    assert history.bodies == dict.fromkeys(BodyRole, (unit.id,))
    assert days(history, MilestoneKind.ISSUED) == [date(2026, 3, 2)]


def test_an_unaccepted_version_restarts_nothing(heihe: Flask) -> None:
    plan = passed(town_plan())
    second_version(plan, date(2026, 9, 1), important=True)
    (history,) = histories([plan.unit_id])
    assert {act.revision_no for act in history.milestones} == {1}
    (history,) = histories([passed(plan).unit_id])
    starts = {(act.revision_no, act.on, act.important_change) for act in history.milestones if act.kind == "issued"}
    assert starts == {(1, date(2026, 3, 2), False), (2, date(2026, 9, 1), True)}


def test_what_was_known_before_a_correction_is_still_known(heihe: Flask) -> None:
    with time_machine.travel(noon(2), tick=False):
        plan = passed(town_plan())
    with time_machine.travel(noon(10), tick=False), committed():
        (issued,) = open_acts(queries.latest_revision(plan), Act.ISSUED)
        actions_acts.correct_act(TOWNSHIP, plan.id, issued.id, date(2026, 3, 12), "笔误")
    (before,), (now,) = histories([plan.unit_id], noon(5)), histories([plan.unit_id])
    assert days(before, MilestoneKind.ISSUED) == [date(2026, 3, 2)]
    assert days(now, MilestoneKind.ISSUED) == [date(2026, 3, 12)]
    assert histories([plan.unit_id], noon(1)) == []


def test_what_a_plan_covered_is_known_as_of_then(heihe: Flask) -> None:
    with time_machine.travel(noon(2), tick=False):
        plan = passed(town_plan())
    with time_machine.travel(noon(10), tick=False), committed():
        actions.edit_plan(SECOND_COUNTY, plan.id, replace(TOWN_BOOK, covers=frozenset()))
    (before,), (now,) = histories([plan.unit_id], noon(5)), histories([plan.unit_id])
    assert (before.covers, now.covers) == ({Cover.WORK_SAFETY}, frozenset())


def test_a_filing_counts_for_its_stated_day(heihe: Flask) -> None:
    plan = passed(town_plan())
    with committed():
        actions_acts.file_plan(COUNTY, plan.id, 1, Filing(date(2026, 3, 20), "爱辉区人民政府"))
    (history,) = histories([plan.unit_id])
    assert days(history, MilestoneKind.FILED) == [date(2026, 3, 20)]


def test_the_number_of_questions_does_not_grow(heihe: Flask) -> None:
    passed(town_plan())
    village_plan()
    ids = [unit_at(XINGFU).id, unit_at(XINGFU_VILLAGE).id]
    with questions() as asked:
        assert len(histories(ids)) == 2
    assert len(asked) == 2
