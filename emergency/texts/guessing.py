"""Of what a chapter speaks whose title no list knows: its letters and the words under it, weighed together (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from emergency.plans.chapters_book import Element, topics
from emergency.texts.naming import bared

LONGEST_TOLD = 300
LEAST, LEAST_TITLE, LEAST_TOLD = 1.6, 1.5, 0.6  # how much must speak for a topic: with a text, without, of the text
CLAIM = 1.0  # how much stronger a topic must be than what the title names
AHEAD, YIELDING = 0.25, 0.6  # by how much it must lead; how much a topic that has its chapter already yields
SPOKEN_OF = ("command", "fireorg")  # of what is spoken of in every chapter, so that the title must say it too
SINGLE, PAIR = 0.4, 1.0  # what a letter of a title weighs, and two together


@dataclass(frozen=True)
class Weigher:
    """The topics of the lists of a plan with the words of their texts and the letters of their titles."""

    elements: Sequence[Element]
    topics: Sequence[str]

    def topic_of(
        self,
        title: str,
        text: str,
        wanted: Iterable[str],
        known: Iterable[str] = (),
        claimed: Iterable[str] = (),
        least: float = 0,
    ) -> str | None:
        """The one of the wanted topics of which a chapter speaks most clearly; None where none does, or another more.

        `known` are the topics that its title names already and that are no answer, `claimed` such as another title
        names too; without a text the title alone must say it.
        """
        start, core, sought = text[:LONGEST_TOLD], bared(title) or title, set(wanted)
        told = {topic: self._told(topic, start) for topic in self.topics if topic not in known}
        sums = {topic: one + self._letters(topic, core) for topic, one in told.items()}
        for topic in sums:
            sums[topic] += CLAIM if topic in claimed else 0 if topic in sought else -YIELDING
        best = sorted(sums, key=lambda topic: -sums[topic])
        if not best or best[0] not in sought or sums[best[0]] < max(least, LEAST if text else LEAST_TITLE):
            return None
        if text and told[best[0]] < LEAST_TOLD:
            return None
        if best[0] in SPOKEN_OF and self._letters(best[0], core) < LEAST_TOLD:
            return None
        return best[0] if len(best) < 2 or sums[best[0]] - sums[best[1]] >= AHEAD else None

    def _told(self, topic: str, text: str) -> float:
        words = topics()[topic]
        return sum(self._rare[word] for word in words if word in text) if text else 0.0

    def _letters(self, topic: str, title: str) -> float:
        known = self._known[topic]
        singles = {sign for sign in title if sign in known}
        pairs = {pair for pair in _pairs(title) if pair in known}
        found = SINGLE * sum(self._weight(sign) for sign in singles) + PAIR * sum(self._weight(pair) for pair in pairs)
        return found * min(1.0, 4 / len(title)) if title else 0.0

    def _weight(self, sign: str) -> float:
        return log((len(self.topics) + 1) / self._spread[sign]) / log(len(self.topics) + 1)

    @cached_property
    def _rare(self) -> Mapping[str, float]:
        """How much a word says: the fewer topics have it the more."""
        times = Counter(word for topic in self.topics for word in set(topics()[topic]))
        return {word: {1: 1.0, 2: 0.6}.get(number, 0.35) for word, number in times.items()}

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """The letters, and the pairs of letters, of the titles of each topic."""
        found: dict[str, set[str]] = {topic: set() for topic in self.topics}
        for element in self.elements:
            for topic in element.told:
                for name in element.names:
                    for word in (word for words in name.words for word in words):
                        found.setdefault(topic, set()).update(word, _pairs(word))
        return {topic: frozenset(signs) for topic, signs in found.items()}

    @cached_property
    def _spread(self) -> Counter[str]:
        """In the titles of how many topics a letter stands."""
        return Counter(sign for signs in self._known.values() for sign in signs)


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]
