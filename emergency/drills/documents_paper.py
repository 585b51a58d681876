"""A document of a drill as a paper to print: plain values in, a report out (pure)."""

from dataclasses import dataclass
from datetime import date

from emergency.base.report import Block, Grid, Heading, Prose, Report
from emergency.drills.documents import ITEMS, KIND_WORDS, SCRIPT_COLUMNS, Content, DocumentKind

NUMERALS = "一二三四五六七八九十"
SCRIPT_WIDTHS = (10, 30, 45, 58, 30, 40, 24)
FACT_WIDTHS = (30, 88, 30, 89)
FACTS_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a document it is, and of what."""

    kind: DocumentKind
    drill: str
    organiser: str
    number: int
    saved: str
    finished_on: date | None = None
    sample: bool = False

    @property
    def title(self) -> str:
        """防汛演练工作方案."""
        return self.drill.removesuffix("演练") + KIND_WORDS[self.kind]


def paper_of(version: Version, content: Content) -> Report:
    """The document as it is printed."""
    blocks = script_blocks(content) if version.kind is DocumentKind.SCRIPT else item_blocks(version.kind, content)
    return report_of(version, blocks, wide=version.kind is DocumentKind.SCRIPT)


def report_of(
    version: Version, blocks: tuple[Block, ...], annexes: tuple[Block, ...] = (), *, wide: bool = False
) -> Report:
    """A report of a drill: who stands under its title, who signs on which day, and that a draft is one."""
    signed = (version.organiser, day_word(version.finished_on)) if version.finished_on else ()
    notes = () if version.finished_on else (f"草稿，第{version.number}版，{version.saved}，尚未标记完成。",)
    return Report(version.title, blocks, version.organiser, signed, annexes, notes, wide=wide, sample=version.sample)


def item_blocks(kind: DocumentKind, content: Content) -> tuple[Block, ...]:
    """Each item under its numbered heading; an empty one leaves a line to write on."""
    found: list[Block] = []
    for numeral, (key, word) in zip(NUMERALS, ITEMS[kind], strict=False):
        found += [Heading(f"{numeral}、{word}"), Prose(content.items.get(key, ""))]
    return tuple(found)


def script_blocks(content: Content) -> tuple[Block, ...]:
    """The facts, and the table of 6.2 with its lines numbered."""
    facts = [pair for pair in content.head if pair[0] != "演练名称"][:FACTS_ABOVE]
    pairs = [*facts, *[("", "")] * (len(facts) % 2)]
    above = tuple((*one, *other) for one, other in zip(pairs[::2], pairs[1::2], strict=True))
    rows = tuple((str(number), *row) for number, row in enumerate(content.rows, 1))
    heads = ("序号", *(word for _, word in SCRIPT_COLUMNS))
    return (Grid(FACT_WIDTHS, above), Grid(SCRIPT_WIDTHS, rows, heads))


def day_word(day: date | None) -> str:
    """A day as papers write it."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
