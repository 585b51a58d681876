"""Tables of law: rule versions, the office's switches, counting rules and working-day years, all with known times."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_DAY, FAR_MOMENT, JsonText, Model, UtcDateTime


class RuleVersion(Model):
    """One version of a rule as it was seeded; ``content`` is the whole rule in the form of seeds/reference/law."""

    __tablename__ = "rule_version"
    __table_args__ = (
        Index("rule_version_rule", "rule_id", "version", "known_until", unique=True),
        Index("rule_version_known", "known_until", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    content: Mapped[Any] = mapped_column(JsonText)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class RuleOverride(Model):
    """The office's say on a rule on which days: in use or not, and a local day by which plans are due."""

    __tablename__ = "rule_override"
    __table_args__ = (Index("rule_override_rule", "rule_id", "known_until", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(20))
    enabled: Mapped[bool] = mapped_column(Boolean)
    due_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class CountingRule(Model):
    """The value of one counting rule (计算口径) on which days, with the reason."""

    __tablename__ = "counting_rule"
    __table_args__ = (Index("counting_rule_name", "name", "known_until", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = mapped_column(JsonText)
    reason: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class WorkdayYear(Model):
    """The working days of a year as known between two moments; ``days`` lists [day, works, note] of exceptions."""

    __tablename__ = "workday_year"
    __table_args__ = (Index("workday_year_known", "year", "known_until", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    days: Mapped[Any] = mapped_column(JsonText)
    notice: Mapped[str] = mapped_column(String(100))
    verified: Mapped[bool] = mapped_column(Boolean)
    source: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
