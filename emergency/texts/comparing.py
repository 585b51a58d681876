"""Two versions of one plan beside each other: which sentences changed, and which words in them (pure)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from emergency.texts.headings import LONGEST as LONGEST_HEADING
from emergency.texts.headings import STOPS
from emergency.texts.lines import Line, body_lines, plain
from emergency.texts.numbering import mark_of

MOST = 8_000  # Sentences of a version; more is no plan any more, and comparing them would take seconds.
LONGEST = 4_000  # Letters of a sentence of which single words are compared.
ALIKE = 0.5
WIDEST = 60  # Sentences on a side among which pairs are looked for; beyond that none are.
SENTENCE = re.compile(r"[^。；;！!？?]*[。；;！!？?]+[）)”’」』】]*|[^。；;！!？?]+$")

WORD = re.compile(r"[0-9A-Za-z]+|[^0-9A-Za-z]", re.S)

Pieces = Sequence[tuple[str, bool]]
Best = tuple[float, tuple[tuple[int, int], ...]]  # what pairs of sentences add to, and the pairs


class Change(StrEnum):
    """What became of a sentence from the older to the newer version."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True)
class Side:
    """A sentence as it is printed in one version, from which page on, in pieces: (words, whether they differ)."""

    page: int
    pieces: Pieces


@dataclass(frozen=True)
class Row:
    """A sentence of the older version beside that of the newer; None on the side where there is none."""

    change: Change
    old: Side | None
    new: Side | None


@dataclass(frozen=True)
class Compared:
    """All rows in the order of reading; `cut` where a version has more than MOST sentences and the rest is left out."""

    rows: Sequence[Row]
    cut: bool = False

    @property
    def counts(self) -> Counter[Change]:
        """How many rows of each kind there are."""
        return Counter(row.change for row in self.rows)


def compare(old: Sequence[str], new: Sequence[str]) -> Compared:
    """Compare the pages of two versions; running heads, page numbers, contents and line breaks don't count."""
    before, after = _sentences(old), _sentences(new)
    cut = max(len(before), len(after)) > MOST
    before, after = before[:MOST], after[:MOST]
    matcher = SequenceMatcher(None, [line.plain for line in before], [line.plain for line in after])
    rows: list[Row] = []
    for word, start, end, first, last in matcher.get_opcodes():
        if word == "equal":
            pairs = zip(before[start:end], after[first:last], strict=True)
            rows += [Row(Change.SAME, _side(one), _side(other)) for one, other in pairs]
        else:
            rows += [_row(one, other) for one, other in _paired(before[start:end], after[first:last])]
    return Compared(_moves(rows), cut)


def _sentences(pages: Sequence[str]) -> list[Line]:
    """The headings and sentences of a text, whatever lines they were printed in; a heading stands by itself."""
    found: list[Line] = []
    run: list[Line] = []
    for line in body_lines(pages):
        numbered = mark_of(line) is not None
        if numbered:
            found += _cut(run)
            run = []
        run.append(line)
        if numbered and len(line.plain) <= LONGEST_HEADING and not STOPS.search(line.plain):
            found += _cut(run)
            run = []
    return found + _cut(run)


def _cut(run: Sequence[Line]) -> list[Line]:
    """The sentences of lines that follow each other, each on the page where it begins."""
    found: list[Line] = []
    words, page = "", 0
    for line in run:
        for piece in SENTENCE.findall(line.raw):
            words, page = words + piece, page or line.page
            if STOPS.search(piece):
                found.append(Line(page, words.strip(), plain(words)))
                words, page = "", 0
    if words.strip():
        found.append(Line(page, words.strip(), plain(words)))
    return found


def _paired(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Which of the changed sentences belong together, both sides in their order: the pairs with most in common."""
    kept = _best(old, new) if max(len(old), len(new)) <= WIDEST else []
    at, other = 0, 0
    for one, two in [*kept, (len(old), len(new))]:
        yield from ((line, None) for line in old[at:one])
        yield from ((None, line) for line in new[other:two])
        if one < len(old):
            yield old[one], new[two]
        at, other = one + 1, two + 1


def _best(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    """The pairs in order whose likenesses add to most, by the plain table of all beginnings."""
    letters = [Counter(line.plain) for line in old], [Counter(line.plain) for line in new]
    table: list[list[Best]] = [[(0.0, ())] * (len(new) + 1)]
    for one, mine in enumerate(letters[0]):
        row: list[Best] = [(0.0, ())]
        for two, theirs in enumerate(letters[1]):
            best = max(table[one][two + 1], row[two])
            alike = _alike(mine, theirs)
            if alike >= ALIKE:
                gained, pairs = table[one][two]
                best = max(best, (gained + alike, (*pairs, (one, two))))
            row.append(best)
        table.append(row)
    return list(table[-1][-1][1])


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of letters that two sentences have in common, wherever they stand."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _row(old: Line | None, new: Line | None) -> Row:
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
        return Row(change, _side(old) if old else None, _side(new) if new else None)
    if max(len(old.raw), len(new.raw)) > LONGEST:
        return Row(Change.CHANGED, Side(old.page, [(old.raw, True)]), Side(new.page, [(new.raw, True)]))
    mine, theirs = [], []
    # A number changes as a whole: 2024 and 2026 differ by a year and not by a figure.
    ours, others = WORD.findall(old.raw), WORD.findall(new.raw)
    for word, start, end, first, last in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        mine.append(("".join(ours[start:end]), word != "equal"))
        theirs.append(("".join(others[first:last]), word != "equal"))
    return Row(Change.CHANGED, Side(old.page, _told(mine)), Side(new.page, _told(theirs)))


def _side(line: Line) -> Side:
    return Side(line.page, [(line.raw, False)])


def _told(pieces: list[tuple[str, bool]]) -> Pieces:
    return [piece for piece in pieces if piece[0]]


def _moves(rows: Sequence[Row]) -> list[Row]:
    """Say of a sentence that went here and came there, word for word, that it moved."""
    gone = {_words(row.old) for row in rows if row.change is Change.REMOVED}
    come = {_words(row.new) for row in rows if row.change is Change.ADDED}
    moved = gone & come
    return [_moved(row) if _words(row.old or row.new) in moved and None in (row.old, row.new) else row for row in rows]


def _moved(row: Row) -> Row:
    return Row(Change.MOVED_AWAY if row.new is None else Change.MOVED_HERE, row.old, row.new)


def _words(side: Side | None) -> str:
    return "".join(words for words, _ in side.pieces) if side else ""


def gathered(rows: Sequence[Row], around: int = 1) -> Iterator[Row | int]:
    """The rows to show: of what is the same only `around` rows beside a change, and how many are left out between."""
    near = [
        any(row.change is not Change.SAME for row in rows[max(0, at - around) : at + around + 1])
        for at in range(len(rows))
    ]
    for shown, group in groupby(zip(near, rows, strict=True), key=lambda pair: pair[0]):
        if shown:
            yield from (row for _near, row in group)
        else:
            yield sum(1 for _pair in group)
