"""Drills, who takes part, what they exercise, the duties they are held for, and the credits they earn."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from emergency.base.database import FAR_MOMENT, Model, UtcDateTime
from emergency.drills.words import Acceptance, Part, State

# The rule of a credit that says only that the drill was held and accepted.
NO_DUTY = ""


class Drill(Model):
    """A drill from its planning to its accepted record.

    `planned_for` is the start that was first published and never changes after, so a moved drill shows it;
    `starts_at` is where the drill stands now, after holding the real start. `unpublished` is true until the drill
    was published once and empty from then on, also of drills older than drafts. `set_above` is true of a drill that
    another body than the organiser put on its day, which only that body's like may move. `changed_at` and `sequence`
    are what the calendar sends.
    """

    __tablename__ = "drill"
    __table_args__ = (
        Index("drill_region", "region_code", "starts_at"),
        Index("drill_organiser", "organiser_id", "starts_at"),
        Index("drill_acceptance", "acceptance", "region_code"),
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("sequence >= 0", name="sequence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    title: Mapped[str] = mapped_column(String(100))
    organiser_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    planned_for: Mapped[datetime] = mapped_column(UtcDateTime)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    all_day: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(12), default=State.PUBLISHED)
    unpublished: Mapped[bool | None] = mapped_column(Boolean)
    set_above: Mapped[bool | None] = mapped_column(Boolean)
    content: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(String(20))
    event_class: Mapped[str] = mapped_column(String(20))
    hazard: Mapped[str] = mapped_column(String(40), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    indoors: Mapped[bool] = mapped_column(Boolean, default=False)
    announced: Mapped[bool] = mapped_column(Boolean, default=False)
    participants: Mapped[int | None]
    partners: Mapped[str] = mapped_column(String(300), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(100))
    held_on: Mapped[date | None] = mapped_column(Date)
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorder_id: Mapped[int | None]
    recorded_by: Mapped[str] = mapped_column(String(100), default="")
    on_behalf: Mapped[bool] = mapped_column(Boolean, default=False)
    acceptance: Mapped[str] = mapped_column(String(12), default=Acceptance.NONE)
    checker_id: Mapped[int | None]
    checked_by: Mapped[str] = mapped_column(String(100), default="")
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    check_reason: Mapped[str] = mapped_column(String(300), default="")
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column()

    units: Mapped[list["DrillUnit"]] = relationship(cascade="all, delete-orphan", order_by="DrillUnit.id")
    plans: Mapped[list["DrillPlan"]] = relationship(cascade="all, delete-orphan", order_by="DrillPlan.id")
    duties: Mapped[list["DrillDuty"]] = relationship(cascade="all, delete-orphan", order_by="DrillDuty.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def checked_own(self) -> bool:
        """自录自核: whoever recorded it checked it, as the city's office lets a township do."""
        accepted = self.acceptance == Acceptance.ACCEPTED and self.checker_id is not None
        return accepted and self.checker_id == self.recorder_id


class DrillUnit(Model):
    """A unit that takes part: 组织, 参演 or 观摩."""

    __tablename__ = "drill_unit"
    __table_args__ = (Index("drill_unit_pair", "drill_id", "unit_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    part: Mapped[str] = mapped_column(String(12), default=Part.PARTICIPANT)


class DrillPlan(Model):
    """A plan that the drill exercises."""

    __tablename__ = "drill_plan"
    __table_args__ = (Index("drill_plan_pair", "drill_id", "plan_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)


class DrillDuty(Model):
    """A duty that the drill is held for, chosen by a person from those that the rules offer."""

    __tablename__ = "drill_duty"
    __table_args__ = (Index("drill_duty_drill", "drill_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"))
    rule_id: Mapped[str] = mapped_column(String(20))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))


class DrillCredit(Model):
    """What the engine reads: an accepted drill counts for a unit's duty, as known between two moments."""

    __tablename__ = "drill_credit"
    __table_args__ = (
        Index("drill_credit_unit", "unit_id", "known_until"),
        Index("drill_credit_drill", "drill_id", "known_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drill.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    rule_id: Mapped[str] = mapped_column(String(20))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    held_on: Mapped[date] = mapped_column(Date)
    known_from: Mapped[datetime] = mapped_column(UtcDateTime)
    known_until: Mapped[datetime] = mapped_column(UtcDateTime, default=FAR_MOMENT)
