"""The order of a request: guard, read, write at the end, one commit after the page is made."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    make_response,
    redirect,
    request,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from structlog.contextvars import bind_contextvars, clear_contextvars
from werkzeug.middleware.proxy_fix import ProxyFix

from emergency.base import clock, database, slots
from emergency.base.access import Permission, Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, Forbidden
from emergency.base.log import log, redacted
from emergency.base.once import claim_form, settle_form

csrf = CSRFProtect()

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
# Addresses of a room above, known here because the contract fixes them (accounts/views.py answers).
LOGIN, CHANGE_PASSWORD = "/login", "/password"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DONE_BELOW = 400


def install_web(app: Flask, *, trusted_proxies: int) -> None:
    """Put the order of a request into the app."""
    if trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, trusted_proxies, trusted_proxies, trusted_proxies)  # type: ignore[method-assign]
    # First of all, so that a forged or too large request has its number as well.
    app.before_request(_begin)
    csrf.init_app(app)
    app.before_request(_guard)
    app.after_request(_finish)
    app.teardown_request(_drop)
    app.jinja_env.globals.update(may=may, navigation_scope=lambda: g.get("scope"), today=clock.today)


def _begin() -> None:
    clear_contextvars()
    g.request_id = secrets.token_hex(6)
    g.began = clock.now()
    bind_contextvars(request=g.request_id)


def _guard() -> ResponseReturnValue | None:
    """Nobody passes a route but through its mark; a route without a mark lets nobody in."""
    view = _view()
    if view is None or request.blueprint in ("bootstrap",) or request.endpoint == "static":
        return None
    g.scope = next((scope for scope in slots.identify.call(request) if scope is not None), None)
    if getattr(view, "open_door", None):
        return None
    if g.scope is None:
        return redirect(f"{LOGIN}?next={quote(way_back())}", 303)
    needed: Permission | None = getattr(view, "needs", None)
    if needed is None or not g.scope.may(needed):
        raise Forbidden
    if g.scope.must_change_password and needed is not Permission.SELF:
        return redirect(CHANGE_PASSWORD, 303)
    return None


def _view() -> Any:
    return current_app.view_functions.get(request.endpoint or "")


def way_back() -> str:
    """The address to come back to after signing in or an error; of a form that was sent, the page that it stood on."""
    if request.method in SAFE_METHODS:
        return request.full_path.rstrip("?")
    referrer = request.referrer or ""
    return "/" + referrer[len(request.host_url) :].lstrip("/") if referrer.startswith(request.host_url) else "/"


def may(permission: str) -> bool:
    """Whether the one who asks may do this; for templates."""
    scope: Scope | None = g.get("scope")
    return scope is not None and scope.may(permission)


def begin_act() -> None:
    """Open the writing transaction of a view and take the form for it. Raises Repeated for a second sending."""
    database.begin_write()
    claim_form()


@contextmanager
def writing() -> Iterator[None]:
    """The part of a view that changes things: an error drops all of it, else the made response commits it."""
    try:
        begin_act()
        yield
        db.session.flush()
    except StaleDataError as error:
        database.end_write(keep=False)
        raise Conflict("这条记录刚刚被别人修改过，您的修改没有保存。请刷新页面核对后重新提交。") from error
    except BaseException:
        database.end_write(keep=False)
        raise


def _finish(response: Response) -> Response:
    """Commit a done act, drop anything else, and dress the response; only then it leaves."""
    if database.is_writing():
        if response.status_code < DONE_BELOW:
            settle_form(response)
            database.end_write(keep=True)
        else:
            database.end_write(keep=False)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint in ("static", "bootstrap.static"):
        response.headers["Cache-Control"] = "private, max-age=86400"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers["X-Request-Id"] = g.get("request_id", "")
    _tell(response)
    return response


def _tell(response: Response) -> None:
    if request.endpoint in ("static", "bootstrap.static"):
        return
    scope: Scope | None = g.get("scope")
    began = g.get("began") or clock.now()
    log(
        "request", method=request.method, path=redacted(request.path), status=response.status_code,
        ms=round((clock.now() - began).total_seconds() * 1000), person=scope.person_id if scope else None,
        address=request.remote_addr,
    )  # fmt: skip


def _drop(_error: BaseException | None) -> None:
    if database.is_writing():
        database.end_write(keep=False)


@event.listens_for(Session, "before_flush")
def _refuse_writing_while_reading(session: Session, _context: Any, _instances: Any) -> None:
    """A GET never writes: what was changed outside a writing transaction is a fault of ours."""
    changed = session.new or session.deleted or any(session.is_modified(row) for row in session.dirty)
    if changed and has_request_context() and not database.is_writing(session):
        raise RuntimeError("rows were changed outside `with writing():`")


def send_document(content: bytes, name: str, media_type: str) -> Response:
    """A file to keep, under its Chinese name (RFC 6266, RFC 8187)."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response
