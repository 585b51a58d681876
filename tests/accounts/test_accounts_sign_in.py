"""Signing in: by login and password, locked after five failures, revocable, with a forced first change."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from inspection import inspect
from sqlalchemy import select
from werkzeug.test import TestResponse

from emergency.accounts import actions, queries
from emergency.accounts.models import Person, SignIn
from emergency.accounts.scopes import Part
from emergency.base import clock
from emergency.base.access import Role, system_scope
from emergency.base.database import apart, committed, db

REGION = "231102000000"


@pytest.fixture
def password(app: Flask) -> str:
    """The first password of li, a county officer."""
    first = actions.first_password()
    with committed():
        parts = [Part(region_code=REGION)]
        actions.add_person(system_scope(), "li", "李喆", Role.COUNTY, parts, first)
    return first.clear


def token_in(html: str) -> str:
    found = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', html)
    assert found
    return found[1]


def sign_in(client: FlaskClient, password: str, login: str = "li", way_back: str = "/my-sign-ins") -> TestResponse:
    form = {"csrf_token": token_in(client.get("/login").text), "login": login, "password": password, "next": way_back}
    return client.post("/login", data=form)


def change(client: FlaskClient, old: str) -> TestResponse:
    form = {"csrf_token": token_in(client.get("/password").text), "old": old}
    return client.post("/password", data=form | {"password": "Chun-feng-88", "again": "Chun-feng-88"})


def test_the_right_password_leads_back_to_the_page(client: FlaskClient, password: str) -> None:
    answer = sign_in(client, password)
    assert (answer.status_code, answer.location) == (303, "/my-sign-ins")
    assert all("HttpOnly" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


def test_over_https_the_cookie_has_the_host_name_and_is_secure(client: FlaskClient, password: str) -> None:
    secure = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/login"}}
    form = {"csrf_token": token_in(client.get("/login", **secure).text), "login": "li", "password": password}
    answer = client.post("/login", data=form, **secure)
    cookies = [cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("__Host-sign-in=")]
    assert cookies and "Secure" in cookies[0] and "Path=/" in cookies[0]


@pytest.mark.parametrize("login", ["li", "nobody"])
def test_a_wrong_password_and_an_unknown_login_read_alike(client: FlaskClient, password: str, login: str) -> None:
    answer = sign_in(client, "Wrong-wrong-1", login)
    assert answer.status_code == 422
    assert actions.WRONG in inspect(answer.text).get_text()


def test_after_five_failures_even_the_right_password_waits(client: FlaskClient, password: str) -> None:
    for _ in range(5):
        sign_in(client, "Wrong-wrong-1")
    locked = sign_in(client, password)
    assert locked.status_code == 429
    assert "15 分钟后再试" in locked.text
    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        assert sign_in(client, password).status_code == 303


def test_a_first_password_must_be_changed_before_anything_else(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    assert change(client, password).status_code == 303
    assert not db.session.get_one(Person, 1).must_change_password


def test_an_open_session_tries_the_old_password_five_times_at_most(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    answers = [change(client, "Wrong-wrong-1").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert change(client, password).status_code == 429


def test_signing_out_makes_the_copied_cookie_worthless(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    stolen = client.get_cookie("sign-in")
    assert stolen is not None
    client.post("/logout", data={"csrf_token": token_in(client.get("/password").text)})
    client.set_cookie("sign-in", stolen.value)
    assert client.get("/my-sign-ins").location == "/login?next=/my-sign-ins"


def test_changing_the_password_ends_the_other_sign_ins(app: Flask, client: FlaskClient, password: str) -> None:
    other = app.test_client()
    sign_in(other, password)
    sign_in(client, password)
    change(client, password)
    assert other.get("/my-sign-ins").status_code == 303
    assert client.get("/my-sign-ins").status_code == 200


def test_fifteen_idle_minutes_end_a_sign_in(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert client.get("/my-sign-ins").location == "/login?next=/my-sign-ins"


def test_a_click_minutes_later_is_answered_and_noted(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    before = db.session.scalars(select(SignIn)).one().seen_at
    with time_machine.travel(clock.now() + timedelta(minutes=14)):
        assert client.get("/password").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=28)):
        assert client.get("/password").status_code == 200
    db.session.rollback()
    assert db.session.scalars(select(SignIn)).one().seen_at - before >= timedelta(minutes=27)


def test_nothing_is_read_through_the_session_while_a_short_commit_is_open(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="apart"), apart():
        db.session.scalars(select(SignIn)).all()
    assert db.session.scalars(select(SignIn)).all() == []


def test_ending_a_person_ends_the_sign_ins_at_once(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    with committed():
        actions.end_person(system_scope(), queries.get_person(system_scope(), 1), None)
    assert client.get("/my-sign-ins").status_code == 303
    assert sign_in(client, password).status_code == 422


def test_the_token_is_new_each_time_and_kept_only_as_its_hash(client: FlaskClient, password: str) -> None:
    sign_in(client, password)
    first = client.get_cookie("sign-in")
    sign_in(client, password)
    second = client.get_cookie("sign-in")
    assert first and second and first.value != second.value
    assert queries.living_sign_in(queries.hashed(second.value)) is None


def test_no_reading_stays_open_while_a_password_is_hashed(password: str) -> None:
    person = queries.person_by_login("li")
    assert person is not None and db.session().in_transaction()
    assert actions.matches(person.password_hash, password)
    assert not db.session().in_transaction()
    assert queries.person_by_login("li") is not None
    actions.hash_password("Chun-feng-88")
    assert not db.session().in_transaction()


def test_a_page_is_answered_while_somebody_writes_and_the_sign_in_noted_later(
    client: FlaskClient, password: str, app: Flask
) -> None:
    with time_machine.travel("2026-11-22 12:00 +0800", tick=False):
        sign_in(client, password)
        change(client, password)
    file = str(db.engine.url.database)
    with closing(sqlite3.connect(file, isolation_level=None)) as writer, time_machine.travel("2026-11-22 12:05 +0800"):
        writer.execute("BEGIN IMMEDIATE")
        assert client.get("/my-sign-ins").status_code == 200
        began = db.session.scalars(select(SignIn.seen_at)).one()
        writer.execute("ROLLBACK")
        client.get("/my-sign-ins")
    db.session.rollback()
    assert db.session.scalars(select(SignIn.seen_at)).one() - began >= timedelta(minutes=5)
