"""What looking into one file found, in plain values that go through a pipe as JSON."""

import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

CHINA = timezone(timedelta(hours=8))  # Shanghai has kept one offset since 1991
EARLIEST, LATEST = 1949, 2098
LONGEST_TITLE = 200
MOMENT = re.compile(
    r"(?:D:)?(\d{4})[-:]?(\d\d)[-:]?(\d\d)(?:[T ]?(\d\d):?(\d\d))?[:\d.]*"
    r"(?:(Z)|([+-])(\d\d)'?:?(\d\d)?)?"
)


@dataclass(frozen=True)
class Findings:
    """Pages, title and the days written inside the file; None where it does not say."""

    pages: int | None = None
    title: str = ""
    made_on: str | None = None
    changed_on: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the findings as plain values."""
        return asdict(self)


def day_of(moment: datetime | None) -> str | None:
    """Return the day in China of a moment; one without a zone is taken as local; absurd years are dropped."""
    if moment is None or not EARLIEST < moment.year < LATEST:
        return None
    local = moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)
    return local.date().isoformat()


def day_of_text(text: str | None) -> str | None:
    """Return the day of a date in the forms of PDF (D:20240512…+08'00'), EXIF (2024:05:12 …) or ISO 8601."""
    parts = MOMENT.match((text or "").strip())
    if not parts:
        return None
    year, month, day, hour, minute, zulu, sign, off_hours, off_minutes = parts.groups()
    zone: timezone | None = UTC if zulu else None
    if sign:
        offset = timedelta(hours=int(off_hours), minutes=int(off_minutes or 0))
        zone = timezone(offset if sign == "+" else -offset) if offset < timedelta(hours=24) else None
    numbers = [int(part or 0) for part in (year, month, day, hour, minute)]
    try:
        return day_of(datetime(*numbers, tzinfo=zone))  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def clean_title(title: str | None) -> str:
    """Return a title as one short line of visible characters."""
    visible = "".join(c if c.isprintable() else " " for c in title or "")
    return " ".join(visible.split())[:LONGEST_TITLE]
