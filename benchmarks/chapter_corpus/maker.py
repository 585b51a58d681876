"""Makes the corpus: every kind, five base plans each (the fifth of sealed words), each changed in every way."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.chapter_corpus.mutations import MUTATIONS
from benchmarks.chapter_corpus.plan import Drawer
from benchmarks.chapter_corpus.printing import printed
from benchmarks.chapter_corpus.truth import UNCLEAR, Truth, truths
from benchmarks.chapter_corpus.wording import Wording, kinds, open_words, sealed_words

BASES = 5  # of which the last is drawn from the sealed words
ROUNDS = {"原样": 1, "换序": 1}  # the other changes are drawn twice


@dataclass(frozen=True)
class Case:
    """One plan of the corpus: what is told to the checker, and what is true."""

    name: str
    kind: str
    mutation: str
    sealed: bool
    subject: Mapping[str, Any]
    pages: tuple[str, ...]
    truths: Mapping[str, Truth]


def corpus(seed: int) -> Iterator[Case]:
    """All cases of a seed; the sealed ones only when their words are at hand."""
    for kind in kinds():
        for base in range(BASES):
            sealed = base == BASES - 1
            words = sealed_words() if sealed else open_words()
            if words is not None:
                yield from _family(kind, base, words, seed, sealed)


def _family(kind: str, base: int, words: Wording, seed: int, sealed: bool) -> Iterator[Case]:
    skeletons = kinds()[kind]["skeletons"]
    drawer = Drawer(kind, words, Random(f"{seed} {kind} {base}"))
    draft = drawer.draft(skeletons[base % len(skeletons)])
    for mutation, change in MUTATIONS.items():
        for turn in range(ROUNDS.get(mutation, 2)):
            changed = deepcopy(draft)
            drawer.random = Random(f"{seed} {kind} {base} {mutation} {turn}")
            change(changed, drawer)
            paper = printed(changed)
            told = truths(changed, paper.where)
            subject = {**kinds()[kind]["subject"], "title": changed.title}
            name = f"{kind}-{base + 1}-{mutation}-{turn + 1}"
            yield Case(name, kind, mutation, sealed, subject, tuple(paper.pages), told)
    yield _scanned(kind, base, sealed, subject, paper.pages, told)


def _scanned(
    kind: str, base: int, sealed: bool, subject: Mapping[str, Any], pages: list[str], told: Mapping[str, Truth]
) -> Case:
    """The same plan as a scan: pictures without a letter of text, nothing can be said."""
    blank = tuple("" for _ in pages)
    unclear = {element: Truth(UNCLEAR) for element in told}
    return Case(f"{kind}-{base + 1}-扫描件", kind, "扫描件", sealed, subject, blank, unclear)
