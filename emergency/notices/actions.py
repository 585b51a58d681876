"""Writing a message into the outbox, and sending it by the one mail server that is set."""

import smtplib
import ssl
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import select

from emergency.base import clock
from emergency.base.config import Settings
from emergency.base.database import committed, db, end_reading
from emergency.base.jobs import enqueue
from emergency.notices.models import OutboxLetter
from emergency.notices.queries import mail_settings
from emergency.notices.rules import Letter, message_of

JOB = "notices.send"
PATIENCE = 30


def write_letter(letter: Letter) -> None:
    """Put a message into the outbox of the present transaction, and ask for its sending; one of this key is enough."""
    if db.session.scalar(select(OutboxLetter.id).where(OutboxLetter.key == letter.key)) is not None:
        return
    row = OutboxLetter(
        key=letter.key, recipient=letter.recipient, subject=letter.subject[:200], text=letter.text,
        calendar=letter.calendar, method=letter.method, written_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    enqueue(JOB, f"{JOB}:{row.id}", {"letter": row.id})


def send_job(payload: dict[str, Any]) -> None:
    """Send one message; a server that does not take it raises, and the job comes again later.

    No transaction is open while the server is spoken to. Whoever dies between the sending and the note sends it once
    more, under the same Message-ID: at most one too many, never one too few.
    """
    row, settings = db.session.get(OutboxLetter, payload["letter"]), mail_settings()
    if row is None or row.sent_at is not None or settings is None:
        return
    letter = Letter(row.key, row.recipient, row.subject, row.text, row.calendar, row.method)
    end_reading()
    _send(letter, settings)
    with committed():
        db.session.get_one(OutboxLetter, payload["letter"]).sent_at = clock.now()


def _send(letter: Letter, settings: Settings) -> None:
    url = urlsplit(settings.smtp_url)
    host, secure = url.hostname or "localhost", url.scheme == "smtps"
    context = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, url.port or 465, timeout=PATIENCE, context=context)
        if secure
        else smtplib.SMTP(host, url.port or 25, timeout=PATIENCE)
    )
    with server:
        if url.scheme == "smtp+starttls":
            server.starttls(context=context)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message_of(letter, settings.mail_from))
