"""The passages that two texts share, clause by clause, with their pages; a known template's clauses left out (pure)."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from emergency.texts.likeness import plain
from emergency.texts.stale_facts import prose

SHORTEST = 30  # Characters of a passage; fewer words stand in many plans by chance.
LONGEST = 200
MOST = 200

_CLAUSE = re.compile(r"[^。；;！？，,：:]+[。；;！？，,：:]*")


@dataclass(frozen=True)
class Clause:
    """A clause as it is printed, its page, and what is compared of it."""

    page: int
    text: str
    key: str


@dataclass(frozen=True)
class Passage:
    """The same words in two texts, each as it is printed there, from which page on."""

    page: int
    text: str
    other_page: int
    other_text: str
    characters: int


def clauses(pages: Sequence[str], own_names: Iterable[str] = ()) -> list[Clause]:
    """The clauses of a text in order, headings left out; line breaks are no bounds, for files break lines anywhere."""
    names = list(own_names)
    found = []
    for number, page in enumerate(pages, 1):
        for text in _CLAUSE.findall("".join(prose(page).split("\n"))):
            key = plain(text, names)
            if key:
                found.append(Clause(number, text, key))
    return found


def shared(one: Sequence[Clause], other: Sequence[Clause], template: Set[str] = frozenset()) -> list[Passage]:
    """The passages of at least 30 characters that both have, in the order of the first, each told once."""
    places: dict[str, list[int]] = {}
    for at, clause in enumerate(other):
        places.setdefault(clause.key, []).append(at)
    found: list[Passage] = []
    at = 0
    while at < len(one) and len(found) < MOST:
        run, start = _longest(one, at, other, places, template)
        run = _readable(one[at : at + run])
        passage = _passage(one[at : at + run], other[start : start + run])
        if passage is not None:
            found.append(passage)
        at += max(run, 1)
    return found


def _longest(
    one: Sequence[Clause], at: int, other: Sequence[Clause], places: dict[str, list[int]], template: Set[str]
) -> tuple[int, int]:
    """How many clauses from here on run alike somewhere in the other text, and where there."""
    best, where = 0, 0
    for start in places.get(one[at].key, ())[:20]:
        run = 0
        while (
            at + run < len(one)
            and start + run < len(other)
            and one[at + run].key == other[start + run].key
            and one[at + run].key not in template
        ):
            run += 1
        if run > best:
            best, where = run, start
    return best, where


def _readable(run: Sequence[Clause]) -> int:
    """How much of a run is told in one piece: a long one is cut at the end of a sentence."""
    size, rest = 0, sum(len(clause.key) for clause in run)
    for number, clause in enumerate(run, 1):
        size, rest = size + len(clause.key), rest - len(clause.key)
        if size >= LONGEST and rest >= SHORTEST and clause.text.endswith("。"):
            return number
    return len(run)


def _passage(one: Sequence[Clause], other: Sequence[Clause]) -> Passage | None:
    size = sum(len(clause.key) for clause in one)
    if size < SHORTEST:
        return None
    text, other_text = ("".join(clause.text for clause in side) for side in (one, other))
    return Passage(one[0].page, text, other[0].page, other_text, size)
