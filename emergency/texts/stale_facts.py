"""What a text may say that is no longer so, or was never of this unit: kinds of question, words, contexts (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LONGEST = 120
NARROW = 16  # A shorter line was not broken for its width.
SIGNS = "。；;！？\n"
_SIGN = re.compile(f"[{re.escape(SIGNS)}]")
HEADED = re.compile(
    r"第.{1,3}[章节条部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[.．]\d+)*[\s　、.．]"
)


class Stale(StrEnum):
    """What a question is about."""

    BODY = "body"
    DOCUMENT = "document"
    STANDARD = "standard"
    PLACE = "place"
    UNIT = "unit"
    DATE = "date"
    PHONE = "phone"


class Level(StrEnum):
    """What a place beyond the register is; `vague` ones have names that are words too, such as 平房区."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VAGUE = "vague"


STALE_WORDS: Mapping[Stale, str] = {
    Stale.BODY: "机构名称",
    Stale.DOCUMENT: "引用文件",
    Stale.STANDARD: "标准编号",
    Stale.PLACE: "其他地名",
    Stale.UNIT: "其他单位名称",
    Stale.DATE: "较早的日期",
    Stale.PHONE: "电话号码",
}


@dataclass(frozen=True)
class Question:
    """One question about a text: the word found, where first, how often, and why it is asked; never a verdict.

    `mild` questions are only worth a thought: there may well be a good reason for the word.
    """

    kind: Stale
    key: str
    page: int
    sentence: str
    times: int
    words: str
    basis: str
    mild: bool = False


@dataclass(frozen=True)
class OldName:
    """A name that is no longer used, when it is meant, and what stands in its place."""

    names: Sequence[str]
    now: str
    basis: str
    verified: bool
    mild: bool = False
    not_after: Sequence[str] = ()
    not_before: Sequence[str] = ()
    only_with: Sequence[str] = ()


@dataclass(frozen=True)
class OldPaper:
    """A document or standard that another has followed, by the form in which it is cited."""

    kind: Stale
    key: str
    pattern: re.Pattern[str]
    now: str
    basis: str
    verified: bool
    mild: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What is known of the unit around a text: its own names, other places and units, its phones, its last version.

    `own` are the names of its region, of all above and below, and of itself; `places` and `units` are names of others.
    `beyond` are the divisions that the register does not have, `stems` the cities and counties without their last sign.
    """

    own: Sequence[str] = ()
    places: Sequence[str] = ()
    beyond: Mapping[str, Level] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    units: Sequence[str] = ()
    kin: Sequence[str] = ()  # units of the same place: named for good reasons more often than not
    phones: Sequence[str] = ()
    others_phones: Sequence[str] = ()
    previous: date | None = None


def unwrapped(page: str) -> str:
    """The text of a page with the lines joined that were broken only for their width; headings stay lines."""
    return "\n".join(_whole_lines(page))


def _whole_lines(page: str) -> list[str]:
    joined: list[str] = []
    for line in map(str.strip, page.split("\n")):
        if joined and len(joined[-1]) >= NARROW and not _ends(joined[-1]) and not HEADED.match(line):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _ends(line: str) -> bool:
    return line[-1:] in SIGNS or line.rstrip("）)”」")[-1:] in SIGNS


def prose(page: str) -> str:
    """The sentences of a page: headings, running heads and page numbers are alike by law and habit, not by copying."""
    return "\n".join(line for line in _whole_lines(page) if len(line) > 2 * NARROW or _SIGN.search(line))


def sentence_at(page: str, start: int) -> str:
    """The sentence around a place of a page, not longer than it can be read."""
    head = max(page.rfind(sign, 0, start) for sign in SIGNS) + 1
    tails = [at for at in (page.find(sign, start) for sign in SIGNS) if at >= 0]
    tail = min(tails) + 1 if tails else len(page)
    return page[max(head, start - LONGEST // 2) : min(tail, start + LONGEST // 2)].strip()
