"""What a reviewer said of a hint about a plan's text: confirmed or dismissed, with the reason."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class PlanRemark(Model):
    """One hint (`kind` and `key`) of a plan as somebody judged it; it holds for later versions too until withdrawn.

    Append-only but for `known_until`, which closes a row that was withdrawn or followed by another judgement.
    """

    __tablename__ = "plan_remark"
    __table_args__ = (Index("plan_remark_plan", "plan_id", "kind", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(100))
    recorded_by_id: Mapped[int | None]
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
