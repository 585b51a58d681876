"""The one clock: moments are aware UTC, days are those of Shanghai."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Shanghai."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The Shanghai day on which an aware moment falls."""
    return moment.astimezone(SHANGHAI).date()
