"""The one clock: moments are aware UTC, days are those of Shanghai."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; within `lived` the moment that is being told."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def lived(moment: datetime) -> Iterator[None]:
    """Tell the 示例 story as if it happened at a moment. For the loader of 示例 data alone (a house test looks)."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """The present day in Shanghai."""
    return day_of(now())


def end_of(day: date) -> datetime:
    """The last moment of a Shanghai day: by what was recorded until then, the register knew at the end of that day."""
    return datetime.combine(day, time.max, SHANGHAI).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The Shanghai day on which an aware moment falls."""
    return moment.astimezone(SHANGHAI).date()
