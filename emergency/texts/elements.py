"""Looks for the elements of a plan in its text: found with its page, only a title, not found, or no way to judge."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans.chapters import LIST_OF_KIND
from emergency.plans.chapters_book import ChapterList, Element, Name, book
from emergency.texts.facts import Found, Part, State, Subject
from emergency.texts.facts_remarks import Subkind
from emergency.texts.headings import Heading, Outline, outline
from emergency.texts.lines import Line, paragraphs, plain, printed

FEWEST_HEADINGS = 3  # with fewer the text is read as running text
COVER_PAGES = 3
BLANK_SHARE = 0.2
LONGEST_SENTENCE = 90
SHORTEST_SENTENCE = 8
SENTENCES = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?[)）”’』」]*")
# A heading about somebody's duties names no chapter but that of the organisation.
BODY = re.compile(
    r"(?:(?<![编分])组|队|办公室|指挥部|专班|委员会|(?<!布)局|专家|中心)的?(?:主要|工作|应急|基本)?(?:职责|组成|任务|分工|职能)?$"
)
GUIDELINE = re.compile(r"原则$|依据$")
SUPPORT = re.compile(r"保障")
ACTIVITY = re.compile(r"活动|赛事|运动会|节会|博览会|展会|庆典|旅游节|文化节")
TARGET = re.compile(r"(?:目标|设施|部位|大坝|桥梁|管线|工程).{0,6}(?:保护|防护|安全保卫)")
SPECIFIC = frozenset({PlanKind.SPECIAL, PlanKind.DEPARTMENT})
EXTRA = {"firm": ("gbt6", "annex", "gbt9", "cover"), "firmspecial": ("gbt7",), "site": ("gbt8",)}


def types_of(subject: Subject) -> list[str]:
    """Which lists a text is held against, 法定 first; by what the register says and, for some kinds, by the title."""
    if subject.part != Part.BODY:
        return ["handbook" if subject.part == Part.HANDBOOK else "action"]
    own = [one for kind in PlanKind if kind in subject.kinds for one in _lists_of(subject, kind)]
    if subject.line is PlanLine.GOVERNMENT:
        own = [*_by_law(subject), *own]
    if Cover.FIRE_EVACUATION in subject.covers:
        own.append("fire")
    return list(dict.fromkeys(own))


def _by_law(subject: Subject) -> list[str]:
    found = []
    if subject.kinds & {*SPECIFIC, PlanKind.GENERAL, PlanKind.TOWNSHIP}:
        found.append("law28")
    if subject.hazard == "forest_fire" and subject.kinds & {*SPECIFIC, PlanKind.TOWNSHIP}:
        grass, forest = "草原" in subject.title, "森林" in subject.title
        found += ["forest"] if forest or not grass else []
        found += ["grass"] if grass else []
    return found


def _lists_of(subject: Subject, kind: PlanKind) -> list[str]:
    own = LIST_OF_KIND.get((subject.line, kind))
    if own is None:
        return []
    if subject.line is PlanLine.ENTERPRISE:
        return [own, *EXTRA.get(own, ())]
    open_to = _subkinds(subject, kind)
    if subject.chosen in open_to:
        return [subject.chosen]
    if kind in SPECIFIC:
        return [_specific(subject)]
    return ["activity"] if kind is PlanKind.UNIT and ACTIVITY.search(subject.title) else [own]


def _subkinds(subject: Subject, kind: PlanKind) -> tuple[Subkind, ...]:
    if subject.line is not PlanLine.GOVERNMENT or (kind in SPECIFIC and subject.joint):
        return ()
    if kind in SPECIFIC:
        return (Subkind.SPECIAL, Subkind.SUPPORT, Subkind.PROTECTION, Subkind.ACTIVITY)
    return (Subkind.UNIT, Subkind.ACTIVITY) if kind is PlanKind.UNIT else ()


def subkinds_of(subject: Subject) -> list[Subkind]:
    """The lists among which a reviewer may choose, for the register can't tell; none where it can."""
    found = [one for kind in PlanKind if kind in subject.kinds for one in _subkinds(subject, kind)]
    return list(dict.fromkeys(found)) if subject.part == Part.BODY else []


def _specific(subject: Subject) -> str:
    """专项 and 部门 plans of the kinds that arts. 11 to 13 describe apart; by the title where nobody chose."""
    if subject.joint:
        return "joint"
    if ACTIVITY.search(subject.title):
        return "activity"
    if TARGET.search(subject.title):
        return "protection"
    return "support" if SUPPORT.search(subject.title) else "special"


def lists_of(subject: Subject) -> list[ChapterList]:
    """The lists that a text is held against."""
    return [book()[one] for one in types_of(subject)]


def check(subject: Subject, pages: Sequence[str]) -> list[Found]:
    """Say of each element of the plan whether and where the text has it, in the order of the lists.

    `pages` is the text page by page, the first is page 1. Every answer is a hint for a reader, never a verdict.
    """
    return examined(subject, pages)[0]


def examined(subject: Subject, pages: Sequence[str]) -> tuple[list[Found], bool]:
    """The same, and whether the text has no headings to go by, so that its sentences were looked through instead."""
    blank = sum(not page.strip() for page in pages)
    lists = lists_of(subject)
    if not pages or blank == len(pages):
        return [Found(element.id, one.grade, State.UNCLEAR) for one in lists for element in one.elements], False
    text = _Text(outline(pages, is_known_title), blank > BLANK_SHARE * len(pages))
    return [text.look(element, one.grade) for one in lists for element in one.elements], text.is_running


COMMON = (
    "总则", "附则", "编制目的", "编制依据", "适用范围", "工作原则", "后期处置", "应急保障", "应急响应", "监测预警",
    "监测与预警",
)  # fmt: skip


@lru_cache(maxsize=1)
def _whole_titles() -> frozenset[str]:
    """Titles that are one of the names itself: such a line is a heading even without a number."""
    found = set(COMMON)
    for one in book().values():
        for element in one.elements if one.type != "cover" else ():
            found.add(plain(element.name))
            found |= {name.words[0] for name in element.names if len(name.words) == 1 and len(name.words[0]) >= 4}
    return frozenset(found)


@lru_cache(maxsize=1)
def _known_names() -> tuple[Name, ...]:
    return tuple({name for one in book().values() for element in one.elements for name in element.names})


JOINED = re.compile(r"[与和及、暨]|以及")


def is_known_title(title: str) -> bool:
    """Whether a line without a number is a title as such: one of the names, or a few of them joined by 与 or 和."""
    whole = _whole_titles()
    if title in whole:
        return True
    parts = JOINED.split(title)
    return len(parts) > 1 and all(len(part) >= 2 for part in parts) and any(part in whole for part in parts)


def names_something(title: str) -> bool:
    """Whether a title names any element at all."""
    return any(name.fits(title) for name in _known_names())


@dataclass
class _Text:
    """A text that is looked through for one element after the other."""

    outline: Outline
    patchy: bool

    @cached_property
    def is_running(self) -> bool:
        """Whether the text has no headings to go by: few, and most of it stands before them."""
        headings = [heading for heading in self.outline.headings if heading.form != "cell"]
        under = sum(len(line.plain) for heading in headings for line in heading.text)
        return len(headings) < FEWEST_HEADINGS and under <= sum(len(line.plain) for line in self.outline.opening)

    def look(self, element: Element, grade: str) -> Found:
        """What the text says of one element."""
        if element.where == "cover":
            found = self._on_cover(element)
        else:
            found = self._by_heading(element)
            if found is None:
                found = self._by_sentence(element)
        if found is None:
            return Found(element.id, grade, State.UNCLEAR if self.patchy else State.MISSING)
        state, page, sentence, title = found
        return Found(element.id, grade, state, page, shortened(sentence), title)

    def _by_heading(self, element: Element) -> tuple[State, int, str, str] | None:
        """The first heading that names it and has text; else the first that names it."""
        bare: tuple[State, int, str, str] | None = None
        for at, heading in enumerate(self.outline.headings):
            if not _stands_right(element, heading) or not _named(element, heading.title):
                continue
            line = self.outline.text_under(at, names_something)
            if line is not None:
                return State.FOUND, heading.page, _first_sentence(line), heading.raw
            bare = bare or (State.TITLE, heading.page, "", heading.raw)
        return bare

    def _by_sentence(self, element: Element) -> tuple[State, int, str, str] | None:
        names: Iterable[Name] = element.said if element.anywhere else ()
        if self.is_running:
            names = (*element.said, *(name for name in element.names if not name.whole))
        if not names:
            return None
        for line, sentence in self.sentences:
            if any(name.fits(sentence) for name in names):
                return State.FOUND, line.page, printed(line.raw, sentence), ""
        return None

    @cached_property
    def sentences(self) -> list[tuple[Line, str]]:
        """Every sentence of the text with the paragraph that it stands in."""
        return [
            (line, sentence)
            for line in paragraphs(self.outline.lines)
            for sentence in SENTENCES.findall(line.plain)
            if len(sentence) >= SHORTEST_SENTENCE
        ]

    def _on_cover(self, element: Element) -> tuple[State, int, str, str] | None:
        for line in self.outline.opening:
            if line.page <= COVER_PAGES and any(name.fits(line.plain) for name in element.names):
                return State.FOUND, line.page, line.raw, ""
        return None


def _stands_right(element: Element, heading: Heading) -> bool:
    return element.where == "any" or heading.annex == (element.where == "annex")


def _named(element: Element, title: str) -> bool:
    if GUIDELINE.search(title) and element.id != "general.principles":
        return False
    if not element.bodies and BODY.search(title):
        return False
    return any(name.fits(title) for name in element.names)


def _first_sentence(line: Line) -> str:
    found = SENTENCES.match(line.plain)
    return printed(line.raw, found.group() if found else line.plain)


def shortened(sentence: str) -> str:
    """A sentence as a page shows it."""
    return sentence if len(sentence) <= LONGEST_SENTENCE else f"{sentence[:LONGEST_SENTENCE]}…"
