"""Writing a message into the outbox, and sending it by the one mail server that is set."""

import smtplib
import ssl
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import select

from emergency.base import clock
from emergency.base.config import Settings
from emergency.base.database import committed, db, end_reading
from emergency.base.jobs import enqueue_new
from emergency.notices.models import OutboxLetter
from emergency.notices.queries import mail_settings
from emergency.notices.rules import Letter, message_of

JOB = "notices.send"
PATIENCE = 30
BLOCK = 500


def write_letters(letters: Sequence[Letter]) -> None:
    """Put messages into the outbox of the present transaction, and ask for their sending; one of a key is enough."""
    for start in range(0, len(letters), BLOCK):
        _write_block({letter.key: letter for letter in letters[start : start + BLOCK]})


def _write_block(letters: dict[str, Letter]) -> None:
    there = set(db.session.scalars(select(OutboxLetter.key).where(OutboxLetter.key.in_(list(letters)))))
    rows = [
        OutboxLetter(
            key=letter.key, recipient=letter.recipient, subject=letter.subject[:200], text=letter.text,
            calendar=letter.calendar, method=letter.method, written_at=clock.now(),
        )
        for letter in letters.values() if letter.key not in there
    ]  # fmt: skip
    db.session.add_all(rows)
    db.session.flush()
    enqueue_new(JOB, ((f"{JOB}:{row.id}", {"letter": row.id}) for row in rows))


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
