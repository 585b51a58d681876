"""What titles and texts of the lists of one plan speak of; for a title that names nothing, the text under it (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from emergency.plans.chapters_book import ChapterList, Element, Name, other_names, topics
from emergency.texts.naming import COMMON, JOINED, SHORTEST_PART, fits, named, parts_of

# Topics that no list asks for: a text about them is about nothing else.
OTHERS = ("overview", "supplement", "purpose", "publicity", "inquiry")
ORGANISATION = "command"
LONGEST_TOLD = 300
FEWEST_WORDS, FEWEST_JOINED = 2, 3
# 应急管理部门：…… tells what somebody does.
ACTOR = re.compile(r"(?:部门?|机关|单位|企业|公司|[局委办院所站队组班室员长人会厂]|书记|主任|组织)$")


@dataclass(frozen=True)
class Namer:
    """The elements of the lists of a plan, and the topics among which its texts are placed."""

    elements: Sequence[Element]
    topics: Sequence[str]
    others: Sequence[Name]
    seen: dict[str, bool] = field(default_factory=dict)

    def names_something(self, title: str) -> bool:
        """Whether a title names an element of these lists, or a chapter that any plan has."""
        if title not in self.seen:
            self.seen[title] = self._is_other(title) or bool(self.named(title))
        return self.seen[title]

    def named(self, title: str) -> list[Element]:
        """The elements that a title names."""
        return [element for element in self.elements if named(element, title)]

    def is_organisation(self, title: str) -> bool:
        """Whether a title names a chapter about bodies and their duties."""
        return any(element.bodies and ORGANISATION in element.told for element in self.named(title))

    def topic_under(self, title: str, text: str) -> str | None:
        """What a text is about whose title names nothing, or not all of what it joins; None where it does."""
        if self._is_other(title) or ACTOR.search(title) or not JOINED.sub("", title):
            return None
        own = self.named(title)
        if any(ORGANISATION in element.told for element in own):
            return None  # among the duties of bodies everything is spoken of
        if own and all(self.names_something(part) for part in parts_of(title) if len(part) >= SHORTEST_PART):
            return None
        known = {topic for element in own for topic in element.told}
        return self._topic_of(text, known, FEWEST_JOINED if own else FEWEST_WORDS)

    def _is_other(self, title: str) -> bool:
        return title in COMMON or any(fits(one, title) for one in self.others)

    def _topic_of(self, text: str, known: set[str], fewest: int) -> str | None:
        """The one topic of whose words most stand at the beginning of a text; None where too few or two tie."""
        told, start = topics(), text[:LONGEST_TOLD]
        counted = sorted(
            ((sum(word in start for word in told[one]), one) for one in self.topics if one not in known), reverse=True
        )
        (most, topic), *others = counted or [(0, "")]
        return topic if most >= fewest and (not others or others[0][0] < most) else None


def namer_of(lists: Iterable[ChapterList]) -> Namer:
    """The elements and topics of some lists, and the topics of which any plan speaks."""
    elements = [element for one in lists for element in one.elements if one.type != "cover"]
    asked = dict.fromkeys(topic for element in elements for topic in element.told)
    return Namer(elements, (*asked, *OTHERS), other_names())
