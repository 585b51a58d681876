"""Error pages are Chinese, whole, and need no database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from inspection import inspect

from emergency.base.faults import ADVICE, TITLES, error_page


@pytest.mark.parametrize("status", sorted(TITLES))
def test_each_error_has_a_whole_page(app: Flask, status: int):
    with app.test_request_context("/"):
        html, given = error_page(status)
    page = inspect(html)
    assert given == status
    assert page.h1.get_text() == TITLES[status]
    assert ADVICE[status] in page.get_text()


def test_a_page_that_is_not_there_says_so_with_its_number(client: FlaskClient):
    answer = client.get("/nothing-here")
    page = inspect(answer.get_data(as_text=True))
    assert answer.status_code == 404
    assert answer.headers["X-Request-Id"] in page.get_text()


FORM = "/units/1/plans/new?line=enterprise"
TOO_MUCH = {"CONTENT_LENGTH": str(205 << 20), "wsgi.input_terminated": False}


@pytest.mark.parametrize("too_much", [{}, TOO_MUCH])
def test_a_form_that_was_not_read_has_its_number_and_a_way_back(client: FlaskClient, too_much: dict[str, object]):
    answer = client.post(
        "/login", data={"login": "x"}, headers={"Referer": f"http://localhost{FORM}"}, environ_overrides=too_much
    )
    page = inspect(answer.get_data(as_text=True))
    assert answer.status_code == (413 if too_much else 400)
    assert answer.headers["X-Request-Id"] and answer.headers["X-Request-Id"] in page.get_text()
    assert [link["href"] for link in page.select("a[data-back]")] == [FORM]


@pytest.mark.parametrize("referrer", ["", "http://elsewhere.cn/x", "http://localhost/", "http://localhost.cn/x"])
def test_there_is_no_way_back_to_elsewhere(client: FlaskClient, referrer: str):
    answer = client.post("/login", data={"login": "x"}, headers={"Referer": referrer})
    assert not inspect(answer.get_data(as_text=True)).select("a[data-back]")


def test_a_way_back_stays_on_this_host(client: FlaskClient):
    answer = client.post("/login", data={"login": "x"}, headers={"Referer": "http://localhost//elsewhere.cn/x"})
    (link,) = inspect(answer.get_data(as_text=True)).select("a[data-back]")
    assert link["href"] == "/elsewhere.cn/x"
