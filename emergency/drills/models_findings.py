"""What a drill brought to light: the finding, whether it is 重大, who mends it by when, and that it was mended."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import Model, UtcDateTime


class DrillFinding(Model):
    """One finding of a held drill; `closed_on` is the stated day on which it was mended, empty while it is not.

    `chapter` names the part of the plan that it concerns: empty text where it concerns none, nothing where nobody
    said. Mended, such a finding names the revision that changed, or who signed 不修订, when and why.
    """

    __tablename__ = "drill_finding"
    __table_args__ = (Index("drill_finding_open", "closed_on", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    major: Mapped[bool] = mapped_column(Boolean, default=False)
    responsible: Mapped[str] = mapped_column(String(60), default="")
    due_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(String(100))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_on: Mapped[date | None] = mapped_column(Date)
    closed_by: Mapped[str] = mapped_column(String(100), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    chapter: Mapped[str | None] = mapped_column(String(60))
    resolution: Mapped[str | None] = mapped_column(String(12))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    kept_reason: Mapped[str | None] = mapped_column(String(300))
    signed_by: Mapped[str | None] = mapped_column(String(40))
    signed_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
