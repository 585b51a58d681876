"""A law that may concern very many plans is told by a job, asked for in the same transaction."""

from datetime import UTC, date, datetime

import time_machine
from places import CITY
from trigger_cast import plan_in_force, triggers_of

from emergency.base import jobs
from emergency.base.database import committed
from emergency.obligations.actions import switch_rule
from emergency.plans import actions_raise

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


def test_many_plans_are_drafted_by_a_job(covered, monkeypatch):
    monkeypatch.setattr(actions_raise, "AT_ONCE", 0)
    with time_machine.travel(NOW, tick=False):
        plan = plan_in_force()
        with committed():
            switch_rule(CITY, "BA-06", enabled=False, since=date(2026, 9, 1), reason="另有规定")
        assert triggers_of(plan) == [] and jobs.waiting(actions_raise.JOB) == 1
        while jobs.work_once():
            pass
        assert [(one.kind, one.state) for one in triggers_of(plan)] == [("law", "draft")]
