"""委托第三方 of a plan: the body, the contract, the experts; corrected by a new row, never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime


class PlanCommission(Model):
    """A third party at work for a plan, as known between which moments.

    `experts` is a list of {name, place, recused, reason}. `ending` says why the row was closed without a follower.
    """

    __tablename__ = "plan_commission"
    __table_args__ = (Index("plan_commission_plan", "plan_id", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(String(100))
    contract: Mapped[str] = mapped_column(String(100), default="")
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    experts: Mapped[Any] = mapped_column(JsonText)
    note: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    ending: Mapped[str] = mapped_column(String(300), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("plan_commission.id"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
