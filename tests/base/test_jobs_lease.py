"""A job is done once, and taken up again when its worker died."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from emergency.base import clock, jobs, slots
from emergency.base.database import committed, db


@pytest.fixture
def done(app: Flask) -> list[object]:
    seen: list[object] = []
    slots.job("test").fillers[:] = [seen.append]
    with committed():
        jobs.enqueue("test", "one", {"a": 1})
    return seen


def test_a_waiting_job_is_done_once(done: list[object]) -> None:
    assert jobs.work_once()
    assert not jobs.work_once()
    assert done == [{"a": 1}]


def test_asking_twice_under_one_key_makes_one_job(done: list[object]) -> None:
    with committed():
        jobs.enqueue("test", "one", {"a": 1})
    assert jobs.waiting("test") == 1


def test_a_job_whose_worker_died_is_taken_up_when_its_lease_ran_out(done: list[object]) -> None:
    jobs._lease()
    assert not jobs.work_once()
    with time_machine.travel(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        assert jobs.work_once()
    assert done == [{"a": 1}]


def test_a_job_that_fails_is_tried_again_later_and_says_why(app: Flask) -> None:
    def fail(_payload: object) -> None:
        raise ValueError("no")

    slots.job("bad").fillers[:] = [fail]
    with committed():
        jobs.enqueue("bad", "bad", None)
    assert jobs.work_once()
    row = db.session.scalar(select(jobs.Job))
    assert row is not None and (row.state, row.error) == ("waiting", "ValueError: no")


def test_a_job_asked_for_while_it_runs_is_done_once_more(app: Flask) -> None:
    seen: list[object] = []

    def ask_again(payload: object) -> None:
        seen.append(payload)
        if len(seen) == 1:
            with committed():
                jobs.enqueue("again", "again", {"a": 2})

    slots.job("again").fillers[:] = [ask_again]
    with committed():
        jobs.enqueue("again", "again", {"a": 1})
    assert jobs.work_once() and jobs.work_once() and not jobs.work_once()
    assert seen == [{"a": 1}, {"a": 2}]


def test_what_nobody_waits_for_is_done_when_there_is_nothing_else(done: list[object]) -> None:
    slots.job("patient").fillers[:] = [done.append]
    jobs.stand_behind("patient")
    with committed():
        jobs.enqueue("patient", "read", {"read": 1})
        jobs.enqueue("test", "two", {"b": 2})
    while jobs.work_once():
        pass
    assert done == [{"a": 1}, {"b": 2}, {"read": 1}]
