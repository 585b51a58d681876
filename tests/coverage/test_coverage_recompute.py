"""Duties follow what is recorded, within the same commit, and a rebuild changes nothing."""

from datetime import UTC, date, datetime

import time_machine
from covered import open_duties
from flask import Flask
from places import COUNTY, XINGFU
from plan_cast import passed, town_plan, unit_at
from sqlalchemy import select

from emergency.base import jobs
from emergency.base.database import committed, db
from emergency.base.jobs import Job
from emergency.base.slots import facts_changed
from emergency.coverage.actions import JOB, differences, recompute_in_pieces, recomputing_word
from emergency.coverage.models import Duty
from emergency.coverage.queries import View, roll_up, total
from emergency.units.queries_histories import all_unit_ids


def noon(day: int) -> datetime:
    return datetime(2026, 11, day, 4, tzinfo=UTC)


def test_a_town_owes_its_plan_from_the_first_day(covered: Flask) -> None:
    (duty,) = open_duties(unit_at(XINGFU).id, "YB-01")
    assert (duty.duty_group, duty.met_until, duty.counted) == ("plans", None, True)


def test_an_accepted_plan_meets_it_in_the_same_commit(covered: Flask) -> None:
    passed(town_plan())
    first, second = open_duties(unit_at(XINGFU).id, "YB-01")
    assert (first.ends, second.starts) == (date(2026, 3, 2), date(2026, 3, 2))
    assert second.met_until == date(9999, 12, 31)


def test_what_was_known_before_is_no_longer_counted(covered: Flask) -> None:
    view = View(XINGFU, date(2026, 11, 21))
    before = total(roll_up(COUNTY, view))
    passed(town_plan())
    after = total([one for one in roll_up(COUNTY, view) if one.group == "plans"])
    assert (after.owed, after.met) == (before.owed, before.met + 2)


def test_the_filing_falls_due_on_the_twentieth_working_day(covered: Flask) -> None:
    passed(town_plan())
    (filing,) = open_duties(unit_at(XINGFU).id, "BA-06")
    assert (filing.due_on, filing.overdue_from) == (date(2026, 3, 30), date(2026, 3, 31))


def test_a_rebuild_of_an_unchanged_register_writes_nothing(covered: Flask) -> None:
    passed(town_plan())
    assert recompute_in_pieces(all_unit_ids()) == 0
    assert differences(all_unit_ids()) == []


def test_a_changed_tile_is_found_and_named(covered: Flask) -> None:
    duty = open_duties(unit_at(XINGFU).id, "YB-01")[0]
    with committed():
        db.session.get_one(Duty, duty.id).due_on = date(2020, 1, 1)
    assert any("YB-01" in line for line in differences(all_unit_ids()))


def test_what_the_register_knew_then_is_still_known(covered: Flask) -> None:
    with time_machine.travel(noon(10), tick=False):
        plan = town_plan()
    with time_machine.travel(noon(20), tick=False):
        passed(plan)
    then, now = (met_plans(XINGFU, known) for known in (noon(15), noon(25)))
    assert (then, now) == (0, 2)


def met_plans(region: str, known_at: datetime) -> int:
    sums = roll_up(COUNTY, View(region, date(2026, 11, 15), known_at))
    return total([one for one in sums if one.group == "plans" and one.kind == "township"]).met


def test_two_large_changes_leave_one_job_for_every_unit(covered: Flask) -> None:
    for first in (1, 1001):
        with committed():
            facts_changed.send(range(first, first + 600))
    (job,) = db.session.scalars(select(Job).where(Job.kind == JOB))
    assert (job.state, job.payload) == ("waiting", {})


def test_the_command_recomputes_and_lets_a_failed_job_rest(covered: Flask) -> None:
    with committed():
        jobs.enqueue("recompute", "recompute")
        db.session.scalars(db.select(jobs.Job)).one().state = "failed"
    assert jobs.failed() == ["recompute"]
    assert "变动 0 条" in covered.test_cli_runner().invoke(args=["coverage", "rebuild"]).output
    assert jobs.failed() == []


def test_a_running_recompute_says_how_far_it_is(covered: Flask) -> None:
    with committed():
        jobs.enqueue(JOB, JOB)
    assert recomputing_word() == "应办事项正在重算"
    with committed():
        db.session.scalars(select(Job)).one().state = "running"
    units = all_unit_ids()
    recompute_in_pieces(units[:5])
    assert recomputing_word() == "应办事项正在重算：已完成 5 / 5 家单位"
