"""Plans, the bodies they bind, their versions, and the one table of dated acts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime


class Plan(Model):
    """A plan as it stands: whose it is and what it is.

    `state` is that of its newest version (`latest`), `in_force` the number of the version in force. The
    description that duties read is kept with its two times as a milestone of kind `described`.
    """

    __tablename__ = "plan"
    __table_args__ = (
        Index("plan_unit", "unit_id"),
        Index("plan_region", "region_code", "line", "state"),
        Index("plan_state", "state", "region_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    code: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    line: Mapped[str] = mapped_column(String(20))
    kinds: Mapped[Any] = mapped_column(JsonText)
    covers: Mapped[Any] = mapped_column(JsonText)
    event_class: Mapped[str] = mapped_column(String(20), default="")
    hazard: Mapped[str] = mapped_column(String(30), default="")
    secrecy: Mapped[str] = mapped_column(String(20))
    joint: Mapped[bool] = mapped_column(default=False)
    superior_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    filing_target: Mapped[str] = mapped_column(String(200), default="")
    latest: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(20))
    in_force: Mapped[int | None]
    abolished: Mapped[bool] = mapped_column(default=False)
    on_behalf: Mapped[bool] = mapped_column(default=False)
    sample: Mapped[bool] = mapped_column(default=False)
    registered_by: Mapped[str] = mapped_column(String(100))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class PlanBody(Model):
    """A unit bound by a plan as 编制牵头单位, 审批单位 or 印发机构, as known between which moments."""

    __tablename__ = "plan_body"
    __table_args__ = (
        Index("plan_body_unit", "unit_id", "known_until"),
        Index("plan_body_plan", "plan_id", "known_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str] = mapped_column(String(20))
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class Revision(Model):
    """第N版 of a plan and what became of its record; `recorded` where a township's recording accepted it."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("plan_id", "number", name="uq_revision_plan_number"),
        Index("revision_state", "state", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    document_number: Mapped[str] = mapped_column(String(100), default="", index=True)
    issuing_name: Mapped[str] = mapped_column(String(100), default="")
    signed_by: Mapped[str] = mapped_column(String(40), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    important_change: Mapped[bool] = mapped_column(default=False)
    without_text: Mapped[bool] = mapped_column(default=False)
    recorded: Mapped[bool] = mapped_column(default=False)
    on_behalf: Mapped[bool] = mapped_column(default=False)
    entered_by: Mapped[str] = mapped_column(String(100))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by: Mapped[int | None]
    submitter: Mapped[str] = mapped_column(String(100), default="")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_by: Mapped[int | None]
    checker: Mapped[str] = mapped_column(String(100), default="")
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    return_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class Milestone(Model):
    """One dated act: the day it happened (stated) and when we learnt of it; corrected by a new row, never changed.

    Append-only but for `known_until`, which closes a row that another supersedes (`replaces_id` points back).
    """

    __tablename__ = "milestone"
    __table_args__ = (
        Index("milestone_plan", "plan_id", "known_until", "kind"),
        Index("milestone_revision", "revision_id", "known_until"),
        Index(
            "milestone_receiver", "receiver_id", "known_until",
            sqlite_where=text("receiver_id IS NOT NULL"), postgresql_where=text("receiver_id IS NOT NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    details: Mapped[Any] = mapped_column(JsonText)
    # The unit of the register to which a version was handed over for 备案; None where only its name is known.
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str] = mapped_column(String(200), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("milestone.id"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
