"""One table: the duty tiles, derived from what the rooms below recorded, in two times."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime

# The whole day, for SQLite gives a DATETIME column numeric affinity and would read '9999' as a number below all text.
# Written out in queries as well: SQLite takes a partial index only where the statement says the same words.
OPEN = text("duty.known_until >= '9999-12-31'")
OPEN_INDEX = text("known_until >= '9999-12-31'")
CLOSED = text("duty.known_until < '9999-12-31'")
CLOSED_INDEX = text("known_until < '9999-12-31'")
# Every column that the sums of a roll-up read, so that the index answers without the table.
READ_BY_SUMS = (
    "region_code", "counted", "duty_group", "force", "starts", "ends", "met_until", "soon_from", "overdue_from",
    "late_from", "backfill_until", "late", "unit_kind", "due_on", "unit_id", "known_until", "known_from",
)  # fmt: skip


class Duty(Model):
    """A stretch of days [starts, ends) of one duty between two events that can change its light.

    Derived: a rebuild gives the same open rows. Rows known only in the past can't be rebuilt by a later program, so
    `seal` covers every column, and the trail holds a digest of all seals of a unit (coverage/seals.py).
    `late_from` is when it would have been overdue but for 补录截止日.
    """

    __tablename__ = "duty"
    __table_args__ = (
        Index("duty_unit", "unit_id", "rule_id", "subject_id", "known_until"),
        Index("duty_subject", "subject_kind", "subject_id", "known_until"),
        # Each tile stands in one of these: what is known, and what was known once.
        Index("duty_known_now", *READ_BY_SUMS, sqlite_where=OPEN_INDEX, postgresql_where=OPEN_INDEX),
        Index("duty_known_once", *READ_BY_SUMS, sqlite_where=CLOSED_INDEX, postgresql_where=CLOSED_INDEX),
        {"info": {"derived": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int]
    unit_kind: Mapped[str] = mapped_column(String(12))
    counted: Mapped[bool]
    region_code: Mapped[str] = mapped_column(String(12))
    rule_id: Mapped[str] = mapped_column(String(20))
    rule_version: Mapped[int]
    duty_group: Mapped[str] = mapped_column(String(12))
    force: Mapped[str] = mapped_column(String(12))
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    met_until: Mapped[date | None] = mapped_column(Date)
    soon_from: Mapped[date | None] = mapped_column(Date)
    overdue_from: Mapped[date | None] = mapped_column(Date)
    late_from: Mapped[date | None] = mapped_column(Date)
    backfill_until: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    provisional: Mapped[bool]
    late: Mapped[bool]
    evidence_id: Mapped[int | None]
    basis: Mapped[Any] = mapped_column(JsonText)
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
    seal: Mapped[str] = mapped_column(String(32), default="", server_default="")
