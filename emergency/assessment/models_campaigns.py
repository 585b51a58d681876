"""Campaigns: what is assessed, who, what each side said of which item, with which papers, and the sealed result."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from emergency.assessment.rules_campaigns import CampaignState
from emergency.base.database import FAR_MOMENT, JsonText, Model, UtcDateTime


class Campaign(Model):
    """考核: one version of a template asked of the bodies of a region, as of a day; sealed once and for ever."""

    __tablename__ = "campaign"
    __table_args__ = (Index("campaign_region", "region_code", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10))
    year: Mapped[int] = mapped_column(Integer)
    template_id: Mapped[int] = mapped_column(ForeignKey("checklist_template.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    as_of: Mapped[date] = mapped_column(Date)
    deadline: Mapped[date] = mapped_column(Date)
    sample_size: Mapped[int] = mapped_column(Integer, default=0)
    seed: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(10), default=CampaignState.OPEN)
    opened_by: Mapped[str] = mapped_column(String(100))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    frozen_by: Mapped[str] = mapped_column(String(100), default="")
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class CampaignBody(Model):
    """One who is assessed: a region (its code) or a unit (its number); `drawn` for 抽查."""

    __tablename__ = "campaign_body"
    __table_args__ = (
        UniqueConstraint("campaign_id", "kind", "subject_id", name="uq_campaign_body_subject"),
        Index("campaign_body_subject", "kind", "subject_id"),
        Index("campaign_body_region", "campaign_id", "region_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(String(20))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(10))
    unit_kind: Mapped[str] = mapped_column(String(12), default="")
    drawn: Mapped[bool] = mapped_column(Boolean, default=False)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by: Mapped[str] = mapped_column(String(100), default="")
    returned: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class CampaignMark(Model):
    """What one side said of one item of a body; superseded, not edited."""

    __tablename__ = "campaign_mark"
    __table_args__ = (Index("campaign_mark_body", "body_id", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("campaign_body.id"))
    item: Mapped[str] = mapped_column(String(20))
    side: Mapped[str] = mapped_column(String(10))
    content: Mapped[Any] = mapped_column(JsonText)
    reason: Mapped[str] = mapped_column(String(300))
    entered_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class CampaignPaper(Model):
    """A paper that stands behind an item of a body."""

    __tablename__ = "campaign_paper"
    __table_args__ = (UniqueConstraint("body_id", "item", "paper_id", name="uq_campaign_paper_item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("campaign_body.id"))
    item: Mapped[str] = mapped_column(String(20))
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))


class CampaignSnapshot(Model):
    """The sealed document of one body, and the rows and papers behind its figures; the trail holds their SHA-256."""

    __tablename__ = "campaign_snapshot"
    __table_args__ = (Index("campaign_snapshot_campaign", "campaign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("campaign_body.id"), unique=True)
    content: Mapped[Any] = mapped_column(JsonText)
    sha256: Mapped[str] = mapped_column(String(64))
    behind: Mapped[Any] = mapped_column(JsonText, nullable=True)
    score: Mapped[str | None] = mapped_column(String(10))
    grade: Mapped[str] = mapped_column(String(20), default="")
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime)
