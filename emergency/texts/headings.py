"""Finds the headings of a text by their marks and shape, and what stands under each (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from emergency.texts.depths import EMPTY, WRITTEN, Heading, is_text, settle
from emergency.texts.lines import MOST_JOINED, PARAGRAPH_END, Line, body_lines, paragraphs, plain, printed
from emergency.texts.numbering import ANNEX, ITEM, Mark, mark_of

LISTED = (ITEM,)
LONGEST = 30
LONGEST_RUN_IN = 22
LONGEST_JOINED = 40
LONGEST_ARTICLE = 14
LONGEST_WITH_COMMA = 20
LONGEST_BARE, LONGEST_UNDER, LONGEST_SHAPED = 22, 8, 14
SIGNS = re.compile(r"[，,；;]")
SHAPED = re.compile(r"[^\W\d_]{2,}(?:[、，][^\W\d_]{2,})?")
UNMARKED = ("bare", "told", "cell", "framed")
FEWEST_MARKED = 3
STOPS = re.compile(r"[。；;！!？?]")
# What parts a heading from the text in the same line; a blank does too, where a sentence follows.
RUN_IN = re.compile(r"[。:：】〗』」]|——|--")
# After a title that says something, and before a sentence, these part them too.
SOFT = re.compile(r"[—–|!！…~=]+|[-.．](?!\d)")
SHORTEST_SOFT = 10
DASHES = ("——", "--")
REST = re.compile(r"[^\W\d_]{1,6}[。:：]")  # the last word of a heading that the page broke
# An item that tells something, 铁锹二十把, and not one more name, 成员单位.
TELLING = re.compile(r"[，,。；;:：\d一二三四五六七八九十两百]|.{10}")
# What stands between two titles in one line: 合理编成力量 服从指挥.
BETWEEN = re.compile(r"(?<=[^\W\d_]{3})[^\S\n]+(?=[^\W\d_]{3})")
GAP = re.compile(r"(?P<head>[^\s。:：，；]{2,22})\s+(?=\S{8})(?P<ended>.*[，。；])?")
NO_TITLE = re.compile(
    r"[；;！!]|[“”\"].*[，,“”\"].*[“”\"]|[，,].*[，,]"
    r"|(?:(?<![目谁有是])的|和|与|及|并|或|将|(?<!存)在|(?<![应面])对|(?<!行)为|(?<!理)由)$"
)
SENTENCE = re.compile(r"(?<![响反供适])应当?(?!急|对|答|用)|必须|按照|负责|不得|等|要[^求点素害]|可以|进行|为了")
FRAMED = re.compile(r"(?P<head>[【〔\[「『〖{][^【】〖〗]{2,30}[】〕\]」』〗}])[:：]?(?P<rest>.*)")
STRONG = "【「『〖"  # a line that begins so is a heading wherever it stands
FRAME = '：:【】[]《》<>〈〉「」『』〔〕〖〗{}“”"*●■◆▲★·-—–━=~# '
# 某某应急预案 names the plan, not a chapter of it.
DOCUMENT = re.compile(
    r"(?:预案|方案|手册|通知|通告|函|令|公司|政府|委员会|办公室|[厂矿店校村乡镇县市]|[^点]站|社区|街道)$"
)
FULL = 1  # signs more or less than a full line
FEWEST_FULL = 5  # broken lines from which the width of the text is known
LEAST_WIDTH = 20
CELLS = " | "
LONGEST_CELL = 12
CELL_DEPTH, TOLD_DEPTH = 20, 13


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
        return next((Line(one.page, one.raw, one.title) for one in items if TELLING.search(one.title)), None)


@dataclass(frozen=True)
class Known:
    """What titles mean: `whole` says of one that it is a title as such, `named` that it names something."""

    whole: Callable[[str], bool]
    named: Callable[[str], bool]


def outline(pages: Sequence[str], known: Known) -> Outline:
    """Return the outline of a text; lines without a mark are headings when they look so and `known` knows them."""
    lines = body_lines(pages)
    lines = _mended(lines, _width(lines))
    headings, opening = _read(lines, _Reader(known, _width(lines)))
    if sum(heading.form == "framed" or heading.form not in UNMARKED for heading in headings) < FEWEST_MARKED:
        headings, opening = _read(lines, _Reader(known, _width(lines), shaped=True))
    settle(headings)
    return Outline(headings, opening, lines)


def _mended(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines with a long heading whole that the page broke before its last word."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        if (
            before is not None
            and abs(len(before.raw) - width) <= FULL
            and REST.match(line.plain)
            and not RUN_IN.search(before.plain)
            and mark_of(before) is not None
        ):
            whole[-1] = Line(before.page, before.raw + line.raw, before.plain + line.plain)
        else:
            whole.append(line)
    return whole


def _read(lines: Sequence[Line], reader: "_Reader") -> tuple[list[Heading], list[Line]]:
    """The headings with the lines under each, and the lines before the first."""
    headings: list[Heading] = []
    opening: list[Line] = []
    for before, line in zip([None, *lines], lines, strict=False):
        under = bool(headings) and not headings[-1].text
        ended = before is None or before.plain[-1] in PARAGRAPH_END or EMPTY.fullmatch(before.plain) is not None
        begins = ended or under or not headings
        found = reader.headings(line, begins=begins, under=under)
        if found:
            headings += found
        elif headings:
            headings[-1].text.append(_unmarked(line))
        else:
            opening.append(line)
    return headings, opening


def _unmarked(line: Line) -> Line:
    """A line of text without the 第五条 before it, which says nothing itself."""
    mark = mark_of(line)
    return Line(line.page, line.raw, line.plain[mark.end :] or mark.form) if mark and mark.article else line


def _width(lines: Sequence[Line]) -> float:
    """From how many signs on a line is full, so that the page broke it; without end where lines are not broken."""
    long = (line for line in lines if len(line.raw) > LEAST_WIDTH)
    open_ended = [len(line.raw) for line in long if line.plain[-1] not in PARAGRAPH_END]
    return median(open_ended) if len(open_ended) >= FEWEST_FULL else float("inf")


@dataclass(frozen=True)
class _Reader:
    """Says of one line after the other which heading it is; where a text has no marks its `shaped` lines will do."""

    known: Known
    width: float
    shaped: bool = False

    def headings(self, line: Line, *, begins: bool, under: bool) -> list[Heading]:
        """The heading that a line is, with the text that follows it in the same line.

        A line without a mark can only be one where a paragraph `begins`, else it is the rest of a broken sentence;
        right `under` a heading it must be short.
        """
        if CELLS in line.raw:
            return self._cells(line)
        mark = mark_of(line)
        if mark is not None:
            return self._marked(line, mark)
        if begins or line.plain[0] in STRONG:
            return self._bare(line, LONGEST_UNDER if under and not self.shaped else LONGEST_BARE)
        return []

    def _marked(self, line: Line, mark: Mark) -> list[Heading]:
        words = line.plain[mark.end :].lstrip("、.．:：")
        if mark.form == ANNEX:
            # A long line that begins with 附件 is a sentence.
            if len(words) <= LONGEST and not STOPS.search(words) and not RUN_IN.search(words, 1):
                return [Heading(line.page, 0, ANNEX, line.raw, words)]
            head, stop, rest = self._parted(line, words)
            return self._run_in(line, mark, head, rest) if stop and self.known.named(head) else []
        if not words or not WRITTEN.search(words):
            return []
        head, stop, rest = self._parted(line, words)
        if rest:
            return self._run_in(line, mark, head, rest)
        if mark.article and (stop == "。" or len(head) > LONGEST_ARTICLE):
            return []
        if stop == "。" and not self.known.named(head):
            return []
        if not self._is_title(line, head, stop):
            return []
        return [Heading(line.page, 0, mark.form, line.raw, _joined(line, _bared(head)))]

    def _is_title(self, line: Line, head: str, stop: str) -> bool:
        head = _bared(head)
        if not head or "。" in head or (NO_TITLE.search(head) and not self._is_list_of_titles(head)):
            return False
        if len(head) > self._longest(head):
            return False
        return bool(stop) or not self._is_full(line) or (self.known.named(head) and not SENTENCE.search(head))

    def _is_list_of_titles(self, head: str) -> bool:
        """Whether signs part nothing but titles: 上报情况，启动响应，组织救援."""
        parts = SIGNS.split(head)
        known = sum(self.known.named(part) for part in parts)
        return len(parts) > 1 and min(map(len, parts)) > 1 and known >= max(2, len(parts) - 1)

    def _longest(self, head: str) -> int:
        if ("，" in head or "," in head) and not self._is_list_of_titles(head):
            return LONGEST_WITH_COMMA
        return LONGEST_JOINED if self.known.named(head) and not SENTENCE.search(head) else LONGEST

    def _parted(self, line: Line, words: str) -> tuple[str, str, str]:
        """The words before what parts a heading from its text, that sign, and the text."""
        stop = RUN_IN.search(words, 1)
        gap = GAP.match(_tail(line.raw, len(line.plain) - len(words)))
        if gap and (gap["ended"] or self._is_full(line)):
            head = plain(gap["head"])
            second = words[len(head) : stop.start()] if stop else ""
            if not (second and len(second) <= LONGEST_RUN_IN and self.known.named(second)):
                return head, " ", words[len(head) :]
        if stop and stop.group() in DASHES:
            after = RUN_IN.search(words, stop.end() + 1)
            title = words[: after.start()] if after else words
            if (after or not self._is_full(line)) and self._goes_on(title, stop.end()):
                stop = after
                if after is None:
                    return words, "", ""
        if stop is None or len(words[: stop.start()]) > LONGEST_RUN_IN:
            soft = SOFT.search(words, 2)
            if soft and len(words) - soft.end() >= SHORTEST_SOFT and self.known.named(words[: soft.start()]):
                stop = soft
        return (words[: stop.start()], stop.group(), words[stop.end() :]) if stop else (words, "", "")

    def _goes_on(self, words: str, dash: int) -> bool:
        """Whether what follows a dash is the rest of the title: 看得住、报得快——监测和报告."""
        return len(words) <= LONGEST and not STOPS.search(words) and self.known.named(words[dash:])

    def _is_full(self, line: Line) -> bool:
        return self.width - FULL <= len(line.raw) <= self.width + FULL

    def _run_in(self, line: Line, mark: Mark, head: str, rest: str) -> list[Heading]:
        longest = LONGEST_RUN_IN if SENTENCE.search(head) or not self.known.named(head) else LONGEST_JOINED
        if len(head) > longest or NO_TITLE.search(_bared(head)):
            return []
        raw = printed(line.raw, line.plain[: line.plain.index(head, mark.end) + len(head)])
        return [_with_rest(Heading(line.page, 0, mark.form, raw, _joined(line, _bared(head))), line, rest)]

    def _bare(self, line: Line, longest: int) -> list[Heading]:
        title = _bared(line.plain)
        if len(title) <= LONGEST_RUN_IN and self.known.whole(title):
            return [Heading(line.page, 0, "bare", line.raw, title)]
        if framed := FRAMED.fullmatch(line.plain):
            title = _joined(line, _bared(framed["head"]))
            made = Heading(line.page, 0, "framed", printed(line.raw, framed["head"]), title)
            return [_with_rest(made, line, framed["rest"])]
        head, stop, rest = self._parted(line, line.plain)
        if rest and len(head) <= LONGEST_CELL and self.known.whole(_bared(head)):
            return [_with_rest(Heading(line.page, TOLD_DEPTH, "told", line.raw, _bared(head)), line, rest)]
        if len(title) > longest or stop == "。" or DOCUMENT.search(title) or not self._is_title(line, title, stop):
            return []
        shaped = self.shaped and len(title) <= LONGEST_SHAPED and SHAPED.fullmatch(title) is not None
        return [Heading(line.page, 0, "bare", line.raw, title)] if shaped or self.known.named(title) else []

    def _cells(self, line: Line) -> list[Heading]:
        """The cells of a row that are titles as such; the rest of the row, and the rows after it, stand under them."""
        cells = line.raw.split(CELLS)
        found = [(at, plain(cell)) for at, cell in enumerate(cells) if len(cell) <= LONGEST_CELL]
        titles = [(at, title) for at, title in found if self.known.whole(title)]
        made = [Heading(line.page, CELL_DEPTH, "cell", line.raw, title) for _at, title in titles]
        rest = "".join(plain(cell) for at, cell in enumerate(cells) if at not in {at for at, _ in titles})
        return [_with_rest(heading, line, rest) for heading in made]


def _tail(raw: str, start: int) -> str:
    """What is printed from a sign on, blanks not counted."""
    seen = [at for at, sign in enumerate(raw) if not sign.isspace()]
    return raw[seen[start] :] if start < len(seen) else ""


def _joined(line: Line, head: str) -> str:
    """A title in which a blank stands between two things, with a sign in its place."""
    return plain(BETWEEN.sub("、", printed(line.raw, head)))


def _bared(head: str) -> str:
    return head.strip(FRAME + "?？")


def _with_rest(heading: Heading, line: Line, rest: str) -> Heading:
    if rest:
        heading.text.append(Line(line.page, line.raw, rest))
    return heading
