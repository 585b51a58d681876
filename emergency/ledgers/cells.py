"""One row of a mapped sheet: each item read as what it should be, each fault kept with its item (pure)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from emergency.base.characters import simplified
from emergency.ledgers.facts import Checked, SheetMap, Status, Wrong
from emergency.ledgers.reading import Unclear, count_of, day_of, key_of, parts_of, said

Value = TypeVar("Value")
MARKED = (
    "这一行带有密级或工作秘密标志。本系统为非涉密系统，这一行没有取入。"
    "请从表中删去，并立即联系本单位保密工作负责人（保密员）。"
)
# So many different cells of a listed column are remembered; the same ones come again and again.
REMEMBERED = 2_000
# The longest item of all ledgers; reading keeps a little more of a cell, so that a longer one is seen to be so.
MOST_LETTERS = 1_000
UNNAMED = "（没有写名称）"


class Cells:
    """The cells of a row by item."""

    __slots__ = ("cells", "columns", "row", "said", "since_1904")

    def __init__(self, mapped: SheetMap, cells: Sequence[str], row: Checked, *, since_1904: bool = False) -> None:
        self.columns, self.said, self.cells, self.row = mapped.columns, mapped.said, cells, row
        self.since_1904 = since_1904

    def refuse_mark(self) -> None:
        """The row carried a 密级 mark: it is refused whole, and nothing of it was kept."""
        self.row.wrongs, self.row.status, self.row.name = [Wrong("", MARKED)], Status.WRONG, "（不显示）"

    def refuse(self, name: str, item: str, why: str) -> None:
        """The row was refused before it was read: what it says is not looked at."""
        self.cells, self.said = (), {}
        self.row.wrongs, self.row.status, self.row.name = [Wrong(item, why)], Status.WRONG, name or UNNAMED

    def fault(self, item: str, sentence: str) -> None:
        """Say what is wrong with an item, and in which cell where the sheet has a column for it."""
        place = self.columns.get(item)
        where = f"{column_letters(place)}{self.row.number}：" if place is not None else ""
        wrong = Wrong(item, f"{where}{sentence}")
        if wrong not in self.row.wrongs:
            self.row.wrongs.append(wrong)
        self.row.status = Status.WRONG

    def text(self, item: str, longest: int = 200) -> str:
        """What the cell says; empty where it says nothing or can't be read."""
        place, cells = self.columns.get(item), self.cells
        if place is None or place >= len(cells) or not (cell := cells[place]):
            return self.said.get(item, "") if self.said else ""
        try:
            found = said(cell)
        except Unclear as unclear:
            self.fault(item, str(unclear))
            return ""
        if len(found) > longest:
            # What is longer than any item was cut when it was read.
            told = f"有 {len(found)} 个字" if len(found) <= MOST_LETTERS else f"超过 {MOST_LETTERS} 个字"
            self.fault(item, f"最多 {longest} 个字，这里{told}，请缩短。")
            return ""
        return found or self.said.get(item, "")

    def day(self, item: str) -> date | None:
        """The day that the cell says, or None."""
        text = self.text(item)
        if not text:
            return None
        try:
            return day_of(text, since_1904=True) if self.since_1904 else day_of(text)
        except Unclear as unclear:
            self.fault(item, str(unclear))
            return None

    def fault_day(self, item: str, sentence: str) -> None:
        """Say what is wrong with a day that can be read, beside what the cell says."""
        text = self.text(item)
        self.fault(item, sentence if not text or text in sentence else f"“{text}”：{sentence}")

    def count(self, item: str) -> int | None:
        """The whole number that the cell says, or None."""
        text = self.text(item)
        if not text:
            return None
        try:
            return count_of(text)
        except Unclear as unclear:
            self.fault(item, str(unclear))
            return None

    def choice(self, item: str, words: Mapping[str, Value], heading: str) -> Value | None:
        """The one value that the cell names, by its word or a short form of it; None where it says nothing."""
        text = self.text(item)
        if not text:
            return None
        found = words.get(_key(text))
        if found is None:
            self.fault(item, f"{heading}“{text}”不认识，请从这些里选：{shown_words(words)}。")
        return found

    def choices(self, item: str, words: "Words[Value]", heading: str) -> frozenset[Value]:
        """Every value that the cell names."""
        text = self.text(item)
        known = words.named.get(text)
        if known is not None:
            return known
        whole = words.get(_key(text)) if text else None
        found = {text: whole} if whole is not None else {part: words.get(_key(part)) for part in parts_of(text)}
        strange = [part for part, value in found.items() if value is None]
        if strange:
            self.fault(item, f"{heading}“{'、'.join(strange)}”不认识，请从这些里选：{shown_words(words)}。")
        values = frozenset(value for value in found.values() if value is not None)
        if not strange and len(words.named) < REMEMBERED:
            words.named[text] = values
        return values


def column_letters(place: int) -> str:
    """The name of a column counted from 0, as sheets write it: 0 -> A, 26 -> AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


class Words(dict[str, Value]):
    """Values by the key of each word that means them; `labels` are the words to be shown, `named` what cells named."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.labels = labels
        self.named: dict[str, frozenset[Value]] = {}


def words_for(labels: Mapping[Value, str], more: Mapping[str, Value], drop: Collection[str] = ()) -> Words[Value]:
    """Words by their key: the whole label first, its parts between 、, each without the endings in `drop`."""
    found: Words[Value] = Words(tuple(labels.values()))
    for value, label in labels.items():
        for word in _forms([label, *label.split("、")], drop):
            found.setdefault(_key(word), value)
    for word, value in more.items():
        found.setdefault(_key(word), value)
    return found


@lru_cache(maxsize=2_000)
def _key(text: str) -> str:
    return simplified(key_of(text))


def _forms(words: Iterable[str], drop: Collection[str]) -> Iterable[str]:
    for word in words:
        yield word
        yield from (word + ending for ending in drop)
        short = word.split("（")[0]
        if short != word and len(short) > 1:
            yield short
            yield from (short + ending for ending in drop)


def shown_words(words: Mapping[str, object]) -> str:
    """The words as they are written, or one for each value."""
    if isinstance(words, Words) and words.labels:
        return "、".join(words.labels)
    firsts: dict[object, str] = {}
    for word, value in words.items():
        firsts.setdefault(value, word)
    return "、".join(firsts.values())
