"""Somebody at a browser: fetches pages, has each inspected, sends forms with their token."""

from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from inspection import inspect
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from emergency.base.access import Scope
from emergency.base.database import db

SCOPE = "tests.scope"
RAW_TOKEN = "0123456789abcdef0123456789abcdef01234567"


class FreshClient(FlaskClient):
    """A client whose every request has a context of its own, as on a server: no `g`, no session of the test's."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.rollback()
        with self.application.app_context():
            return super().open(*args, **kwargs)


class Visitor:
    """One person with one scope; `None` is somebody who has not signed in."""

    def __init__(self, app: Flask, scope: Scope | None) -> None:
        self.app = app
        self.scope = scope
        self.client: FlaskClient = app.test_client()
        self.client.environ_base[SCOPE] = scope

    def fetch(self, path: str, status: int = 200) -> TestResponse:
        """A response as it came, of exactly this status."""
        response = self.client.get(path, buffered=True)
        assert response.status_code == status, told(response)
        return response

    def get(self, path: str, status: int = 200) -> BeautifulSoup:
        """A page, inspected."""
        return inspect(self.fetch(path, status).get_data(as_text=True))

    def post(self, path: str, values: dict[str, Any] | None = None, status: int = 303) -> TestResponse:
        """Send a form with a good token; a page that comes back is inspected."""
        data = {"csrf_token": self.token(), **(values or {})}
        response = self.client.post(path, data=data, content_type="multipart/form-data")
        assert response.status_code == status, told(response)
        if response.mimetype == "text/html" and not 300 <= status < 400:
            inspect(response.get_data(as_text=True))
        return response

    def token(self) -> str:
        with self.client.session_transaction() as session:
            session["csrf_token"] = RAW_TOKEN
        serializer = URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token")
        return str(serializer.dumps(RAW_TOKEN))


def told(response: TestResponse) -> str:
    """What a page of an unexpected status said."""
    page = BeautifulSoup(response.get_data(as_text=True), "html5lib")
    words = page.select_one("main") or page
    return f"{response.status} {response.location or ''} {' '.join(words.get_text().split())[:800]}"


def text_of(page: BeautifulSoup, selector: str = "main") -> str:
    """The words of one part of a page, blanks made one."""
    part = page.select_one(selector)
    assert part is not None, f"no {selector} on the page"
    return " ".join(part.get_text(" ").split())
