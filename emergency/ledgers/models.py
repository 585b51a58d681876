"""Files on their way in, and how headings were read before: they carry nobody's business, the trail tells the rest."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class LedgerImport(Model):
    """A file that somebody brought: how it is read, and what came of it once it was taken in.

    `file_sha` and `rows_sha` name the file and its cells in the store, where nothing keeps them beyond a day or two;
    `return_id` is the filled sheet of a unit of which the rows were made. A large file is left to the worker: `deed`
    is what it was asked for (check, take or nothing), `step` how far it is, `sentence` why it refused and `report_sha`
    the name of what it found.
    """

    __tablename__ = "ledger_import"
    __table_args__ = (Index("ledger_import_person", "person_id", "made_at"), {"info": {"operational": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None]
    person_name: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    file_sha: Mapped[str] = mapped_column(String(64))
    rows_sha: Mapped[str] = mapped_column(String(64))
    maps: Mapped[Any] = mapped_column(JsonText)
    agreed: Mapped[Any] = mapped_column(JsonText)
    counts: Mapped[Any] = mapped_column(JsonText, nullable=True)
    return_id: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deed: Mapped[str] = mapped_column(String(10), default="")
    step: Mapped[int] = mapped_column(default=0)
    sentence: Mapped[str] = mapped_column(String(400), default="")
    report_sha: Mapped[str] = mapped_column(String(64), default="")
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LedgerHeading(Model):
    """As which item an office reads a heading of its own."""

    __tablename__ = "ledger_heading"
    __table_args__ = (
        UniqueConstraint("owner", "kind", "heading", name="uq_ledger_heading_owner"),
        {"info": {"operational": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10))
    heading: Mapped[str] = mapped_column(String(100))
    item: Mapped[str] = mapped_column(String(20))
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)
