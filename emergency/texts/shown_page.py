"""A page of a text as lines to show, with those marked that a heading and a sentence were found in (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 4


@dataclass(frozen=True)
class Shown:
    """One line of a page; `mark` says that it is what was found."""

    text: str
    mark: bool = False


def shown_lines(page: str, title: str = "", sentence: str = "") -> Sequence[Shown]:
    """Return the lines of a page that are not empty, marking the heading and the sentence."""
    words = sentence.removesuffix("…")
    return [Shown(line, _holds(line.strip(), title, words)) for line in page.split("\n") if line.strip()]


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
