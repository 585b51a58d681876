"""The numbers that Word counts itself before headings (1、1.1、第一章、（一）), which stand nowhere in the text."""

import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from emergency.evidence.packages import reading
from emergency.evidence.word_files import WORD

LARGEST = 4 << 20
FIGURES = "零一二三四五六七八九十"
CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one depth of a list is numbered; `plain` shows every figure as 1, 2, 3 (Word's legal style)."""

    pattern: str
    kind: str
    plain: bool = False


@dataclass
class Numbers:
    """The counters of each list: `levels` by list and depth."""

    levels: dict[str, list[Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * LEVELS))

    def label(self, paragraph: Element) -> str:
        """Return the number before a paragraph with a blank, empty where Word counts none."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self.levels or not 0 <= found[1] < len(self.levels[found[0]]):
            return ""
        name, depth = found
        counts = self.counts[name]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        levels = self.levels[name]
        pattern = levels[depth].pattern
        for at in range(depth + 1):
            kind = "" if levels[depth].plain else levels[at].kind
            pattern = pattern.replace(f"%{at + 1}", shown(max(counts[at], 1), kind))
        return f"{pattern} " if any(char.isalnum() for char in pattern) else ""

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return None
        style = properties.find(f"{WORD}pStyle")
        found = _told(properties.find(f"{WORD}numPr"))
        return found or self.styles.get(style.get(f"{WORD}val", "") if style is not None else "")


def shown(number: int, kind: str) -> str:
    """Return a number as 3 or 三, up to 99 in Chinese."""
    if kind not in CHINESE or number > 99:
        return str(number)
    if number <= 10:
        return FIGURES[number]
    tens, ones = divmod(number, 10)
    return f"{FIGURES[tens] if tens > 1 else ''}十{FIGURES[ones] if ones else ''}"


def numbers_of(package: zipfile.ZipFile) -> Numbers:
    """Return the lists that a checked .docx describes; none where it describes none."""
    numbering, styles = _parsed(package, "word/numbering.xml"), _parsed(package, "word/styles.xml")
    numbers = Numbers()
    if numbering is None:
        return numbers
    abstract = {one.get(f"{WORD}abstractNumId", ""): _levels(one) for one in numbering.iter(f"{WORD}abstractNum")}
    for one in numbering.iter(f"{WORD}num"):
        of = one.find(f"{WORD}abstractNumId")
        numbers.levels[one.get(f"{WORD}numId", "")] = abstract.get(_value(of), [])
    for style in () if styles is None else styles.iter(f"{WORD}style"):
        properties = style.find(f"{WORD}pPr")
        found = _told(properties.find(f"{WORD}numPr")) if properties is not None else None
        if found:
            numbers.styles[style.get(f"{WORD}styleId", "")] = found
    return numbers


def _levels(abstract: Element) -> list[Level]:
    return [
        Level(
            _value(level.find(f"{WORD}lvlText")), _value(level.find(f"{WORD}numFmt")),
            level.find(f"{WORD}isLgl") is not None,
        )
        for level in abstract.findall(f"{WORD}lvl")[:LEVELS]
    ]  # fmt: skip


def _told(properties: Element | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    depth = _value(properties.find(f"{WORD}ilvl")) or "0"
    name = _value(properties.find(f"{WORD}numId"))
    return (name, int(depth)) if name and depth.isdigit() else None


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{WORD}val", "")


def _parsed(package: zipfile.ZipFile, name: str) -> Element | None:
    with reading():
        if name not in package.namelist() or package.getinfo(name).file_size > LARGEST:
            return None
        parsed: Element = fromstring(package.read(name), forbid_dtd=True)
        return parsed
