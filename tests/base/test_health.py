"""Whoever watches the server learns whether it lives and can take work, and nothing else."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from emergency.base import clock
from emergency.base.database import committed, db
from emergency.base.jobs import Job, enqueue


def test_a_stranger_learns_that_the_process_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_an_idle_house_is_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "checks": dict.fromkeys(("database", "files", "disk", "jobs"), True)}


def test_a_job_left_lying_is_not_ready(app: Flask, client: FlaskClient) -> None:
    with committed():
        enqueue("test", "one")
        db.session.flush()
        db.session.query(Job).update({Job.due_at: clock.now() - timedelta(hours=1)})
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["checks"]["jobs"] is False
