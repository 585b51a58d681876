"""How pages show moments, days and roles; the one place where UTC becomes Shanghai."""

from datetime import date, datetime

from flask import Flask

from emergency.base.access import ROLE_NAMES
from emergency.base.asked import asked_with
from emergency.base.clock import SHANGHAI


def moment(value: datetime | None) -> str:
    """2026-05-12 08:30 in Shanghai; a dash for none."""
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if value else "—"


def day(value: date | None) -> str:
    """2026-05-12; a dash for none, and for the open end of a stretch."""
    return value.isoformat() if value and value.year < 9999 else "—"


def install_shown(app: Flask) -> None:
    """Put the filters `moment` and `day`, the names of roles and `asked_with` into templates."""
    app.jinja_env.filters.update(moment=moment, day=day)
    app.jinja_env.globals.update(role_names=ROLE_NAMES, asked_with=asked_with)
