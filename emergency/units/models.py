"""Units: who they are, what is known of them since when, to whom they answer, whom to call."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import FAR_DAY, FAR_MOMENT, JsonText, Model, UtcDateTime
from emergency.units.models_regions import CODE


class Unit(Model):
    """A unit as it stands; `line` is its 行业, `counted` whether it is in the denominator, with the reason."""

    __tablename__ = "unit"
    __table_args__ = (
        Index("unit_region", "region_code", "kind", "counted"),
        Index("unit_name", "name"),
        Index("unit_line", "line", "region_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(100))
    initials: Mapped[str] = mapped_column(String(100))
    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"))
    line: Mapped[str] = mapped_column(String(20), default="")
    uscc: Mapped[str | None] = mapped_column(String(18), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    represents: Mapped[bool] = mapped_column(Boolean, default=False)
    counted: Mapped[bool] = mapped_column(Boolean)
    counted_reason: Mapped[str] = mapped_column(String(200))
    confirmed: Mapped[bool] = mapped_column(Boolean, default=True)
    restricted: Mapped[bool] = mapped_column(Boolean, default=False)
    active_from: Mapped[date] = mapped_column(Date)
    active_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class UnitVersion(Model):
    """A unit's identity on which days, as known between which moments."""

    __tablename__ = "unit_version"
    __table_args__ = (Index("unit_version_unit", "unit_id", "known_until", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(100))
    region_code: Mapped[str] = mapped_column(CODE, ForeignKey("region.code"))
    line: Mapped[str] = mapped_column(String(20))
    counted: Mapped[bool] = mapped_column(Boolean)
    counted_reason: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    source: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class UnitFact(Model):
    """One fact of a unit on which days, with its source, as known between which moments."""

    __tablename__ = "unit_fact"
    __table_args__ = (Index("unit_fact_unit", "unit_id", "known_until", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = mapped_column(JsonText)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    source: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)


class UnitSuperior(Model):
    """To whom a unit answers: 属地, 行业主管部门 or 隶属上级, from a day to a day."""

    __tablename__ = "unit_superior"
    __table_args__ = (Index("unit_superior_unit", "unit_id", "kind", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    superior_name: Mapped[str] = mapped_column(String(100))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date, default=FAR_DAY)
    source: Mapped[str] = mapped_column(String(200), default="")
    recorded_by: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class UnitSuccession(Model):
    """A rename, merger or split of units, by date and paper."""

    __tablename__ = "unit_succession"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    old_name: Mapped[str] = mapped_column(String(100))
    day: Mapped[date] = mapped_column(Date)
    paper: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Contact(Model):
    """Whom to call: 负责人, 应急联络员, 24小时值班电话; the day on which it was last checked."""

    __tablename__ = "contact"
    __table_args__ = (Index("contact_unit", "unit_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(40), default="")
    post: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(40))
    mail: Mapped[str | None] = mapped_column(String(100))
    checked_on: Mapped[date] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
