"""Records of a unit's acts, and what was told of each, version by version."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class WorkRecord(Model):
    """One dated act of a unit. `registered_at` is when we received it and never changes; `latest` its newest version.

    Never deleted: a withdrawn record stays readable with the reason.
    """

    __tablename__ = "work_record"
    __table_args__ = (
        Index("work_record_unit", "unit_id", "kind"),
        Index("work_record_region", "region_code", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    kind: Mapped[str] = mapped_column(String(20))
    latest: Mapped[int] = mapped_column(default=1)
    on_behalf: Mapped[bool] = mapped_column(default=False)
    registered_by: Mapped[str] = mapped_column(String(100))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(String(100), default="")
    withdrawn_reason: Mapped[str] = mapped_column(String(300), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class WorkRecordVersion(Model):
    """What was told of an act, as known between which moments; corrected by the next version, never changed.

    Append-only but for `known_until`, which the next version or the withdrawal closes.
    """

    __tablename__ = "work_record_version"
    __table_args__ = (
        UniqueConstraint("record_id", "number", name="uq_work_record_version_record_number"),
        Index("work_record_version_day", "held_on", "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("work_record.id"))
    number: Mapped[int]
    held_on: Mapped[date] = mapped_column(Date)
    content: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    teachers: Mapped[str] = mapped_column(String(300), default="")
    attendees: Mapped[str] = mapped_column(Text, default="")
    headcount: Mapped[int | None]
    expected: Mapped[int | None]
    result: Mapped[str] = mapped_column(String(300), default="")
    year: Mapped[int | None]
    until_year: Mapped[int | None]
    target: Mapped[str] = mapped_column(String(200), default="")
    copies: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("work_record.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
