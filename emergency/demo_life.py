"""示例 drills in the states that the year's story leaves out: drafts, other days proposed, postponed, revived."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from emergency.base.clock import SHANGHAI
from emergency.base.database import db
from emergency.demo_drills import Planned, weekday
from emergency.demo_story import Story, keeper, office
from emergency.demo_units import sample_units
from emergency.drills import actions, actions_life, actions_propose
from emergency.drills.actions_papers import add_papers
from emergency.drills.facts import DrillDetails, Span
from emergency.drills.models import Drill
from emergency.drills.queries_findings import speaks_of_secrets
from emergency.drills.queries_proposals import open_proposal
from emergency.drills.words import Content, Form, Purpose, State
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.plans.words import EventClass

OFFICE = "示例应急办"
TAKEN = 36867  # the EXIF tag of the moment at which a picture was taken


def tell_lives(story: Story) -> None:
    """Six drills of the coming weeks, each in a state of its own."""
    story.on(story.today - timedelta(days=2), _photographs, 17)
    units = sample_units()[:6]
    tales = (_asking, _agreed, _declined, _drafted, _postponed, _revived)
    for number, (unit, tale) in enumerate(zip(units, tales, strict=False)):
        on = weekday(story.today + timedelta(days=16 + 3 * number))
        tale(story, Planned(unit, office(OFFICE), on, f"{unit.name}应急处置桌面推演"))


def _asking(story: Story, planned: Planned) -> None:
    story.on(story.today - timedelta(days=6), partial(_plan, planned), 9)
    story.on(story.today - timedelta(days=2), partial(_ask, planned), 15)


def _agreed(story: Story, planned: Planned) -> None:
    story.on(story.today - timedelta(days=9), partial(_plan, planned), 9)
    story.on(story.today - timedelta(days=7), partial(_ask, planned), 15)
    story.on(story.today - timedelta(days=6), lambda: _answer(planned, accepting=True), 10)


def _declined(story: Story, planned: Planned) -> None:
    story.on(story.today - timedelta(days=9), partial(_plan, planned), 9)
    story.on(story.today - timedelta(days=7), partial(_ask, planned), 15)
    story.on(story.today - timedelta(days=5), lambda: _answer(planned, accepting=False), 10)


def _drafted(story: Story, planned: Planned) -> None:
    story.on(story.today - timedelta(days=1), partial(_plan, planned, State.DRAFT), 9)


def _postponed(story: Story, planned: Planned) -> None:
    reason = "场地检修，新的日期另定（示例）"
    story.on(story.today - timedelta(days=12), partial(_plan, planned), 9)
    act = partial(planned.change, lambda drill, seen: actions_life.postpone_drill(planned.scope, drill, reason, seen))
    story.on(story.today - timedelta(days=3), act, 11)


def _revived(story: Story, planned: Planned) -> None:
    cancel, revive = "与上级统一演练冲突（示例）", "统一演练已改期（示例）"
    span = _span(weekday(planned.day + timedelta(days=7)))
    story.on(story.today - timedelta(days=15), partial(_plan, planned), 9)
    act = partial(planned.change, lambda drill, seen: actions.cancel_drill(planned.scope, drill, cancel, seen))
    story.on(story.today - timedelta(days=10), act, 11)
    act = partial(
        planned.change, lambda drill, seen: actions_life.revive_drill(planned.scope, drill, span, revive, seen)
    )
    story.on(story.today - timedelta(days=4), act, 11)


def _photographs() -> None:
    """The latest drills get a picture each: taken on the day, taken later, and one without a date inside."""
    query = select(Drill).where(Drill.sample.is_(True), Drill.state == State.HELD.value).order_by(Drill.held_on.desc())
    for drill, days in zip(db.session.scalars(query.limit(3)), (0, 3, None), strict=False):
        if drill.held_on is not None and not speaks_of_secrets(drill):
            taken = drill.held_on + timedelta(days=days) if days is not None else None
            paper = replace(keep_made("现场照片（示例）.jpg", _picture(taken), Kind.JPG, 1), made_on=taken)
            told = ((paper, PaperRole.PHOTO),)
            add_papers(keeper(drill.organiser_id), drill.id, told, drill.held_on)


def _picture(taken: date | None) -> BytesIO:
    """A grey picture with the date inside that a camera writes, or none."""
    content, exif = BytesIO(), Image.Exif()
    if taken is not None:
        exif.get_ifd(0x8769)[TAKEN] = f"{taken:%Y:%m:%d} 10:00:00"
    Image.new("RGB", (320, 240), (200, 205, 210)).save(content, "JPEG", exif=exif)
    return BytesIO(content.getvalue())


def _plan(planned: Planned, state: State = State.PUBLISHED) -> None:
    details = DrillDetails(
        planned.title, _span(planned.day), Content.SINGLE, Form.TABLETOP, Purpose.TESTING, EventClass.ACCIDENT,
        place=f"{planned.unit.name}会议室", indoors=True,
    )  # fmt: skip
    planned.drill = actions.create_drill(planned.scope, planned.unit, details, state=state)


def _ask(planned: Planned) -> None:
    scope, to = keeper(planned.unit.id), _span(weekday(planned.day + timedelta(days=5)))
    planned.change(lambda drill, seen: actions_propose.propose_day(scope, drill, to, "当日有考试（示例）", seen))


def _answer(planned: Planned, *, accepting: bool) -> None:
    assert planned.drill is not None
    proposal = open_proposal(planned.drill)
    assert proposal is not None
    number, scope, reason = proposal.id, planned.scope, "当周演练已排满（示例）"
    if accepting:
        planned.change(lambda drill, seen: actions_propose.accept_proposal(scope, drill, number, seen))
    else:
        planned.change(lambda drill, seen: actions_propose.decline_proposal(scope, drill, number, reason, seen))


def _span(day: date) -> Span:
    starts = datetime.combine(day, time(14, 30), SHANGHAI).astimezone(UTC)
    return Span(starts, starts + timedelta(hours=1, minutes=30))
