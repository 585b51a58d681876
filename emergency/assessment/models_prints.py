"""The register of printed checklists: by which code a paper is recognised, and the hash of its bytes."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import Model, UtcDateTime


class ChecklistPrint(Model):
    """One paper that was handed out; the same document printed with other faces is a row more under the same code.

    Downloading is reading, so this is noted outside the trail. `code` follows from `digest`, so a row that was
    changed by hand does not fit itself any more.
    """

    __tablename__ = "checklist_print"
    __table_args__ = (
        Index("checklist_print_paper", "code", "paper", unique=True),
        {"info": {"operational": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(String(500))
    version: Mapped[str] = mapped_column(String(100))
    as_of: Mapped[date] = mapped_column(Date)
    digest: Mapped[str] = mapped_column(String(64))
    paper: Mapped[str] = mapped_column(String(64))
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
