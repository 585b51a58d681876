"""No form acts without its token, and a form sent after the sign-in ended leads to signing in and back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from table_of_access import COLUMNS, LINES, numbers, person_of
from test_crawl import written
from visitors import Visitor
from whole_cast import Whole

from emergency.accounts import actions
from emergency.accounts.scopes import Part
from emergency.base import clock
from emergency.base.access import Role, Scope, system_scope
from emergency.base.database import committed

FORMS = [name for name, line in LINES.items() if not line.reads]
# The others are doors without a sign-in: the sign-in itself, and what an address with a token opens.
GUARDED = [name for name in FORMS if LINES[name].answers["own"][COLUMNS.index("nobody")] == 303]
# Whoever may send a form is let in by one of these.
SENDERS = ("city", "county", "unit", "system")


def test_no_form_acts_without_its_token(whole: Whole, visit: Callable[[Scope | None], Visitor]) -> None:
    before, wrong = written(), []
    for column in SENDERS:
        scope = person_of(column, whole.things)
        values, client = numbers("own", whole.things, scope), visit(scope).client
        for name in FORMS:
            if LINES[name].answers["own"][COLUMNS.index(column)] in (200, 303, 422):
                for forged in ({}, {"csrf_token": "IjAxMjMi.forged"}):
                    answer = client.post(LINES[name].address(values), data={**LINES[name].send, **forged})
                    wrong += [f"{name} as {column}: {answer.status}"] if answer.status_code != 400 else []
    assert not wrong and written() == before, "\n".join(wrong)


@pytest.mark.parametrize("name", GUARDED)
def test_a_form_sent_after_the_end_leads_to_signing_in_and_back(
    name: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:
    visitor = visit(None)
    address, page = LINES[name].address(numbers("own", whole.things, None)), "http://localhost/units/1?page=2"
    answer = visitor.client.post(address, data={"csrf_token": visitor.token()}, headers={"Referer": page})
    assert (answer.status_code, answer.location) == (303, "/login?next=/units/1%3Fpage%3D2")


def token_in(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def test_a_sign_in_that_ended_while_a_form_was_filled_leads_back_to_it(heihe: Flask, client: FlaskClient) -> None:
    first = actions.first_password()
    with committed():
        parts = [Part(region_code="231100000000")]
        actions.add_person(system_scope(), "li", "李喆", Role.CITY, parts, first, sample=True)
    told = {"csrf_token": token_in(client, "/login"), "login": "li", "password": first.clear}
    assert client.post("/login", data=told).status_code == 303
    form, page = {"csrf_token": token_in(client, "/units/new"), "name": "甲校"}, "http://localhost/units/new"
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        answer = client.post("/units/new", data=form, headers={"Referer": page})
        assert (answer.status_code, answer.location) == (303, "/login?next=/units/new")
        told |= {"csrf_token": token_in(client, "/login"), "next": "/units/new"}
        assert client.post("/login", data=told).location == "/units/new"
