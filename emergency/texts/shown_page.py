"""A page of a text as lines to show: marked is the line of a heading and a sentence, or the words asked for (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from emergency.texts.words import folded, found_at, marked

SHORTEST = 4
OVERLAP = 3


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
    """Return the lines of a page that are not empty, marking the heading and the sentence after it, once."""
    lines = [line for line in page.split("\n") if line.strip()]
    words = sentence.removesuffix("…")
    heading = next((at for at, line in enumerate(lines) if title and line.strip().startswith(title)), None)
    first = next((at for at in range(heading or 0, len(lines)) if _holds(lines[at].strip(), words)), len(lines))
    last = first
    while last < len(lines) and _holds(lines[last].strip(), words):
        last += 1
        if words in lines[last - 1]:
            break
    return [Shown([(line, at == heading or first <= at < last)]) for at, line in enumerate(lines)]


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


def _holds(line: str, words: str) -> bool:
    """Whether a line holds the sentence or, where the page broke it, a part of it."""
    if min(len(words), len(line)) < SHORTEST:
        return False
    longest = min(len(line), len(words))
    meets = (line.endswith(words[:size]) or words.endswith(line[:size]) for size in range(longest, OVERLAP, -1))
    return words in line or line in words or any(meets)
