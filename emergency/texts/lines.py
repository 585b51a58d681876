"""The lines of a text without what is no text: running heads and feet, page numbers, the table of contents (pure)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from emergency.base.characters import half_width, simplified, unified

# 第3页, - 3 -, 3/20, Ⅲ: what a page says of itself.
PAGE_NUMBER = re.compile(r"[-—–·]*第?[\divxlcⅰ-ⅻ]{1,5}页?(?:[/,，]?[共第]?\d{1,4}页?)?[-—–·]*", re.I)
CONTENTS = re.compile(r"目[录次]")
LEADER = re.compile(r"(?:[.．…·‥⋯]{2,}|[.．…·‥⋯_\s]{3,}|\t)[.．…·‥⋯_\s]*-?\s*([\divxlc]{1,4})\s*-?$", re.I)
TAIL = re.compile(r"^(?P<title>.*[^\d\s.．、-])\s*(?P<page>\d{1,3})$")
LONGEST_COVER = 12
EDGE = 2  # lines at the top and at the bottom of a page that may be running heads
LONGEST_ENTRY = 60
FEWEST_PAGES = 4
PLAN = re.compile(r"(?![\d一二三四五六七八九十第附(（【]).{4,}(?:预案|方案|手册)")
SHARE = 0.4
PARAGRAPH_END = "。；;！!？?:："
MOST_JOINED = 20
SENTENCE_END = "。；;！!？?，,：:"


@dataclass(frozen=True)
class Line:
    """A line as printed, on which page it stands, and the same without blanks, in simplified half-width signs."""

    page: int
    raw: str
    plain: str


def plain(text: str) -> str:
    """Return text to compare: no blanks, half-width, simplified."""
    return simplified(half_width(unified("".join(text.split()))))


def printed(raw: str, words: str) -> str:
    """Return the part of a printed text that `words`, a part of its plain form, came from; the words where none did."""
    seen = [at for at, sign in enumerate(raw) if not sign.isspace()]
    start = plain(raw).find(words)
    return raw[seen[start] : seen[start + len(words) - 1] + 1] if words and start >= 0 else words


def paragraphs(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the lines of a paragraph that the page broke: up to a line that ends as a sentence does."""
    joined: list[Line] = []
    for line in lines:
        joined.append(line)
        if line.plain[-1] in PARAGRAPH_END or len(joined) >= MOST_JOINED:
            yield _joined(joined)
            joined = []
    if joined:
        yield _joined(joined)


def _joined(lines: Sequence[Line]) -> Line:
    return Line(lines[0].page, "".join(line.raw for line in lines), "".join(line.plain for line in lines))


def body_lines(pages: Sequence[str]) -> list[Line]:
    """Return what is left of the pages without running heads, page numbers, empty lines and tables of contents."""
    running = _running(pages)
    lines = [line for line in _lines(pages) if not PAGE_NUMBER.fullmatch(line.plain)]
    cover = sum(line.page == 1 for line in lines)
    cover = cover if cover <= LONGEST_COVER else cover - EDGE
    kept = (line for at, line in enumerate(lines) if at < cover or _shape(line.plain) not in running)
    return _without_contents(list(kept))


def _lines(pages: Sequence[str]) -> Iterator[Line]:
    for number, page in enumerate(pages, 1):
        for raw in page.split("\n"):
            if raw.strip():
                yield Line(number, raw.strip(), plain(raw))


def _shape(text: str) -> str:
    """A line without its figures: 第3页 and 第4页 have one shape."""
    return re.sub(r"\d+", "#", text)


def _running(pages: Sequence[str]) -> set[str]:
    """The shapes of lines that stand at the edge of page after page, and the name of the plan at the head of one."""
    names = _repeated_names(pages)
    if len(pages) < FEWEST_PAGES:
        return names
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [plain(line) for line in page.split("\n") if line.strip()]
        seen.update({_shape(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    return names | {shape for shape, times in seen.items() if times >= max(3, SHARE * len(pages)) and len(shape) > 1}


def _repeated_names(pages: Sequence[str]) -> set[str]:
    """The name of the plan, where a later page begins with it and it stands elsewhere too."""
    read = [[plain(line) for line in page.split("\n") if line.strip()] for page in pages]
    heads = {lines[0] for lines in read[1:] if lines and PLAN.fullmatch(lines[0])}
    times = Counter(line for lines in read for line in lines if line in heads)
    return {_shape(name) for name in heads if times[name] > 1}


def entry(line: Line) -> str | None:
    """The title of a line of a table of contents that names its page; None for any other line."""
    if len(line.plain) > LONGEST_ENTRY:
        return None
    if led := LEADER.search(line.raw):
        return plain(line.raw[: led.start()]) or None
    tail = TAIL.match(line.plain)
    return tail["title"] if tail and line.plain[-1] not in SENTENCE_END else None


def _without_contents(lines: list[Line]) -> list[Line]:
    """Leave out every stretch of entries: after 目录 also those without a page number, elsewhere only clear ones."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        end = _contents_end(lines, at)
        if end > at:
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _contents_end(lines: list[Line], at: int) -> int:
    """Where the table of contents that begins at a line ends; the line itself where none begins."""
    if CONTENTS.fullmatch(lines[at].plain):
        return _after_heading(lines, at + 1)
    end, led = at, 0
    while end < len(lines) and entry(lines[end]) is not None:
        led += LEADER.search(lines[end].raw) is not None
        end += 1
    return end if led >= 2 and end - at >= 3 else at


def _after_heading(lines: list[Line], start: int) -> int:
    """Under 目录: entries with page numbers to their end; without, until the first entry comes again as a heading."""
    end = start
    while end < len(lines) and _is_entry(lines, end):
        end += 1
    if end - start >= 2:
        return end
    return _until_repeated(lines, start)


def _is_entry(lines: list[Line], at: int) -> bool:
    """An entry, or a line between two entries, such as one that was broken in two."""
    if entry(lines[at]) is not None:
        return True
    near = lines[at + 1 : at + 3]
    short = len(lines[at].plain) < LONGEST_ENTRY and lines[at].plain[-1] not in SENTENCE_END
    return short and sum(entry(line) is not None for line in near) >= min(2, max(1, len(near)))


def _until_repeated(lines: list[Line], start: int) -> int:
    entries: list[str] = []
    for at in range(start, len(lines)):
        text = lines[at].plain
        if entries and text == entries[0]:
            return at
        if len(text) > LONGEST_ENTRY // 2 or text[-1] in SENTENCE_END:
            break
        entries.append(text)
    return start
