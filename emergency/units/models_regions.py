"""The tree of regions: each row as it stands, and everything that was ever known of it."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_DAY, FAR_MOMENT, Model, UtcDateTime

# Codes are compared by range, so PostgreSQL must order them by bytes as SQLite does.
CODE = String(12).with_variant(String(12, collation="C"), "postgresql")


class Region(Model):
    """A region as it stands: 12-character code, kind, name, whether it counts and why."""

    __tablename__ = "region"
    __table_args__ = (
        Index("region_parent", "parent_code", "code"),
        Index("region_initials", "initials"),
        Index("region_name", "name"),
    )

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    parent_code: Mapped[str] = mapped_column(CODE)
    level: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    raw_name: Mapped[str] = mapped_column(String(60))
    initials: Mapped[str] = mapped_column(String(60))
    counts: Mapped[bool] = mapped_column(Boolean)
    counts_reason: Mapped[str] = mapped_column(String(200))
    statutory: Mapped[bool] = mapped_column(Boolean)
    note: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(100))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class RegionVersion(Model):
    """What a region was called and whether it counted, on which days, as known between which moments."""

    __tablename__ = "region_version"
    __table_args__ = (Index("region_version_region", "region_code", "known_until", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"))
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    counts: Mapped[bool] = mapped_column(Boolean)
    counts_reason: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    source: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class RegionSuccession(Model):
    """A rename, merger or split of regions, by date and paper."""

    __tablename__ = "region_succession"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"), index=True)
    other_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("region.code"), index=True)
    old_name: Mapped[str] = mapped_column(String(60))
    day: Mapped[date] = mapped_column(Date)
    paper: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RegionTerms(Model):
    """台账启用日 and 补录截止日 of a region and all below that has none of its own."""

    __tablename__ = "region_terms"
    __table_args__ = (Index("region_terms_region", "region_code", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"))
    opened_on: Mapped[date] = mapped_column(Date)
    backfill_until: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class RegionOffice(Model):
    """What the emergency office, its committee and the assessor are called in a region."""

    __tablename__ = "region_office"

    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"), primary_key=True)
    office: Mapped[str] = mapped_column(String(60))
    committee: Mapped[str] = mapped_column(String(60), default="")
    assessor: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class RegionChecking(Model):
    """Whether a township of a region, and of all below without a row of its own, may check what it recorded itself."""

    __tablename__ = "region_checking"

    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"), primary_key=True)
    self_check: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
