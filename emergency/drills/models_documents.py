"""Documents of drills, as versions: rows are added and closed, never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime


class DrillDocument(Model):
    """One version of one document of a drill: what it says, who saved it when.

    `finished_on` is the stated day on which it was finished, empty for a draft; `grade` is 优/良/中/差 of an
    evaluation. To finish, and to withdraw that with a reason, are versions of their own.
    """

    __tablename__ = "drill_document"
    __table_args__ = (
        Index("drill_document_number", "drill_id", "kind", "number", unique=True),
        Index("drill_document_known", "drill_id", "known_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"))
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)
    grade: Mapped[str] = mapped_column(String(8), default="")
    finished_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(300), default="")
    on_behalf: Mapped[bool] = mapped_column(Boolean, default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
