"""The outbox as a table: what was to be sent, to whom, and when it went."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import Model, UtcDateTime


class OutboxLetter(Model):
    """One message, written with what it tells of; without a moment of sending it still waits."""

    __tablename__ = "outbox_letter"
    __table_args__ = {"info": {"operational": True}}

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(150), unique=True)
    recipient: Mapped[str] = mapped_column(String(100))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    calendar: Mapped[bytes] = mapped_column(LargeBinary)
    method: Mapped[str] = mapped_column(String(10))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
