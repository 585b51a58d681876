"""演练情况报送, as a dated fact: rows are added and closed, never changed."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class DrillReport(Model):
    """That a drill was reported and to whom: the stated day, when we learnt of it, and what the row corrects."""

    __tablename__ = "drill_report"
    __table_args__ = (Index("drill_report_drill", "drill_id", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"))
    day: Mapped[date] = mapped_column(Date)
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    target: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("drill_report.id"))
    on_behalf: Mapped[bool] = mapped_column(Boolean, default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
