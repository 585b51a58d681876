"""Looks for the elements of a plan in its text: found with its page, only a title, not found, or no way to judge."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from emergency.obligations.facts import Cover, PlanKind, PlanLine
from emergency.plans.chapters import LIST_OF_KIND
from emergency.plans.chapters_book import ChapterList, Element, Name, book
from emergency.texts.depths import Heading
from emergency.texts.facts import Found, Part, State, Subject
from emergency.texts.facts_remarks import Subkind
from emergency.texts.headings import UNMARKED, Known, Outline, outline
from emergency.texts.lines import MOST_JOINED, Line, paragraphs, printed
from emergency.texts.naming import is_its_name, is_known_title
from emergency.texts.numbering import BULLET, ITEM
from emergency.texts.speaking import Namer, namer_of

FEWEST_HEADINGS = 3  # with fewer the text is read as running text
COVER_PAGES = 3
BLANK_SHARE = 0.2
GUESSED_NEVER = (ITEM, BULLET, *UNMARKED)
FAR = 99
LONGEST_SENTENCE = 90
SHORTEST_SENTENCE = 8
SENTENCES = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?[)）”’』」]*")
# What a title says a plan is about, where the register does not: an occasion, a thing to be guarded, a supply.
ACTIVITY = re.compile(
    r"活动(?!断)|赛事|运动会|[比联大杯]赛|锦标|马拉松|大会|博览|展会|展览|展销|[庙灯集]会|年会|峰会|论坛|庆典|典礼|校庆"
    r"|赛(?=应急|安全|安保|保障|专项)|大赛|推介会|研讨会|交流会|订货会|发布会|颁奖|庆祝|纪念|开幕|联欢|[汇展]演|游园|烟花"
    r"|音乐[会节]|演唱|演出|晚会|巡游|焰火|交易会|洽谈会|招聘会"
    r"|[^季环调情细关](?<!时)节(?=活动|安全|安保|保障|应急|期间|庆|会|系列)"
)
GUARDED = (
    r"目标|设施|部位|大坝|水库|桥|隧|管[道线网]|工程|枢纽|[电水泵库基航车]站|变电|水厂|水源|油库|气库|机房|线路|基地"
    r"|铁路|场馆|塔"
)
TARGET = re.compile(
    r"(?:重[要点]|关键|核心)(?:防护|保护|基础设施|目标|设施|部位)|要害|防护目标|保护目标|守护|护卫|防卫|安全保卫|警卫"
    r"|(?<!环境)(?<!生态)(?<!野生动物)(?<!辐射)(?:保护|防护|保卫|守护|看护)(?:工作|专项|安全|应急|处置)*预案"
    rf"|(?:{GUARDED}).{{0,8}}(?:保护|防护|防范|保卫|安全)(?!事故|事件|生产)|(?:保护|防护).{{0,4}}(?:{GUARDED})"
)
SUPPORT = re.compile(r"保障|保供|供应(?!中断|短缺|事[故件]|链)|调运|支援|储备|投送|输送|调配|征用|补给|运力")
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
    lists = lists_of(subject)
    if not any(page.strip() for page in pages):
        return [Found(element.id, one.grade, State.UNCLEAR) for one in lists for element in one.elements], False
    text = _text_of(lists, pages)
    return [text.look(element, one.grade) for one in lists for element in one.elements], text.is_running


def _text_of(lists: Sequence[ChapterList], pages: Sequence[str]) -> "_Text":
    namer = namer_of(lists)
    blank = sum(not page.strip() for page in pages)
    return _Text(outline(pages, Known(is_known_title, namer.names_something)), namer, blank > BLANK_SHARE * len(pages))


@dataclass
class _Text:
    """A text that is looked through for one element after the other."""

    outline: Outline
    namer: Namer
    patchy: bool

    @cached_property
    def is_running(self) -> bool:
        """Whether the text has no headings to go by: few, and none of them marked or most of it stands before them.

        A short line may only be the beginning of a sentence that was broken.
        """
        headings = [heading for heading in self.outline.headings if heading.form != "cell"]
        marked = [heading for heading in headings if heading.form not in UNMARKED]
        if len(headings) >= FEWEST_HEADINGS or any(self.namer.names_something(one.title) for one in marked):
            return False
        under = sum(len(line.plain) for heading in headings for line in heading.text)
        return not marked or under <= sum(len(line.plain) for line in self.outline.opening)

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
        """The heading of its very name where it has text; else the first that names it and has; else one without text;
        else one under which the text is about it."""
        first: tuple[State, int, str, str] | None = None
        bare: tuple[State, int, str, str] | None = None
        for at, heading in enumerate(self.outline.headings):
            if not _stands_right(element, heading) or element not in self.namer.named(heading.title):
                continue
            line = self.outline.text_under(at, self.namer.names_something)
            if line is None:
                bare = bare or (State.TITLE, heading.page, "", heading.raw)
                continue
            found = State.FOUND, heading.page, _first_sentence(line), heading.raw
            if is_its_name(element, heading.title):
                return found
            first = first or found
        return first or bare or self._by_topic(element)

    def _by_topic(self, element: Element) -> tuple[State, int, str, str] | None:
        bare: tuple[State, int, str, str] | None = None
        for at, topic in self.topics.items():
            heading = self.outline.headings[at]
            if topic not in element.told or not _stands_right(element, heading):
                continue
            line = self.outline.text_under(at, self.namer.names_something)
            if line is not None:
                return State.FOUND, heading.page, _first_sentence(line), heading.raw
            bare = bare or (State.TITLE, heading.page, "", heading.raw)
        return bare

    @cached_property
    def topics(self) -> dict[int, str]:
        """What the text is about under headings whose title says it not or not wholly, by their place."""
        found: dict[int, str] = {}
        wanted = self._wanted
        closed = FAR  # below a chapter of the organisation are only its bodies
        for at, heading in enumerate(self.outline.headings):
            if heading.depth <= closed:
                closed = heading.depth if self.namer.is_organisation(heading.title) else FAR
            if heading.depth > closed or not self._may_be_guessed(at, heading):
                continue
            text = "".join(line.plain for line in heading.text[:MOST_JOINED]) if heading.is_written else ""
            topic = self.namer.topic_under(heading.title, text, wanted, self._is_spare(heading))
            found |= {at: topic} if topic else {}
        return found

    def _may_be_guessed(self, at: int, heading: Heading) -> bool:
        """Whether a heading has text of its own, or stands empty and is no item of a list."""
        if heading.is_written:
            return True
        return heading.form not in GUESSED_NEVER and self.outline.text_under(at, self.namer.names_something) is None

    def _is_spare(self, heading: Heading) -> bool:
        """Whether all that a title names is named by others with text too."""
        return all(self._naming[one.id] > 1 for one in self.namer.named(heading.title) if _stands_right(one, heading))

    @cached_property
    def _naming(self) -> Counter[str]:
        """How many headings with text below them name each element."""
        return Counter(
            element.id
            for at, heading in enumerate(self.outline.headings)
            if heading.is_written or any(one.is_written for one in self.outline.under(at))
            for element in self.namer.named(heading.title)
            if _stands_right(element, heading)
        )

    @cached_property
    def _wanted(self) -> set[str]:
        """The topics of the elements that no title names."""
        named_ones = {
            element.id
            for heading in self.outline.headings
            for element in self.namer.named(heading.title)
            if _stands_right(element, heading)
        }
        return {topic for one in self.namer.elements if one.id not in named_ones for topic in one.told}

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


def _first_sentence(line: Line) -> str:
    found = SENTENCES.match(line.plain)
    return printed(line.raw, found.group() if found else line.plain)


def shortened(sentence: str) -> str:
    """A sentence as a page shows it."""
    return sentence if len(sentence) <= LONGEST_SENTENCE else f"{sentence[:LONGEST_SENTENCE]}…"
