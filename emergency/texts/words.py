"""Text as the search sees it: its characters without blanks and marks, and the pairs that they make (pure)."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from emergency.base.characters import simplified, unified

# A PostgreSQL word list knows 16,383 places, later ones are lost; so a long page goes in by parts that overlap.
PART = 8_000
LONGEST = 60
STRETCH = 64


class Folding(dict[int, str]):
    """A table for str.translate that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        """The letters and figures a character stands for, narrow, small and simplified; none for a blank or a mark."""
        letters = simplified(unified(unicodedata.normalize("NFKC", unified(chr(code))))).lower()
        kept = self[code] = "".join(letter for letter in letters if unicodedata.category(letter)[0] in "LN")
        return kept


FOLDING = Folding()


def folded(text: str) -> str:
    """The letters and figures of a text, narrow, small and simplified.

    Blanks, line breaks and marks are left out: a word broken over two lines is found, and 〔２０２４〕 as [2024].
    """
    return text.translate(FOLDING)


def places(text: str) -> list[int]:
    """For each letter of the folded text the place in the text that it came from."""
    return [place for place, raw in enumerate(text) for _letter in FOLDING[ord(raw)]]


def _place_of(text: str, letter: int) -> int:
    """Where in a text the letter of this number in its folded form came from; folded by stretches, for speed."""
    for start in range(0, len(text), STRETCH):
        stretch = text[start : start + STRETCH]
        letters = len(folded(stretch))
        if letter < letters:
            return start + places(stretch)[letter]
        letter -= letters
    raise IndexError(letter)


def pairs(letters: str) -> list[str]:
    """The overlapping pairs of a folded text: two letters follow each other there just where a pair stands."""
    return [first + second for first, second in pairwise(letters)]


def parts(letters: str) -> Iterator[str]:
    """A folded text in parts of which each word of at most LONGEST letters lies whole in one; at least one part."""
    yield letters[:PART]
    for start in range(PART - LONGEST, len(letters) - LONGEST, PART - LONGEST):
        yield letters[start : start + PART]


def found_at(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where a folded word stands in a text: half-open stretches [first, last) of it, in order, none within another."""
    letters = folded(text)
    start = letters.find(wanted) if wanted else -1
    if start < 0:
        return []
    came_from, stretches = places(text), []
    while start >= 0:
        end = start + len(wanted)
        stretches.append((came_from[start], came_from[end - 1] + 1))
        start = letters.find(wanted, end)
    return stretches


def snippet(text: str, wanted: str, around: int = 40) -> list[tuple[str, bool]]:
    """The surroundings of the first place of a folded word, in pieces: (words, whether they are the ones wanted)."""
    # Most words stand there as they are asked for, and only their surroundings need folding.
    start = text.find(wanted)
    if start < 0:
        at = folded(text).find(wanted) if wanted else -1
        if at < 0:
            return []
        start = _place_of(text, at)
    first, last = max(0, start - around), min(len(text), start + len(wanted) + around)
    pieces = marked(text[first:last], found_at(text[first:last], wanted))
    return [("…" if first else "", False), *pieces, ("…" if last < len(text) else "", False)]


def marked(text: str, stretches: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A text in pieces: (words, whether they lie in one of the stretches)."""
    pieces, at = [], 0
    for start, end in stretches:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]
