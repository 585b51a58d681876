"""What the files of plans say, as it was read: a text for each version's book, and its pages."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import Model, UtcDateTime


class PlanText(Model):
    """The text of one book (`part`) of a version, read from the file that it names; goes with that file.

    Derived: it can be read again at any time. `division` says whether its pieces are pages, `pages` how many the
    file has, `reason` why it can't be judged or what was left out. It is seen as its plan is (plans.queries).
    `first_row` is where its words begin in the list of all words (texts/word_rows.py).
    """

    __tablename__ = "plan_text"
    __table_args__ = (
        UniqueConstraint("revision_id", "part", name="uq_plan_text_revision_part"),
        Index("plan_text_plan", "plan_id"),
        Index("plan_text_paper", "paper_id"),
        Index("plan_text_state", "state"),
        {"info": {"derived": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(12))
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(400), default="")
    division: Mapped[str] = mapped_column(String(8))
    pages: Mapped[int]
    characters: Mapped[int]
    reader: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_row: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class PlanPage(Model):
    """One page of a text, from 1 on, its lines parted by line breaks; empty where the page has no text."""

    __tablename__ = "plan_page"
    __table_args__ = (
        UniqueConstraint("text_id", "number", name="uq_plan_page_text_number"),
        {"info": {"derived": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
