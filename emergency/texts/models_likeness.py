"""What a scan of the texts keeps: questions, marks, who is alike; and the templates that the offices know."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class PlanSketch(Model):
    """The marks of a text (32-bit numbers one after another), by which it is compared; goes with its text."""

    __tablename__ = "plan_sketch"
    __table_args__ = (Index("plan_sketch_plan", "plan_id"), {"info": {"derived": True}})

    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id", ondelete="CASCADE"), primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    region_code: Mapped[str] = mapped_column(String(12))
    marks: Mapped[bytes] = mapped_column(LargeBinary)
    scanner: Mapped[int]
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PlanQuestion(Model):
    """One question about a text as the scan asked it; goes with its text."""

    __tablename__ = "plan_question"
    __table_args__ = (Index("plan_question_text", "text_id"), {"info": {"derived": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id", ondelete="CASCADE"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(100))
    page: Mapped[int]
    sentence: Mapped[str] = mapped_column(Text)
    times: Mapped[int]
    words: Mapped[str] = mapped_column(String(300))
    basis: Mapped[str] = mapped_column(String(200))
    mild: Mapped[bool]


class PlanLikeness(Model):
    """Two texts of different units that are alike, known templates left out; the one with the smaller number first."""

    __tablename__ = "plan_likeness"
    __table_args__ = (Index("plan_likeness_other", "other_id"), {"info": {"derived": True}})

    one_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("plan_text.id", ondelete="CASCADE"), primary_key=True)
    shared: Mapped[int]
    of_one: Mapped[float]
    of_other: Mapped[float]


class KnownTemplate(Model):
    """A text that an office names as the template for its region: passages of it are nobody's copy.

    It is the text of a version, or words pasted in. Append-only but for `known_until`, which ends it.
    """

    __tablename__ = "known_template"
    __table_args__ = (Index("known_template_region", "region_code", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    name: Mapped[str] = mapped_column(String(100))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
