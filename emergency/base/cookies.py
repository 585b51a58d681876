"""Cookies: under a __Host- name and secure whenever the request came by https."""

from typing import Any

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response


def cookie_name(base: str) -> str:
    """The name of a cookie for this request."""
    return f"__Host-{base}" if request.is_secure else base


class SchemeSession(SecureCookieSessionInterface):
    """Flask's signed cookie, which holds the CSRF secret and nothing else; sign-ins are rows (accounts)."""

    def get_cookie_name(self, app: Flask) -> str:
        """The name for this request's scheme."""
        return cookie_name("form")

    def get_cookie_secure(self, app: Flask) -> bool:
        """Secure whenever the request is."""
        return request.is_secure


def set_cookie(response: Response, base: str, value: str, **named: Any) -> None:
    """Set a cookie that scripts can't read and other sites can't send."""
    response.set_cookie(
        cookie_name(base), value, httponly=True, samesite="Lax", secure=request.is_secure, path="/", **named
    )
