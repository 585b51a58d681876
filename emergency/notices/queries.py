"""Whether mail is set up, and what waits in the outbox."""

from flask import current_app
from sqlalchemy import func, select

from emergency.base.config import Settings
from emergency.base.database import db
from emergency.notices.models import OutboxLetter


def mail_settings() -> Settings | None:
    """The settings where mail is set up; None where it is not."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings if settings.smtp_url else None


def letters_waiting() -> int:
    """How many messages have not gone yet."""
    return db.session.scalar(select(func.count()).where(OutboxLetter.sent_at.is_(None))) or 0
