"""Programmes of a region's year, their lines, and what the office sets: limits, observers, seasons."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emergency.base.database import JsonText, Model, UtcDateTime
from emergency.programme.words import LineKind, Making, Proposal


class Programme(Model):
    """年度演练计划 of a region: by which seed and limits it was made, and what came out.

    One a region and year is in use; an older one is kept as replaced. `year_known` says whether the working days of
    the year were entered when it was made, `sharing` whether one drill might serve several duties, `settings` what the
    office had set by then (`queries_settings.settings_of`).
    """

    __tablename__ = "programme"
    __table_args__ = (Index("programme_region", "region_code", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    year: Mapped[int]
    seed: Mapped[int] = mapped_column(default=0)
    a_day: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=Making.WAITING)
    peak: Mapped[int] = mapped_column(default=0)
    bound: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(default=0)
    cost_by_term: Mapped[Any] = mapped_column(JsonText)
    year_known: Mapped[bool] = mapped_column(default=True)
    sharing: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[Any] = mapped_column(JsonText, nullable=True)
    asked_by: Mapped[str] = mapped_column(String(100))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ProgrammeRun(Model):
    """How far the making of a programme is, and whether somebody asked it to stop."""

    __tablename__ = "programme_run"
    __table_args__ = {"info": {"operational": True}}

    programme_id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    done: Mapped[int] = mapped_column(default=0)
    whole: Mapped[int] = mapped_column(default=0)
    stopping: Mapped[bool] = mapped_column(default=False)


class ProgrammeLine(Model):
    """One drill of a programme: the duty and its window, the day found or the reason why none, what became of it.

    `region_code` is where the unit lies, `place_code` the region whose daily limit it uses. `drill_id` is set once
    it stands in the register; from then on `day` and `drill_state` follow the drill, in the commit that changes it.
    A re-plan writes only the four columns `proposal…` until somebody accepts it.
    """

    __tablename__ = "programme_line"
    __table_args__ = (
        Index("programme_line_key", "programme_id", "task_key", unique=True),
        Index("programme_line_day", "programme_id", "day"),
        Index("programme_line_unit", "unit_id", "programme_id"),
        Index("programme_line_drill", "drill_id"),
        CheckConstraint("first_day <= last_day", name="window"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    task_key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10), default=LineKind.DUTY)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    place_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    rule_id: Mapped[str] = mapped_column(String(20), default="")
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    exercises_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    serves: Mapped[Any] = mapped_column(JsonText)
    term: Mapped[str] = mapped_column(String(10), default="")
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    rest: Mapped[str] = mapped_column(String(12))
    traits: Mapped[Any] = mapped_column(JsonText)
    crews: Mapped[Any] = mapped_column(JsonText)
    spacing: Mapped[int]
    day: Mapped[date | None] = mapped_column(Date)
    locked: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(20), default="")
    sentence: Mapped[str] = mapped_column(Text, default="")
    open_fire: Mapped[bool] = mapped_column(default=False)
    approval: Mapped[str] = mapped_column(String(60), default="")
    drill_id: Mapped[int | None] = mapped_column(ForeignKey("drill.id"))
    drill_state: Mapped[str | None] = mapped_column(String(12))
    proposal: Mapped[str] = mapped_column(String(10), default=Proposal.NONE)
    proposed_day: Mapped[date | None] = mapped_column(Date)
    proposed_reason: Mapped[str] = mapped_column(String(20), default="")
    proposed_sentence: Mapped[str] = mapped_column(Text, default="")
    changed_by: Mapped[str] = mapped_column(String(100), default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ProgrammeLimit(Model):
    """How many drills a day a region and all below it without a row of its own can carry."""

    __tablename__ = "programme_limit"

    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True)
    a_day: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ProgrammeCrew(Model):
    """A named observer or team that must be free for the drills of a region (and of these kinds of units)."""

    __tablename__ = "programme_crew"
    __table_args__ = (Index("programme_crew_region", "region_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    name: Mapped[str] = mapped_column(String(40))
    a_day: Mapped[int]
    kinds: Mapped[Any] = mapped_column(JsonText)
    away: Mapped[Any] = mapped_column(JsonText)
    ended: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(String(100))
    sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ProgrammeSeason(Model):
    """What the office says of a season of one year and region, in place of the default of that kind."""

    __tablename__ = "programme_season"
    __table_args__ = (
        Index("programme_season_region", "region_code", "kind"),
        CheckConstraint("first_day <= last_day", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    kind: Mapped[str] = mapped_column(String(40))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200))
    recorded_by: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
