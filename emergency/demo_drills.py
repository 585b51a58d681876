"""The 示例 drills of the year: held in time or recorded late, moved, cancelled, returned, still to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import db
from emergency.demo_documents import write_documents
from emergency.demo_story import Story, keeper, office
from emergency.demo_units import sample_units
from emergency.drills import actions, actions_check, actions_record, actions_report
from emergency.drills.actions_report import ReportDetails
from emergency.drills.facts import DrillDetails, DutyChoice, HeldDetails, Span
from emergency.drills.models import Drill
from emergency.drills.models_documents import DrillDocument
from emergency.drills.queries_duties import offered_duties
from emergency.drills.queries_secret import secret_among
from emergency.drills.words import Content, Form, Purpose
from emergency.plans.queries_filings import receivers_for
from emergency.plans.words import EventClass
from emergency.units.facts import UnitKind
from emergency.units.models import Unit

SEED = 512
SCHOOL_DAYS = ((3, 12), (4, 16), (5, 12), (6, 11), (9, 8), (10, 15), (11, 12), (12, 3))
FIRM_DAYS = ((3, 10), (5, 14), (9, 9), (11, 18))
PLACE_DAYS = ((5, 20), (11, 9))
TITLES = {UnitKind.SCHOOL: "应急疏散演练", UnitKind.ENTERPRISE: "生产安全事故应急演练"}
CHECKER = "示例核对人"


@dataclass
class Planned:
    """A drill on its way through the story; `drill` is there once it was planned."""

    unit: Unit
    scope: Scope
    day: date
    title: str
    drill: Drill | None = None

    def change(self, act: Callable[[Drill, int], object]) -> None:
        """Do something with the drill as it now stands."""
        assert self.drill is not None
        act(self.drill, self.drill.version)


def tell_drills(story: Story) -> None:
    """Have the year's drills planned and lived through."""
    chance = Random(SEED)  # noqa: S311  a story, not a secret
    for number, unit in enumerate(sample_units()):
        kind = UnitKind(unit.kind)
        days = {UnitKind.SCHOOL: SCHOOL_DAYS, UnitKind.ENTERPRISE: FIRM_DAYS}.get(kind, PLACE_DAYS)
        kept = days if number % 4 else days[: len(days) // 2]
        for month, day in kept[number % 2 :]:
            on = weekday(date(story.today.year, month, day) + timedelta(days=number % 3))
            title = f"{unit.name}{TITLES.get(kind, '消防疏散演练')}"
            _live(story, Planned(unit, keeper(unit.id), on, title), chance)


def weekday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _live(story: Story, planned: Planned, chance: Random) -> None:
    story.on(planned.day - timedelta(days=21), lambda: _plan(planned), 9)
    fate = chance.choices(("held", "late", "moved", "cancelled", "forgotten"), (66, 12, 8, 6, 8))[0]
    if fate == "cancelled":
        story.on(planned.day - timedelta(days=3), lambda: _cancel(planned), 15)
        return
    if fate == "moved" and weekday(planned.day + timedelta(days=6)) > story.today:
        story.on(planned.day - timedelta(days=5), lambda: _move(planned, weekday(planned.day + timedelta(days=6))), 15)
        return
    story.on(planned.day - timedelta(days=10), lambda: _confirm(planned), 11)
    recorded = planned.day + timedelta(days=25 if fate == "late" else 1)
    if fate != "forgotten" and recorded < story.today:
        story.on(recorded, lambda: _hold(planned), 16)
        if chance.random() < 0.9 and recorded + timedelta(days=3) < story.today:
            story.on(recorded + timedelta(days=3), lambda: _check(planned, returned=chance.random() < 0.04), 9)


def _span(day: date) -> Span:
    starts = datetime.combine(day, time(9, 30), SHANGHAI).astimezone(UTC)
    return Span(starts, starts + timedelta(hours=1, minutes=30))


def _plan(planned: Planned) -> None:
    details = DrillDetails(
        planned.title, _span(planned.day), Content.COMPREHENSIVE, Form.LIVE, Purpose.TESTING, EventClass.ACCIDENT,
        place=f"{planned.unit.name}内", indoors=planned.day.month in (11, 12, 1, 2, 3), announced=True,
    )  # fmt: skip
    planned.drill = actions.create_drill(planned.scope, planned.unit, details)


def _confirm(planned: Planned) -> None:
    planned.change(lambda drill, version: actions.confirm_drill(planned.scope, drill, version))


def _cancel(planned: Planned) -> None:
    reason = "天气寒冷，改为桌面讨论（示例）"
    planned.change(lambda drill, version: actions.cancel_drill(planned.scope, drill, reason, version))


def _move(planned: Planned, day: date) -> None:
    reason = "与考试时间冲突（示例）"
    planned.change(lambda drill, version: actions.move_drill(planned.scope, drill, _span(day), reason, version))


def _hold(planned: Planned) -> None:
    held = HeldDetails(
        planned.day, Content.COMPREHENSIVE, Form.LIVE, Purpose.TESTING, 60, f"{planned.unit.name}内",
        "按计划完成疏散和初起处置，用时符合要求（示例）。", announced=True, duties=_duties(planned),
    )  # fmt: skip
    planned.change(lambda drill, version: actions_record.hold_drill(planned.scope, drill, planned.unit, held, version))


def _duties(planned: Planned) -> tuple[DutyChoice, ...]:
    """The first offered duty with a number that such a drill can meet: one drill, one duty."""
    fitting = [
        offer.choice
        for offer in offered_duties(planned.unit, planned.day)
        if offer.rule.accepts
        and "live" in offer.rule.accepts.forms
        and offer.rule.force == "duty"
        and not secret_among([offer.choice.plan_id])
    ]
    return tuple(fitting[:1] if planned.day.month % 2 else fitting[-1:])


def _check(planned: Planned, *, returned: bool) -> None:
    scope, unit = office(CHECKER), planned.unit
    if returned:
        reason = "缺少签到表或照片（示例）"
        planned.change(lambda drill, version: actions_check.return_drill(scope, drill, unit, reason, version))
    else:
        planned.change(lambda drill, version: actions_check.accept_drill(scope, drill, unit, version))
        _follow(planned)


def _follow(planned: Planned) -> None:
    """One accepted drill of a school has all its documents; most of firms are reported to the 应急 department."""
    drill = planned.drill
    if drill is None or drill.held_on is None:
        return
    if planned.unit.kind == UnitKind.SCHOOL.value and not _is_documented():
        write_documents(planned.scope, drill, drill.held_on + timedelta(days=2))
    if drill.id % 5 == 0:
        return
    near = next((one for one in receivers_for(planned.unit) if one.line == "应急"), None)
    if planned.unit.kind == UnitKind.ENTERPRISE.value and near is not None:
        actions_report.report_drill(planned.scope, drill.id, ReportDetails(drill.held_on, receiver_id=near.id))


def _is_documented() -> bool:
    return db.session.scalar(select(DrillDocument.id).limit(1)) is not None


def drills_of_year(year: int) -> int:
    """How many 示例 drills stand in a year."""
    query = select(Drill.id).where(Drill.sample.is_(True), Drill.starts_at >= datetime(year, 1, 1, tzinfo=UTC))
    return len(db.session.scalars(query).all())
