"""What a careful official would say of each element of a printed draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.chapter_corpus.plan import Draft, Section
from benchmarks.chapter_corpus.wording import elements, kinds

FOUND, TITLE, MISSING, UNCLEAR = "found", "title", "missing", "unclear"


GRADES = dict.fromkeys(("law", "forest", "grass"), "A") | dict.fromkeys(("gbt6", "gbt7", "gbt8", "gbt9", "cover"), "C")


@dataclass(frozen=True)
class Truth:
    """The state, or None where two careful people may differ; ``pages`` on which the heading or its text begins."""

    state: str | None
    pages: frozenset[int] = frozenset()
    absorbed: bool = False  # told without a heading inside another chapter


def grade(element: str) -> str:
    """Class of an element: A 法定内容, B 办法列举, C 推荐标准."""
    return GRADES.get(element.split(".")[0], "B")


def has_text(section: Section) -> bool:
    """Whether a sentence stands under a heading or under its sub-headings; （略） and a dash are no sentence."""
    return any(len(text.strip("（）。—")) > 6 for part in section.walk() for text in part.body)


def elements_of(kind: str) -> list[str]:
    """Ids of the elements that are asked of a kind."""
    lists = kinds()[kind]["lists"]
    return [name for name in elements() if name.split(".")[0] in lists]


def truths(draft: Draft, where: Mapping[int, set[int]]) -> dict[str, Truth]:
    """The truth of every element of the draft's kind."""
    sections = [section for chapter in draft.chapters for section in chapter.walk()]
    return {name: _truth(elements()[name], sections, draft, where) for name in elements_of(draft.kind)}


def _truth(element: Mapping[str, Any], sections: list[Section], draft: Draft, where: Mapping[int, set[int]]) -> Truth:
    groups = element.get("groups") or [element["any"]]
    if groups[0].startswith("c_"):
        return Truth(FOUND, frozenset({1, 2})) if groups[0] in draft.cover else Truth(MISSING)
    told = [_group(group.split(), sections, where) for group in groups]
    states = {truth.state for truth in told}
    pages = frozenset(page for truth in told for page in truth.pages)
    hidden = {c for section in sections for c in section.absorbed} & {c for group in groups for c in group.split()}
    if states == {FOUND}:
        return Truth(FOUND, pages)
    if hidden:
        return Truth(FOUND, frozenset()) if element.get("content") else Truth(None, absorbed=True)
    if len(states) > 1 or _near(element, sections):
        return Truth(None)
    return Truth(states.pop(), pages)


def _group(concepts: Iterable[str], sections: list[Section], where: Mapping[int, set[int]]) -> Truth:
    headed = [section for section in sections if set(section.concepts) & set(concepts)]
    full = [section for section in headed if has_text(section)]
    pages = frozenset(page for section in full or headed for page in _pages(section, where))
    return Truth(FOUND if full else TITLE if headed else MISSING, pages)


def _pages(section: Section, where: Mapping[int, set[int]]) -> set[int]:
    """Where its heading and its texts begin; the first text may stand under a sub-heading on the next page."""
    return {page for part in section.walk() for page in where.get(id(part), set())}


def _near(element: Mapping[str, Any], sections: list[Section]) -> bool:
    near = set(element.get("near", "").split())
    words = element.get("words", [])
    return any(near & {*s.concepts, *s.absorbed} or any(word in s.title for word in words) for s in sections)
