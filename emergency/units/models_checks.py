"""The dated act that all contacts of a unit were checked."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime


class ContactCheck(Model):
    """On a day every contact in use had been checked within the half year; `day` is stated, `known_from` ours.

    `contacts` are the numbers of the contacts. Append-only but for `known_until`, which a correction closes.
    """

    __tablename__ = "contact_check"
    __table_args__ = (Index("contact_check_unit", "unit_id", "known_until", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date] = mapped_column(Date)
    contacts: Mapped[Any] = mapped_column(JsonText)
    how: Mapped[str] = mapped_column(String(100), default="")
    on_behalf: Mapped[bool] = mapped_column(Boolean, default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
