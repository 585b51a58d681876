"""A page of a text as lines to show: marked is the line of a heading and a sentence, or the words asked for (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from emergency.texts.words import folded, found_at, marked

SHORTEST = 4


@dataclass(frozen=True)
class Shown:
    """One line of a page in pieces: (words, whether they are what was found)."""

    pieces: Sequence[tuple[str, bool]]

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(words for words, _ in self.pieces)

    @property
    def mark(self) -> bool:
        """Whether something was found in it."""
        return any(found for _words, found in self.pieces)


def shown_lines(page: str, title: str = "", sentence: str = "") -> Sequence[Shown]:
    """Return the lines of a page that are not empty, marking the heading and the sentence."""
    words = sentence.removesuffix("…")
    return [Shown([(line, _holds(line.strip(), title, words))]) for line in page.split("\n") if line.strip()]


def lines_with(page: str, words: str) -> Sequence[Shown]:
    """Return the lines of a page that are not empty, marking the words wherever they stand, broken lines too."""
    shown, start = [], 0
    stretches = found_at(page, folded(words))
    for line in page.split("\n"):
        end = start + len(line)
        inside = [(max(one - start, 0), min(two, end) - start) for one, two in stretches if one < end and two > start]
        if line.strip():
            shown.append(Shown(marked(line, inside)))
        start = end + 1
    return shown


def _holds(line: str, title: str, words: str) -> bool:
    if title and line.startswith(title):
        return True
    if len(words) < SHORTEST or len(line) < SHORTEST:
        return False
    return words in line or line in words or _meets(line, words)


def _meets(line: str, words: str) -> bool:
    """Whether the sentence begins at the end of the line or ends at its beginning, as where a page broke it."""
    longest = min(len(line), len(words))
    return any(line.endswith(words[:length]) or words.endswith(line[:length]) for length in range(longest, 5, -1))
