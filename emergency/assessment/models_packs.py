"""The packages that were made: whose, for which viewers, how far the making is, what is in the file."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime


class ChecklistPack(Model):
    """The package of a body on a day, for everybody of one scope; made anew under the same row.

    `campaign_id` and `body_id` are 0 outside campaigns.
    `reach` names the scope and `asker` is that scope; `content` is what it says, whenever it is made, and `passing`
    what passes with the moment of making, so that the same content gives the same bytes. `hashes` are the papers in
    it: where one of them is taken away, the file goes too. It can always be made again, so it is no business row.
    """

    __tablename__ = "checklist_pack"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "as_of", "body_id", "reach", name="uq_checklist_pack_body"),
        {"info": {"operational": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(String(20))
    as_of: Mapped[date] = mapped_column(Date)
    campaign_id: Mapped[int] = mapped_column(Integer, default=0)
    body_id: Mapped[int] = mapped_column(Integer, default=0)
    reach: Mapped[str] = mapped_column(String(32))
    asker: Mapped[Any] = mapped_column(JsonText)
    asked_by: Mapped[str] = mapped_column(String(100))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10))
    done: Mapped[int] = mapped_column(Integer, default=0)
    whole: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[str] = mapped_column(String(64), default="")
    passing: Mapped[Any] = mapped_column(JsonText, default=dict)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    copies: Mapped[int] = mapped_column(Integer, default=0)
    lacks: Mapped[int] = mapped_column(Integer, default=0)
    hashes: Mapped[Any] = mapped_column(JsonText, default=list)

    @property
    def file(self) -> str:
        """The name of its file in the folder of packages."""
        return f"{self.id}-{self.content[:16]}.zip"
