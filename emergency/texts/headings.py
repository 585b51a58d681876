"""Finds the headings of a text by their numbering, and what stands under each (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from emergency.texts.lines import MOST_JOINED, PARAGRAPH_END, Line, body_lines, paragraphs, plain, printed

CHINESE = "[一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]"
ROMAN = "[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]"
MEASURES = "%℃年月日时分秒个人名次米公元万亿吨辆台处小度岁"
# The forms of numbering from the widest to the narrowest; the number of dots adds to the depth of 1.1.1.
FORMS = (
    ("annex", 0, re.compile(r"附(?:件|录|表|图)(?:[\dA-Z一二三四五六七八九十]{0,3}(?:[-.]\d+)?)[:：.、]?")),
    ("part", 1, re.compile(rf"第(?:{CHINESE}{{1,4}}|\d{{1,3}})(?:部分|篇|编)[、.:：]?")),
    ("chapter", 2, re.compile(rf"第(?:{CHINESE}{{1,4}}|\d{{1,3}})章[、.:：]?")),
    ("section", 3, re.compile(rf"第(?:{CHINESE}{{1,4}}|\d{{1,3}})节[、.:：]?")),
    ("article", 10, re.compile(rf"第(?:{CHINESE}{{1,4}}|\d{{1,3}})条[、.:：]?")),
    ("han", 4, re.compile(rf"{CHINESE}{{1,3}}[、.．:：]")),
    ("roman", 4, re.compile(rf"{ROMAN}{{1,3}}[、.．:：]")),
    ("bracket", 5, re.compile(rf"[(〔【]{CHINESE}{{1,3}}[)〕】][、.:：]?")),
    ("dotted", 7, re.compile(r"\d{1,2}(?:[.-]\d{1,2}){1,4}[.、]?(?!\d)")),
    ("figure", 6, re.compile(rf"\d{{1,2}}(?:[.、:](?!\d)|(?=[^\d\s.,{MEASURES}-]))")),
    ("item", 14, re.compile(r"(?:\(\d{1,2}\)|\d{1,2}\)|[①-⑳]|[⑴-⒇])[、.:：]?")),
)
# 5 处置措施: the blank says that 5 is not a number of things.
SPACED, SPACED_RAW = re.compile(r"\d{1,2}(?=\D)"), re.compile(r"\d{1,2}\s")
LISTED = ("item",)
LONGEST = 30
LONGEST_RUN_IN = 22
STOPS = re.compile(r"[。；;！!？?]")
RUN_IN = re.compile(r"[。:：]")
NO_TITLE = re.compile(
    r"[，,；;！!？?“”\"]|(?:(?<!目)的|和|与|及|并|或|将|(?<!存)在|(?<![应面])对|(?<!行)为|(?<!理)由)$"
)
EMPTY = re.compile(
    r"[(【\[]?(?:无|空|空白|待补充|待定|待完善|暂无|暂缺|待编制|(?:此处|内容|本章|本节)?略|同上|此页无正文|以下空白)[)】\]]?[。.]?"
)
WRITTEN = re.compile(r"[^\W_]")
FEWEST = 4  # letters that make a text
BEGINNINGS = ("总则", "总体要求", "编制目的", "适用范围")
ANNEXES = ("附件", "附录", "附件和附图", "应急预案附件")
CELLS = " | "
LONGEST_CELL = 12


@dataclass
class Heading:
    """A heading: where it stands, how deep, its title without number, and the text that follows up to the next one."""

    page: int
    depth: int
    form: str
    raw: str
    title: str
    annex: bool = False
    text: list[Line] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Whether something stands under it besides marks such as 略."""
        return any(is_text(line.plain) for line in self.text)


@dataclass(frozen=True)
class Outline:
    """The headings of a text in their order, and the lines before the first."""

    headings: Sequence[Heading]
    opening: Sequence[Line]
    lines: Sequence[Line]

    def under(self, at: int) -> Sequence[Heading]:
        """The heading itself and those below it, up to the next of its depth."""
        depth = self.headings[at].depth
        end = at + 1
        while end < len(self.headings) and self.headings[end].depth > depth:
            end += 1
        return self.headings[at:end]

    def text_under(self, at: int, names_something: Callable[[str], bool]) -> Line | None:
        """The first paragraph under a heading or its sub-headings; short items of a list are text too."""
        below = self.under(at)
        for heading in below:
            for line in paragraphs(heading.text[:MOST_JOINED]):
                if is_text(line.plain):
                    return line
        # 铁锹二十把 is text; 响应分级 with nothing under it is one more title.
        items = below[1:] if below[0].form not in LISTED else ()
        if any(one.form not in LISTED or names_something(one.title) for one in items):
            return None
        return next((_as_line(one) for one in items if is_text(one.title)), None)


def is_text(words: str) -> bool:
    """Whether words say something."""
    return len(WRITTEN.findall(words)) >= FEWEST and not EMPTY.fullmatch(words)


def outline(pages: Sequence[str], is_title: Callable[[str], bool]) -> Outline:
    """Return the outline of a text; `is_title` says of a line without number whether it is a title as such."""
    lines = body_lines(pages)
    headings: list[Heading] = []
    opening: list[Line] = []
    for before, line in zip([None, *lines], lines, strict=False):
        begins = before is None or before.plain[-1] in PARAGRAPH_END or not (headings and headings[-1].text)
        found = _heading(line, is_title, begins=begins)
        if found:
            headings += found
        elif headings:
            headings[-1].text.append(line)
        else:
            opening.append(line)
    _settle_lists(headings)
    _mark_annexes(headings)
    return Outline(headings, opening, lines)


def _heading(line: Line, is_title: Callable[[str], bool], *, begins: bool) -> list[Heading]:
    """The heading that a line is, with the text that follows it in the same line.

    A line without a number can only be one where a paragraph `begins`, else it is the rest of a broken sentence.
    """
    if CELLS in line.raw:
        return _cells(line, is_title)
    for form, depth, pattern in FORMS:
        number = pattern.match(line.plain)
        if number or (form == "figure" and (number := SPACED.match(line.plain)) and SPACED_RAW.match(line.raw)):
            assert number
            return _numbered(line, form, depth + number.group().count(".") * (form == "dotted"), number.end())
    if not begins:
        return []
    title = line.plain.strip("：:【】[]《》<>〈〉*●■◆▲★·-—")
    if len(title) <= LONGEST_RUN_IN and is_title(title):
        return [Heading(line.page, 9, "bare", line.raw, title)]
    head, stop, rest = _split(line.plain)
    if stop and len(head) <= LONGEST_CELL and is_title(head.strip("【】[]")):
        return [_with_rest(Heading(line.page, 13, "bare", line.raw, head), line, rest)]
    return []


def _numbered(line: Line, form: str, depth: int, end: int) -> list[Heading]:
    words = line.plain[end:].lstrip("、.．:：")
    if form == "annex":
        # A long line that begins with 附件 is a sentence.
        told = len(words) <= LONGEST and not STOPS.search(words)
        return [Heading(line.page, depth, form, line.raw, words)] if told else []
    if not words or not WRITTEN.search(words):
        return []
    head, stop, rest = _split(words)
    if form == "article" or (stop and (rest or STOPS.match(stop))):
        if len(head) > LONGEST_RUN_IN or NO_TITLE.search(head) or not stop:
            return []
        raw = printed(line.raw, line.plain[: line.plain.index(head, end) + len(head)])
        return [_with_rest(Heading(line.page, depth, form, raw, head), line, rest)]
    if len(head) > LONGEST or NO_TITLE.search(head):
        return []
    return [Heading(line.page, depth, form, line.raw, head)]


def _split(words: str) -> tuple[str, str, str]:
    """The words before the first full stop or colon, that sign, and the rest."""
    stop = RUN_IN.search(words)
    return (words[: stop.start()], stop.group(), words[stop.end() :]) if stop else (words, "", "")


def _with_rest(heading: Heading, line: Line, rest: str) -> Heading:
    if rest:
        heading.text.append(Line(line.page, line.raw, rest))
    return heading


def _cells(line: Line, is_title: Callable[[str], bool]) -> list[Heading]:
    """The cells of a row that are titles as such; the rest of the row, and the rows after it, stand under them."""
    cells = line.raw.split(CELLS)
    found = [(at, plain(cell)) for at, cell in enumerate(cells) if len(cell) <= LONGEST_CELL]
    titles = [(at, title) for at, title in found if is_title(title)]
    made = [Heading(line.page, 20, "cell", line.raw, title) for _at, title in titles]
    rest = "".join(plain(cell) for at, cell in enumerate(cells) if at not in {at for at, _ in titles})
    return [_with_rest(heading, line, rest) for heading in made]


def _settle_lists(headings: Sequence[Heading]) -> None:
    """1. is a chapter where 1.1 follows or no Chinese numbers stand above it; else an item of a list under （一）."""
    forms = {heading.form for heading in headings}
    if "dotted" in forms or not forms & {"chapter", "han", "section"}:
        return
    for heading in headings:
        if heading.form == "figure":
            heading.depth, heading.form = 11, "item" if not heading.text else "figure"


def _mark_annexes(headings: Sequence[Heading]) -> None:
    """What follows 附件1 lies in the annexes, but not in a notice whose 附件 is the plan itself."""
    chapters, inside = 0, False
    for heading in headings:
        if heading.form == "annex" or (heading.depth <= 6 and heading.title in ANNEXES):
            numbered = heading.form == "annex" and heading.title and "预案" not in heading.title
            inside = inside or chapters >= (1 if numbered else FEWEST - 1)
        elif inside and _begins_anew(heading):
            inside = False
        elif not inside and heading.depth <= 7 and heading.is_written:
            chapters += 1
        heading.annex = inside


def _begins_anew(heading: Heading) -> bool:
    return heading.depth <= 6 and heading.title in BEGINNINGS and heading.form != "item"


def _as_line(heading: Heading) -> Line:
    return Line(heading.page, heading.raw, heading.title)
