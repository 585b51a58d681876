"""Checklist templates in all their versions, and what people entered for an item of a subject in a year."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime


class ChecklistTemplate(Model):
    """One version of a template as plain data; the newest is in force, an older one is never changed."""

    __tablename__ = "checklist_template"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[Any] = mapped_column(JsonText)
    reason: Mapped[str] = mapped_column(String(200))
    set_by: Mapped[str] = mapped_column(String(100))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ChecklistEntry(Model):
    """What a person entered for one item: papers ticked, faults found or points; superseded, not edited.

    `subject_kind` is region or unit, `subject_id` the code or the number.
    """

    __tablename__ = "checklist_entry"
    __table_args__ = (Index("checklist_entry_subject", "subject_kind", "subject_id", "year", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(String(20))
    year: Mapped[int] = mapped_column(Integer)
    item: Mapped[str] = mapped_column(String(20))
    content: Mapped[Any] = mapped_column(JsonText)
    reason: Mapped[str] = mapped_column(String(300))
    entered_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
