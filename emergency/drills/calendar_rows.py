"""How a drill reads in a calendar: one row of the register becomes one plain entry."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from emergency.base.clock import SHANGHAI
from emergency.drills.calendar import CANCELLED_MARK, CalendarEntry, Status
from emergency.drills.calendar_text import without_numbers
from emergency.drills.models import Drill
from emergency.drills.queries import Taker
from emergency.drills.rules import OPEN
from emergency.drills.words import (
    CONTENT_WORDS,
    FORM_WORDS,
    PART_WORDS,
    PURPOSE_WORDS,
    STATE_WORDS,
    Part,
    State,
    event_class_word,
)

STATUS = {
    State.PUBLISHED: Status.TENTATIVE,
    State.CONFIRMED: Status.CONFIRMED,
    State.HELD: Status.CONFIRMED,
    # A postponed drill has no day: calendars take it off the old one until it has a new one.
    State.POSTPONED: Status.CANCELLED,
    State.CANCELLED: Status.CANCELLED,
}
POSTPONED_MARK = "【已推迟，日期待定】"
DAY_BEFORE = timedelta(days=1)


def entry_of(drill: Drill, organiser: str, takers: Iterable[Taker] = ()) -> CalendarEntry:
    """The calendar entry of a drill; a held drill rings no bell."""
    starts, ends = _span(drill)
    return CalendarEntry(
        label=f"演练{drill.id}“{drill.title}”",
        uid=drill.uid,
        title=without_numbers(f"【示例】{drill.title}" if drill.sample else drill.title),
        starts=starts,
        ends=ends,
        changed_at=drill.changed_at,
        sequence=drill.sequence,
        organiser=organiser,
        organiser_key=f"unit:{drill.organiser_id}",
        status=STATUS[State(drill.state)],
        place=without_numbers(drill.place),
        description=without_numbers("\n".join(_lines(drill, organiser, takers))),
        categories=_categories(drill),
        alarm=DAY_BEFORE if drill.state in OPEN else None,
        cancelled_mark=POSTPONED_MARK if drill.state == State.POSTPONED else CANCELLED_MARK,
    )


def is_moved(drill: Drill) -> bool:
    """Whether the drill stands on another day than first planned."""
    return drill.planned_for.astimezone(SHANGHAI).date() != drill.starts_at.astimezone(SHANGHAI).date()


def _span(drill: Drill) -> tuple[date, date]:
    if not drill.all_day:
        return drill.starts_at, drill.ends_at
    first = drill.starts_at.astimezone(SHANGHAI)
    last = drill.ends_at.astimezone(SHANGHAI) - timedelta(microseconds=1)
    return first.date(), last.date() + timedelta(days=1)


def _categories(drill: Drill) -> tuple[str, ...]:
    words = ("应急演练", event_class_word(drill.event_class), without_numbers(drill.hazard), FORM_WORDS[drill.form])
    return (*words, "示例") if drill.sample else words


def _lines(drill: Drill, organiser: str, takers: Iterable[Taker]) -> Iterable[str]:
    if drill.sample:
        yield "示例数据，不是真实演练。"
    kinds = (CONTENT_WORDS[drill.content], FORM_WORDS[drill.form], PURPOSE_WORDS[drill.purpose])
    yield f"状态：{STATE_WORDS[drill.state]}；{'、'.join(kinds)}"
    yield f"组织单位：{organiser}"
    others = [f"{taker.name}（{PART_WORDS[taker.part]}）" for taker in takers if taker.part != Part.ORGANISER]
    if others or drill.partners:
        yield f"参加单位：{'、'.join([*others, drill.partners] if drill.partners else others)}"
    if is_moved(drill):
        yield f"首次发布的日期：{_day(drill.planned_for)}"
    if drill.state == State.POSTPONED:
        yield f"推迟原因：{drill.reason}；新的日期另行通知"
    if drill.state == State.CANCELLED:
        yield f"取消原因：{drill.reason}"
    if drill.announced:
        yield "已事先公告"


def _day(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).date().isoformat()
