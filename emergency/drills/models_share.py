"""The day of a year's assessment, as an office set it: rows are added and closed, never changed."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime


class AssessmentDay(Model):
    """On which day the year's assessment looks at a region; without one it is the last of December."""

    __tablename__ = "drill_assessment_day"
    __table_args__ = (Index("drill_assessment_day_region", "region_code", "year", "known_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    year: Mapped[int] = mapped_column(Integer)
    day: Mapped[date] = mapped_column(Date)
    set_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
