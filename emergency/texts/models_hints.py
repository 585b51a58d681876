"""The chapter hints of a text as they were last found, so that desks and lists can count them."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import Model


class PlanHint(Model):
    """One element that was not found in a text, or only as a title; goes with its text.

    What the pages show is found anew each time; this is the same, written after each reading and each change of
    what the plan is.
    """

    __tablename__ = "plan_hint"
    __table_args__ = (
        Index("plan_hint_text", "text_id"),
        Index("plan_hint_plan", "plan_id"),
        {"info": {"derived": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id", ondelete="CASCADE"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    element: Mapped[str] = mapped_column(String(40))
    grade: Mapped[str] = mapped_column(String(1))
    state: Mapped[str] = mapped_column(String(8))
