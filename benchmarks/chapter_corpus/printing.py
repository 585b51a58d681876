"""A draft printed as pages of text, as a reader of files gets them; remembers on which page each heading fell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.chapter_corpus.plan import Draft, Section

DIGITS = "零一二三四五六七八九"
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


@dataclass
class Printed:
    """Pages, and for each section the pages of its heading and of its first line of text (from 1)."""

    pages: list[str]
    where: dict[int, set[int]]


@dataclass
class _Page:
    lines: list[str] = field(default_factory=list)


class _Press:
    def __init__(self, draft: Draft) -> None:
        self.draft, self.style = draft, draft.style
        self.pages: list[_Page] = [_Page()]
        self.where: dict[int, set[int]] = {}
        self.articles = 0

    def line(self, text: str, section: Section | None = None) -> None:
        if len(self.pages[-1].lines) >= self.style["page"]:
            self.pages.append(_Page())
        self.pages[-1].lines.append(text)
        if section is not None:
            self.where.setdefault(id(section), set()).add(len(self.pages))

    def paragraph(self, text: str, section: Section, ahead: str = "") -> None:
        if self.style.get("articles") and not section.annex:
            self.articles += 1
            ahead = f"第{chinese(self.articles)}条　{ahead}"
        text, width = self.style["indent"] + ahead + text, self.style["wrap"]
        pieces = [text[at : at + width] for at in range(0, len(text), width)] if width else [text]
        for at, piece in enumerate(pieces):
            self.line(piece, section if at == 0 else None)

    def section(self, section: Section, heading: str, deep: bool) -> None:
        if self.style["runin"] and deep and section.body and not section.below:
            stop = "" if heading.endswith("】") else self.style.get("stop", "。")
            self.paragraph(section.body[0], section, ahead=heading.strip().rstrip("：") + stop)
            rest = section.body[1:]
        else:
            self.line(heading, section)
            rest = section.body
        for text in rest:
            self.paragraph(text, section)


def _numbered(draft: Draft, chapters: Sequence[Section]) -> Iterator[tuple[Section, str, int]]:
    """Each section with its printed heading and level; annexes are numbered apart."""
    levels, after = draft.manner["levels"], draft.manner.get("after", ("", ""))
    skip = 1 if draft.style["gap"] and draft.listed else 0
    body = [chapter for chapter in chapters if not chapter.annex]
    for n, chapter in enumerate(body, 1):
        number = n + skip if n > 2 else n
        yield chapter, _number(levels[0], number, "") + chapter.title + after[0], 0
        for m, below in enumerate(chapter.below, 1):
            yield below, _number(levels[1], m, str(number)) + below.title + after[1], 1
    for n, annex in enumerate([chapter for chapter in chapters if chapter.annex], 1):
        yield annex, _number(draft.style.get("annex", "附件{n} "), n, "") + annex.title, 0


def _number(form: str, n: int, parent: str) -> str:
    return form.format(n=n, cn=chinese(n), p=parent, fw=str(n).translate(FULL), fwp=parent.translate(FULL))


def _contents(draft: Draft, press: _Press) -> None:
    press.line("目　录")
    form = {"dots": "{}{}{}", "tight": "{}{}{}", "tab": "{}\t{}{}"}[draft.style["contents"]]
    leader = "…………" if draft.style["contents"] == "dots" else ""
    for at, (_, heading, level) in enumerate(_numbered(draft, draft.listed or draft.chapters)):
        press.line("  " * level + form.format(heading, leader, 1 + at // 3))
    press.pages.append(_Page())


def _front(draft: Draft, press: _Press) -> None:
    for line in draft.notice:
        press.line(line)
    if draft.notice:
        press.pages.append(_Page())
    if draft.cover:
        for name, text in draft.cover.items():
            if name == "c_approval":
                press.pages.append(_Page())
            for line in text.split("\n"):
                press.line(line)
        press.pages.append(_Page())
    else:
        press.line(draft.title)
        press.line(draft.issuer)
        press.line("2023年6月")
        if draft.style["contents"]:
            press.pages.append(_Page())


def printed(draft: Draft) -> Printed:
    """The pages of a draft."""
    press = _Press(draft)
    _front(draft, press)
    if draft.style["contents"]:
        _contents(draft, press)
    for section, heading, level in _numbered(draft, draft.chapters):
        lowest = level > 0 or not any(chapter.below for chapter in draft.chapters)
        press.section(section, heading, deep=lowest)
    texts = []
    for at, page in enumerate(press.pages, 1):
        header = [draft.title] if draft.style["header"] and at > 1 else []
        footer = [draft.style["footer"].format(at)] if draft.style["footer"] else []
        texts.append("\n".join(header + page.lines + footer))
    return Printed(texts, press.where)
