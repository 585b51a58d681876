"""核对意见 on paper: what the check hints at in one text and what a reviewer said of it, for a return letter (pure)."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from emergency.base.report import Block, Grid, Heading, Prose, Report

NOTICE = "本件由程序按标题和句子查找后列出，是提示，不是结论；有没有问题，以核对人的意见为准。"
# A paper is drawn while the person waits, so no list in it is longer; the elements are some seventy at most.
MOST = 50
MORE = "{}：只列前 {} 项，另有 {} 项见系统页面。"
SAID_WIDTHS, FOUND_WIDTHS, ASKED_WIDTHS = (24, 66, 30, 66, 52), (24, 48, 28, 24, 78, 36), (24, 78, 78, 24, 30)
SAID_HEADS = ("类别", "要素或提示", "程序所见", "核对人的意见", "核对人和时间")
FOUND_HEADS = ("类别", "要素", "程序所见", "位置", "标题和原文", "处理")
ASKED_HEADS = ("类别", "提问", "原文", "位置", "处理")
NOTHING = "没有。"
SIGNED = ("核对人（签字）：　　　　　　　　", "　　　　年　　月　　日")
# What no printing face has, and what isn't seen: files are full of them.
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


class Said(NamedTuple):
    """What a reviewer said: whether it is to be mended, in which words, why, who and when."""

    mend: bool
    word: str
    reason: str
    by: str


class Line(NamedTuple):
    """One element, or one question: its class, its name, what was found and where, what was said of it."""

    grade: str
    name: str
    found: str
    place: str
    sentence: str
    said: Said | None = None
    open: bool = False

    @property
    def word(self) -> str:
        """What became of it."""
        return self.said.word if self.said else "待处理" if self.open else "—"


# Of a part of the paper: heading, widths, heads, its lines, and the cells of one.
_Part = tuple[str, tuple[int, ...], tuple[str, ...], Sequence[Line], Callable[[Line], tuple[str, ...]]]


@dataclass(frozen=True)
class Opinion:
    """All that the paper tells of one text."""

    title: str
    whose: str
    facts: Sequence[tuple[str, str]]
    counted: str
    reason: str
    lines: Sequence[Line]
    asked: Sequence[Line] | None  # None where none are asked: of older versions, of handbooks
    sample: bool


def opinion_paper(opinion: Opinion) -> Report:
    """The paper: what is to be mended, what was dismissed and why, every element, the questions about old names."""
    asked = opinion.asked or []
    said = [*opinion.lines, *asked]
    mend = [one for one in said if one.said and one.said.mend]
    dismissed = [one for one in said if one.said and not one.said.mend]
    parts: list[_Part] = [
        ("一、核对人确认应当修改的", SAID_WIDTHS, SAID_HEADS, mend, _told),
        ("二、核对人已排除的", SAID_WIDTHS, SAID_HEADS, dismissed, _told),
        ("三、要素核对", FOUND_WIDTHS, FOUND_HEADS, opinion.lines, _found),
    ]
    if opinion.asked is not None:
        parts.append(("四、文字提示", ASKED_WIDTHS, ASKED_HEADS, asked, _asked))
    cut = [(heading[2:], MOST, len(lines) - MOST) for heading, _, _, lines, told in parts if _is_cut(lines, told)]
    return Report(
        f"{opinion.title}核对意见", (*_above(opinion), *(block for part in parts for block in _blocks(part))),
        whose=opinion.whose, signed=SIGNED, notes=tuple(MORE.format(*one) for one in cut), wide=True,
        sample=opinion.sample,
    )  # fmt: skip


def _above(opinion: Opinion) -> Iterator[Block]:
    yield Grid((30, 204), tuple((word, seen(told)) for word, told in opinion.facts))
    yield from (Prose(seen(line)) for line in (NOTICE, opinion.counted, opinion.reason) if line)


def _blocks(part: _Part) -> Iterator[Block]:
    heading, widths, heads, lines, told = part
    shown = lines[:MOST] if _is_cut(lines, told) else lines
    rows = tuple(tuple(map(seen, told(line))) for line in shown)
    yield Heading(f"{heading}（{len(lines)} 项）")
    yield Grid(widths, rows, heads) if rows else Prose(NOTHING)


def _is_cut(lines: Sequence[Line], told: Callable[[Line], tuple[str, ...]]) -> bool:
    return told is not _found and len(lines) > MOST


def _told(line: Line) -> tuple[str, ...]:
    assert line.said is not None
    words = f"{line.said.word}：{line.said.reason}" if line.said.reason else line.said.word
    return line.grade, line.name, f"{line.found}\n{line.place}".strip(), words, line.said.by


def _found(line: Line) -> tuple[str, ...]:
    return line.grade, line.name, line.found, line.place, line.sentence, line.word


def _asked(line: Line) -> tuple[str, ...]:
    return line.grade, line.name, line.sentence, line.place, line.word


def seen(text: str) -> str:
    """A text without what can't be printed."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in UNSEEN)
