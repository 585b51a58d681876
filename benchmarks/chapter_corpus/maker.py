"""Makes the corpus: base plans of every kind by open and sealed authors, each changed in every way."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.chapter_corpus.mutations import MUTATIONS
from benchmarks.chapter_corpus.plan import Drawer
from benchmarks.chapter_corpus.printing import printed
from benchmarks.chapter_corpus.truth import UNCLEAR, Truth, truths
from benchmarks.chapter_corpus.wording import (
    SEALED,
    SEALED_HANDS,
    Wording,
    kinds,
    open_hands,
    open_words,
    sealed_hands,
    sealed_words,
)

BASES = 5  # of the first lists, of which the last is drawn from the sealed words
EACH = 2  # base plans of a kind by each further author
OPEN, LATER = "公开", "公开二"
ROUNDS = {"原样": 1, "换序": 1}  # the other changes are drawn twice
MORE_ROUNDS = {"原样": 1, "换序": 1, "删章": 4, "空章": 4, "混合": 4, "改名": 3, "合并": 3}
GAP = 20  # the numbers of the base plans of one sealed part begin so far after those of the part before


@dataclass(frozen=True)
class Case:
    """One plan of the corpus: what is told to the checker, and what is true."""

    name: str
    kind: str
    mutation: str
    part: str
    subject: Mapping[str, Any]
    pages: tuple[str, ...]
    truths: Mapping[str, Truth]


@dataclass(frozen=True)
class Base:
    """A base plan to be drawn: of which kind, by whose words, on which skeleton, how often changed."""

    kind: str
    number: int
    key: str
    part: str
    words: Wording
    skeleton: list[str]
    rounds: Mapping[str, int]


def corpus(seed: int) -> Iterator[Case]:
    """All cases of a seed; the sealed ones only when their words are at hand."""
    for kind in kinds():
        for base in (*_first(kind), *further(kind, open_hands(), LATER, BASES, ROUNDS), *_sealed(kind)):
            yield from family(base, seed)


def _first(kind: str) -> Iterator[Base]:
    skeletons = kinds()[kind]["skeletons"]
    for at in range(BASES):
        last = at == BASES - 1
        part, words = (SEALED.part, sealed_words()) if last else (OPEN, open_words())
        if words is not None:
            yield Base(kind, at + 1, str(at), part, words, skeletons[at % len(skeletons)], ROUNDS)


def _sealed(kind: str) -> Iterator[Base]:
    for at, sealed in enumerate(SEALED_HANDS, 1):
        yield from further(kind, sealed_hands(sealed), sealed.part, at * GAP, MORE_ROUNDS)


def further(kind: str, hands: Sequence[Wording], part: str, number: int, rounds: Mapping[str, int]) -> Iterator[Base]:
    """The base plans of a kind by further authors, two by each that writes this kind, numbered after ``number``."""
    for at, hand in enumerate(hands):
        skeletons = hand.skeletons(kind)
        for turn in range(EACH if skeletons else 0):
            number += 1
            yield Base(kind, number, f"{part} {at} {turn}", part, hand, skeletons[turn % len(skeletons)], rounds)


def family(base: Base, seed: int) -> Iterator[Case]:
    """A base plan and all its changes, and last the same as a scan."""
    kind = base.kind
    drawer = Drawer(kind, base.words, Random(f"{seed} {kind} {base.key}"))
    draft = drawer.draft(base.skeleton)
    for mutation, change in MUTATIONS.items():
        for turn in range(base.rounds.get(mutation, 2)):
            changed = deepcopy(draft)
            drawer.random = Random(f"{seed} {kind} {base.key} {mutation} {turn}")
            change(changed, drawer)
            paper = printed(changed)
            told = truths(changed, paper.where)
            subject = {**kinds()[kind]["subject"], "title": changed.title}
            name = f"{kind}-{base.number}-{mutation}-{turn + 1}"
            yield Case(name, kind, mutation, base.part, subject, tuple(paper.pages), told)
    # Pictures without a letter of text: nothing can be said.
    blank, unclear = tuple("" for _ in paper.pages), {element: Truth(UNCLEAR) for element in told}
    yield Case(f"{kind}-{base.number}-扫描件", kind, "扫描件", base.part, subject, blank, unclear)
