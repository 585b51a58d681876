"""Text on its way into an iCalendar file: cleaned of what breaks clients, then escaped."""

import re
import unicodedata

from icalendar import vCategory, vText

# One such mark in one drill makes strict clients refuse the whole calendar.
LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
ESCAPES = {"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"}


def clean(text: str) -> str:
    """The text with line breaks as LF and no control, surrogate or noncharacter left (RFC 5545 3.1)."""
    return "".join(mark for mark in LINE_BREAK.sub("\n", text) if _may_stand(mark))


def one_line(text: str) -> str:
    """The cleaned text on one line, for titles, places and names."""
    return " ".join(clean(text).split())


class Text(vText):
    r"""A TEXT value that keeps `D:\NEW` as written.

    icalendar 7.3 takes a backslash before N for a line break, also in text that was never escaped.
    """

    def to_ical(self) -> bytes:
        return "".join(ESCAPES.get(mark, mark) for mark in clean(self)).encode()


def categories(names: tuple[str, ...]) -> vCategory:
    """One CATEGORIES property with a value for each name (RFC 5545 3.8.1.2)."""
    listed = vCategory([])
    listed.cats = [Text(one_line(name)) for name in names if one_line(name)]
    return listed


def _may_stand(mark: str) -> bool:
    if mark in "\n\t":
        return True
    point = ord(mark)
    is_noncharacter = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return mark != "\ufeff" and not is_noncharacter and unicodedata.category(mark) not in {"Cc", "Cs"}
