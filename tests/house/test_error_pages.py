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
