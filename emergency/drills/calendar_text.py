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
HIDDEN = "［号码不显示］"
PHONE = re.compile(
    r"(?<!\d)(?:(?:[+＋]?86|0086)[- 　]?)?1[3-9]\d[- 　]?\d{4}[- 　]?\d{4}(?!\d)"
    r"|(?<!\d)[(（]?0[1-9]\d{1,2}[)）]?[-－— 　]?[2-9]\d{6,7}(?:[-转]\d{1,5})?(?!\d)"
)
SAID = re.compile(r"((?:电话|手机|座机|联系方式|联系人|拨打|Tel|TEL)[^\d\n]{0,4})[2-9]\d{6,7}(?!\d)")
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def clean(text: str) -> str:
    """The text with line breaks as LF and no control, surrogate or noncharacter left (RFC 5545 3.1)."""
    if text.isprintable():
        return text
    return UNFIT.sub("", LINE_BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The cleaned text on one line, for titles, places and names."""
    return " ".join(clean(text).split())


def without_numbers(text: str) -> str:
    """The text with what looks like a Chinese telephone number taken out: calendars go to many telephones.

    Mobile numbers, numbers with their area code, and seven or eight digits behind a word such as 电话.
    """
    return SAID.sub(r"\1" + HIDDEN, PHONE.sub(HIDDEN, text))


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
