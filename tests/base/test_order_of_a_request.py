"""One request, one commit, after the page is made; a GET never writes; a form acts once."""

import pytest
from flask import Flask, redirect, render_template_string, request
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from emergency.audit import trail
from emergency.audit.models import AuditEvent
from emergency.audit.rules import Tag
from emergency.base.access import open_door, system_scope
from emergency.base.database import committed, db
from emergency.base.errors import Refusal
from emergency.base.web import writing


def act() -> None:
    trail.record(system_scope(), Tag.SEED, "test", 1, "做了一件事。")


@open_door("test")
def do_it() -> object:
    with writing():
        act()
    if request.args.get("break") == "page":
        return render_template_string("{{ missing.thing }}")
    return redirect("/done", 303)


@open_door("test")
def refuse() -> object:
    with writing():
        act()
        raise Refusal("这样不行，请改。")


@open_door("test")
def write_by_get() -> object:
    act()
    db.session.add(AuditEvent(id=1))
    db.session.flush()
    return "never"


def unmarked() -> str:
    return "never"


@pytest.fixture
def site(other_app: Flask) -> FlaskClient:
    """The app with four routes of this test, on the same database."""
    other = other_app
    other.config["WTF_CSRF_ENABLED"] = False
    other.config["PROPAGATE_EXCEPTIONS"] = False
    other.add_url_rule("/do", view_func=do_it, methods=["POST"])
    other.add_url_rule("/refuse", view_func=refuse, methods=["POST"])
    other.add_url_rule("/write-by-get", view_func=write_by_get)
    other.add_url_rule("/unmarked", view_func=unmarked)
    return other.test_client()


def acts() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(AuditEvent.id)).all())


def test_a_done_act_is_committed_after_the_page_is_made(site: FlaskClient) -> None:
    assert site.post("/do").status_code == 303
    assert acts() == 1


def test_a_page_that_fails_leaves_nothing(site: FlaskClient) -> None:
    assert site.post("/do?break=page").status_code == 500
    assert acts() == 0


def test_a_refusal_is_told_in_chinese_and_leaves_nothing(site: FlaskClient) -> None:
    answer = site.post("/refuse")
    assert answer.status_code == 422
    assert "这样不行，请改。" in answer.text
    assert acts() == 0


def test_a_form_that_is_sent_twice_acts_once(site: FlaskClient) -> None:
    first, second = site.post("/do", data={"once": "abc"}), site.post("/do", data={"once": "abc"})
    assert (first.location, second.location) == ("/done", "/done")
    assert acts() == 1


def test_a_get_that_writes_is_a_fault(site: FlaskClient) -> None:
    assert site.get("/write-by-get").status_code == 500
    assert acts() == 0


def test_a_route_without_a_mark_lets_nobody_in(site: FlaskClient) -> None:
    assert site.get("/unmarked").status_code in (303, 403)


def test_every_answer_carries_the_headers_and_its_id(site: FlaskClient) -> None:
    answer = site.get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["X-Request-Id"] in answer.text
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_a_fault_of_the_database_tells_no_value_of_the_statement(app: Flask) -> None:
    with pytest.raises(OperationalError) as fault, committed():
        db.session.execute(text("insert into nowhere values (:phone)"), {"phone": "13900000001"})
    assert "13900000001" not in str(fault.value)
