"""A small cast for the calendar: one ordinary drill, one due day, and ways to vary them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from emergency.drills.calendar import SHANGHAI, CalendarEntry, Status, write

CHANGED = datetime(2026, 4, 1, 3, 30, tzinfo=UTC)


def drill(**changes) -> CalendarEntry:
    ordinary = CalendarEntry(
        label="演练1",
        uid="5f6dfd2c-5bb1-4f5c-9f0a-7d9c3f0e4a11",
        title="防汛转移避险演练",
        starts=datetime(2026, 5, 12, 9, tzinfo=SHANGHAI),
        ends=datetime(2026, 5, 12, 11, tzinfo=SHANGHAI),
        changed_at=CHANGED,
        sequence=2,
        organiser="示例镇人民政府",
        organiser_key="unit:7",
        place="示例镇文化广场",
        description="综合演练 实战演练\n参演: 示例村",
        categories=("应急演练", "防汛"),
        alarm=timedelta(days=1),
    )
    return replace(ordinary, **changes)


def due_day(**changes) -> CalendarEntry:
    return drill(
        uid="plan-9-evaluation", title="预案评估到期", starts=date(2026, 6, 1), ends=date(2026, 6, 2),
        status=Status.CONFIRMED, busy=False, **changes,
    )  # fmt: skip


def file_of(*entries: CalendarEntry) -> bytes:
    return write("示例镇应急演练", "unit:7", entries).content
