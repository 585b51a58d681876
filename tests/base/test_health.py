"""Whoever watches the server learns whether it lives and can take work, and nothing else."""

from datetime import timedelta

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from emergency.base import clock, jobs
from emergency.base.database import committed, db
from emergency.base.jobs import Job, enqueue


def test_a_stranger_learns_that_the_process_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def checks_of(client: FlaskClient) -> dict[str, bool]:
    answer = client.get("/readyz")
    assert answer.json is not None
    checks: dict[str, bool] = answer.json["checks"]
    assert answer.status_code == (200 if all(checks.values()) else 503)
    return checks


def test_a_house_with_its_worker_is_ready(client: FlaskClient) -> None:
    jobs.beat()
    assert checks_of(client) == dict.fromkeys(("database", "files", "disk", "worker", "jobs"), True)


def test_without_a_worker_it_is_not_ready(client: FlaskClient) -> None:
    assert [name for name, good in checks_of(client).items() if not good] == ["worker"]


def test_a_worker_that_fell_silent_is_not_ready(client: FlaskClient) -> None:
    jobs.beat()
    jobs.beat()
    with time_machine.travel(clock.now() + jobs.SILENT + timedelta(seconds=1)):
        assert not checks_of(client)["worker"]


def test_a_worker_inside_a_long_job_is_alive_as_long_as_its_lease(app: Flask, client: FlaskClient) -> None:
    with committed():
        enqueue("test", "one")
    jobs._lease()
    assert checks_of(client)["worker"]
    with time_machine.travel(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        assert not checks_of(client)["worker"]


def test_a_job_left_lying_is_not_ready(app: Flask, client: FlaskClient) -> None:
    with committed():
        enqueue("test", "one")
        db.session.flush()
        db.session.query(Job).update({Job.due_at: clock.now() - timedelta(hours=1)})
    assert not checks_of(client)["jobs"]
