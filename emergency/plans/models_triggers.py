"""Circumstances for revision of plans: the records as they stand, and the dated rows behind them."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class ReviewTrigger(Model):
    """One circumstance of one kind on one plan as it stands; `day` is that of the earliest fact until it is confirmed.

    `revision_id` is the version that is named as its answer; it answers once that version is accepted.
    """

    __tablename__ = "review_trigger"
    __table_args__ = (
        Index("review_trigger_plan", "plan_id", "kind", "state"),
        Index("review_trigger_state", "state", "plan_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))
    raised: Mapped[bool] = mapped_column(default=False)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"), index=True)
    opened_by: Mapped[str] = mapped_column(String(100))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class TriggerRow(Model):
    """One dated row of a circumstance: a cited fact, a confirmation, an answer; closed when taken back, never changed.

    `day` is stated, `known_from` ours. A cited fact names its subject (`fact`, `fact_id`, `ref`).
    """

    __tablename__ = "trigger_row"
    __table_args__ = (
        Index("trigger_row_trigger", "trigger_id", "known_until"),
        Index("trigger_row_fact", "fact", "fact_id", "ref"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trigger_id: Mapped[int] = mapped_column(ForeignKey("review_trigger.id"))
    act: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    fact: Mapped[str] = mapped_column(String(20), default="")
    fact_id: Mapped[str] = mapped_column(String(40), default="")
    ref: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    signed_by: Mapped[str] = mapped_column(String(40), default="")
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
