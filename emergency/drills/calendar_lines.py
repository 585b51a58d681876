"""One event as content lines, written by hand where a library takes thirty times as long (RFC 5545 3.1, 3.6.1; pure).

A test holds every byte against what the icalendar library writes of the same event.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import vDuration

from emergency.drills.calendar_text import ESCAPES, clean

LONGEST = 74  # octets of a line before its break; a folded one begins with a blank besides
# RFC 6868, and what makes a parameter want quotes.
QUOTED = re.compile("[,;: '\u2019]")
MARKS = str.maketrans({"^": "^^", '"': "^'"})
Property = tuple[str, str]


def event_lines(properties: Iterable[Property], alarm: Iterable[Property] | None) -> bytes:
    """BEGIN:VEVENT … END:VEVENT of properties (name with parameters, value as it is written), an alarm inside."""
    lines = ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in properties)]
    if alarm is not None:
        lines += ["BEGIN:VALARM", *(f"{name}:{value}" for name, value in alarm), "END:VALARM"]
    lines += ["END:VEVENT", ""]
    return b"\r\n".join([folded(line.encode()) for line in lines])


def folded(line: bytes) -> bytes:
    """The line in pieces of at most 75 octets, split neither inside a character nor inside an escape."""
    if len(line) <= LONGEST:
        return line
    pieces, start = [], 0
    while len(line) - start > LONGEST:
        end = start + LONGEST
        while line[end] & 0xC0 == 0x80:
            end -= 1
        if line[end - 1] in b"\\^" and end - start > 1:
            end -= 1
        pieces.append(line[start:end])
        start = end
    return b"\r\n ".join((*pieces, line[start:]))


def text(value: str) -> str:
    """A TEXT value."""
    return clean(value).translate(ESCAPES)


def parameter(value: str) -> str:
    """The value of a parameter, in quotes where it needs them."""
    told = value.translate(MARKS)
    return f'"{told}"' if QUOTED.search(value) else told


def moment(value: datetime) -> str:
    """A moment in UTC."""
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def timed(name: str, value: date, zone: str) -> Property:
    """A day, or a clock time of the zone in which it already stands."""
    if isinstance(value, datetime):
        return f"{name};TZID={zone}", f"{value:%Y%m%dT%H%M%S}"
    return f"{name};VALUE=DATE", f"{value:%Y%m%d}"


@lru_cache(maxsize=64)
def duration(value: timedelta) -> str:
    """A duration, such as -P1D."""
    written: Any = vDuration(value)
    return str(written.to_ical().decode())
