"""The one table of papers: files that count as evidence, each with what it is and when we got it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class Paper(Model):
    """A kept file of a unit, belonging to a plan's version, a drill …; purged or superseded, never deleted
    but with a draft that was never handed in.

    `stated_on` is what the giver says, `received_at` is ours and never changes; `made_on` and `changed_on` are
    the days written inside the file. A purged paper keeps its row, its bytes are gone.
    """

    __tablename__ = "paper"
    __table_args__ = (
        Index("paper_subject", "subject_kind", "subject_id"),
        Index("paper_unit", "unit_id", "received_at"),
        Index("paper_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    role: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(300))
    size: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(8))
    pages: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(200), default="")
    readable: Mapped[bool] = mapped_column(default=False)
    joined: Mapped[int] = mapped_column(default=0)
    stated_on: Mapped[date | None]
    made_on: Mapped[date | None]
    changed_on: Mapped[date | None]
    inner: Mapped[list[list[str]] | None] = mapped_column(JsonText)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_by: Mapped[str] = mapped_column(String(100))
    received_by_id: Mapped[int | None]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purged_by: Mapped[str] = mapped_column(String(100), default="")
    purge_ground: Mapped[str] = mapped_column(String(20), default="")
    purge_reason: Mapped[str] = mapped_column(String(300), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
