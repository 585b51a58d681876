"""The drill ledger as rows of words: what the list shows and its Excel gives are the same columns."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from emergency.base.clock import SHANGHAI, day_of
from emergency.base.sheets import Cell, Column
from emergency.drills import words
from emergency.drills.evaluation import GRADE_WORDS
from emergency.drills.models import Drill
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.rules import days_late, is_late_entry
from emergency.evidence.dates import gap_word

COLUMNS = (
    Column("演练日期", 12),
    Column("时间", 12),
    Column("演练名称", 34),
    Column("组织单位", 26),
    Column("类型", 20),
    Column("突发事件类别", 18),
    Column("地点", 24),
    Column("状态", 20),
    Column("参加人数", 10),
    Column("核对", 12),
    Column("评估结论", 10),
)
# What the Excel has beside the columns of the list.
SHEET_COLUMNS = (*COLUMNS, Column("登记日期", 12), Column("补录天数", 10))


def cells_of(drill: Drill, organiser: str, grade: str = "") -> tuple[Cell, ...]:
    """One drill as the list shows it, with what its evaluation concluded."""
    return (
        day_word(drill),
        clock_word(drill),
        ("【示例】" if drill.sample else "") + drill.title,
        organiser,
        kind_word(drill),
        words.event_class_word(drill.event_class) + (f"·{drill.hazard}" if drill.hazard else ""),
        drill.place,
        "，".join([words.STATE_WORDS[drill.state], *marks(drill)]),
        drill.participants,
        "" if drill.acceptance == words.Acceptance.NONE else words.ACCEPTANCE_WORDS[drill.acceptance],
        GRADE_WORDS.get(grade, ""),
    )


def sheet_rows(found: Iterable[tuple[Drill, str]], grades: Mapping[int, str]) -> Iterator[tuple[Cell, ...]]:
    """The rows of (drill, name of the organiser) with what each concluded and when it was recorded, as they come."""
    for drill, organiser in found:
        recorded = day_of(drill.recorded_at) if drill.recorded_at else None
        yield (*cells_of(drill, organiser, grades.get(drill.id, "")), recorded, late_days(drill) or None)


def day_word(drill: Drill) -> date | str:
    """The day on which the drill stands; 待定 while it is postponed."""
    return "待定" if drill.state == words.State.POSTPONED else day_of(drill.starts_at)


def clock_word(drill: Drill) -> str:
    """The clock times, or 全天; none while the day is open."""
    return "" if drill.state == words.State.POSTPONED else times_word(drill)


def times_word(span: Drill | DrillProposal) -> str:
    """From when to when on its day, or 全天."""
    if span.all_day:
        return "全天"
    first, last = span.starts_at.astimezone(SHANGHAI), span.ends_at.astimezone(SHANGHAI)
    return f"{first:%H:%M}—{last:%H:%M}"


def kind_word(drill: Drill) -> str:
    """The three kinds of YJ/T 9007 beside each other, in short: 综合、实战、检验性."""
    kinds = (words.CONTENT_WORDS[drill.content], words.FORM_WORDS[drill.form], words.PURPOSE_WORDS[drill.purpose])
    return "、".join(kind.removesuffix("演练") for kind in kinds)


def marks(drill: Drill) -> list[str]:
    """What stands beside the state: moved from which day, entered how late."""
    found = []
    planned = day_of(drill.planned_for)
    if planned != day_of(drill.starts_at) or drill.state == words.State.POSTPONED:
        found.append(f"首次定于{planned.month}月{planned.day}日")
    late = late_days(drill)
    if late:
        found.append(f"补录{late}天")
    return found


def late_days(drill: Drill) -> int:
    """The days between the drill and the receipt of its record where that is a late entry, else 0."""
    held_on: date | None = drill.held_on
    if held_on is None or drill.recorded_at is None:
        return 0
    received = day_of(drill.recorded_at)
    return days_late(held_on, received) if is_late_entry(held_on, received) else 0


def received_word(received: date, held_on: date | None) -> str:
    """How far the receipt of a paper lies from its drill; more than a week after it, the word of late entries."""
    late = held_on is not None and is_late_entry(held_on, received)
    return f"补录{days_late(held_on, received)}天" if late and held_on else gap_word(received, held_on)


def moment_word(moment: datetime) -> str:
    """A moment in Shanghai, to the minute."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
