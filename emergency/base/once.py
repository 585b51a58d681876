"""One form, one act: a second sending of the same form goes where the first one went."""

from datetime import datetime, timedelta

from flask import Response, g, request
from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base import clock
from emergency.base.database import Model, UtcDateTime, db
from emergency.base.errors import Repeated

KEPT_FOR = timedelta(days=2)


class SentForm(Model):
    """A form that was acted on, with the place to which its sender was led."""

    __tablename__ = "sent_form"
    __table_args__ = {"info": {"operational": True}}

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    location: Mapped[str] = mapped_column(String(500))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


def claim_form() -> None:
    """Take this request's form for ourselves. Raises Repeated when it was acted on before.

    Runs inside the writing transaction, where senders queue: of two, the second sees the first one's row.
    """
    token = request.form.get("once", "")[:64]
    if not token or g.get("form_claimed"):
        return
    earlier = db.session.get(SentForm, token)
    if earlier is not None:
        raise Repeated(earlier.location)
    db.session.execute(delete(SentForm).where(SentForm.sent_at < clock.now() - KEPT_FOR))
    g.form_claimed = token


def settle_form(response: Response) -> None:
    """Remember where the sender was led; called once the response of a done act is made."""
    token = g.get("form_claimed")
    if token:
        location = (response.location or request.path)[:500]
        db.session.add(SentForm(token=token, location=location, sent_at=clock.now()))
