"""Export profiles as the offices keep them: a row a version, never overwritten."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class ExportProfile(Model):
    """One version of a profile: `key` is the same in all of them, `number` the greatest in the newest.

    `owner` is the office whose it is; `ended` marks the version by which it was taken away.
    """

    __tablename__ = "export_profile"
    __table_args__ = (Index("export_profile_owner", "owner", "key", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24))
    number: Mapped[int]
    owner: Mapped[str] = mapped_column(String(100))
    told: Mapped[Any] = mapped_column(JsonText)
    ended: Mapped[bool] = mapped_column(default=False)
    saved_by: Mapped[str] = mapped_column(String(100))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
