"""What titles and texts of the lists of one plan speak of; for a title that names nothing, the text under it (pure)."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from emergency.plans.chapters_book import ChapterList, Element, Name, other_names
from emergency.texts.guessing import Weigher
from emergency.texts.naming import COMMON, JOINED, SHORTEST_PART, fits, named, parts_of

# Topics that no list asks for: a text about them is about nothing else.
OTHERS = (
    "overview",
    "supplement",
    "purpose",
    "publicity",
    "inquiry",
    "incident",
    "management",
    "recovery",
    "principles",
)
ORGANISATION = "command"
BODIES = frozenset({ORGANISATION, "fireorg", "duties"})
LEAST_JOINED = 2.4  # how much must speak for the other half of a title of which one is understood
HANDLING = "response"  # under this word lists ask for different things
# 应急管理部门：…… tells what somebody does; after 馆长 it must be said.
ACTOR = re.compile(r"(?:部门|机关|单位|企业|公司|委员会|办公室|[局队组班站所厂]|[^经么样咋何]办|书记|主任|[班务]室)$")
SOMEBODY = re.compile(r"[委院室员长人会]$")
DOES = re.compile(r".{0,4}(?:负责|承担|协助|组织|做好|牵头|管理?|配合|指导|参与)")


@dataclass(frozen=True)
class Namer:
    """The elements of the lists of a plan, and the topics among which its texts are placed."""

    elements: Sequence[Element]
    topics: Sequence[str]
    others: Sequence[Name]
    seen: dict[str, bool] = field(default_factory=dict)
    known: dict[str, list[Element]] = field(default_factory=dict)

    def names_something(self, title: str) -> bool:
        """Whether a title names an element of these lists, or a chapter that any plan has."""
        if title not in self.seen:
            self.seen[title] = self._is_other(title) or bool(self.named(title))
        return self.seen[title]

    def named(self, title: str) -> list[Element]:
        """The elements that a title names, and those of another list that ask for the same."""
        if title not in self.known:
            own = [element for element in self.elements if named(element, title)]
            self.known[title] = [one for one in self.elements if one in own or any(_asks_for(one, e) for e in own)]
        return self.known[title]

    def is_organisation(self, title: str) -> bool:
        """Whether a title names a chapter about bodies and their duties."""
        return any(element.bodies and BODIES & {*element.told} for element in self.named(title))

    def topic_under(self, title: str, text: str, wanted: Collection[str], spare: bool) -> str | None:
        """Of which wanted topic a chapter speaks whose title names nothing, or not all that it joins; else None.

        A chapter is `spare` when other chapters with text name all that its title names.
        """
        if self._is_other(title) or not JOINED.sub("", title):
            return None
        if ACTOR.search(title) or (SOMEBODY.search(title) and DOES.match(text)):
            return None
        own = self.named(title)
        if any(BODIES & {*element.told} for element in own):
            return None  # among the duties of bodies everything is spoken of
        if own and all(self.names_something(part) for part in parts_of(title) if len(part) >= SHORTEST_PART):
            return self._second_meaning(title, text, wanted, own) if spare else None
        known = _topics(own)
        parts = "".join(part for part in JOINED.split(title) if not self.names_something(part)) if own else title
        return self.weigher.topic_of(parts, text, wanted, known, least=LEAST_JOINED if own else 0)

    def _second_meaning(self, title: str, text: str, wanted: Collection[str], own: Sequence[Element]) -> str | None:
        """What a title names weakly, or its text speaks of, when others do what it names first."""
        weak = (element for element in self.elements if any(fits(name, title) for name in element.weak))
        sought = next((topic for element in weak for topic in element.told if topic in wanted), None)
        if sought or not text:
            return sought
        return self.weigher.topic_of(title, text, wanted, claimed=_topics(own))

    @cached_property
    def weigher(self) -> Weigher:
        """What weighs the letters of a title and the words under it."""
        return Weigher(self.elements, self.topics)

    def _is_other(self, title: str) -> bool:
        return title in COMMON or any(fits(one, title) for one in self.others)


def _asks_for(one: Element, other: Element) -> bool:
    """Whether what another list asks for is what this element asks for, or a part of it."""
    told = {*other.told}
    return one.where == other.where and bool(told) and HANDLING not in told and told <= {*one.told}


def _topics(elements: Iterable[Element]) -> set[str]:
    return {topic for element in elements for topic in element.told}


def namer_of(lists: Iterable[ChapterList]) -> Namer:
    """The elements and topics of some lists, and the topics of which any plan speaks."""
    elements = [element for one in lists for element in one.elements if one.type != "cover"]
    asked = dict.fromkeys(topic for element in elements for topic in element.told)
    return Namer(elements, tuple(dict.fromkeys((*asked, *OTHERS))), other_names())
