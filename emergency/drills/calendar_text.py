"""Text on its way into an iCalendar file: cleaned of what breaks clients, then escaped."""

import re

from icalendar import vCategory, vText

# One such mark in one drill makes strict clients refuse the whole calendar.
LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls (but for tab and line feed), half surrogate pairs, the byte order mark and noncharacters.
UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def clean(text: str) -> str:
    """The text with line breaks as LF and no control, surrogate or noncharacter left (RFC 5545 3.1)."""
    if text.isprintable():
        return text
    return UNFIT.sub("", LINE_BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The cleaned text on one line, for titles, places and names."""
    return " ".join(clean(text).split())


class Text(vText):
    r"""A TEXT value that keeps `D:\NEW` as written.

    icalendar 7.3 takes a backslash before N for a line break, also in text that was never escaped.
    """

    def to_ical(self) -> bytes:
        return clean(self).translate(ESCAPES).encode()


def categories(names: tuple[str, ...]) -> vCategory:
    """One CATEGORIES property with a value for each name (RFC 5545 3.8.1.2)."""
    listed = vCategory([])
    listed.cats = [Text(one_line(name)) for name in names if one_line(name)]
    return listed
