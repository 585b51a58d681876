"""The lists of chapters as the reference data has them: what a plan must or should contain, each with its basis."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "chapters"
LISTS = ("government.yaml", "units.yaml")
ANY_PLAN = (
    "principles", "system", "management", "warning", "report", "levels", "recovery", "scene", "selfhelp", "evacuation",
)  # fmt: skip
STEM = re.compile(r"<\w+>")


@dataclass(frozen=True)
class Name:
    """One way in which a title may name an element: one word of each of `words`, in any order, none of `without`.

    With `whole` the title is the word itself, with `ends` it ends with it; `never` excludes it in all that is joined.
    """

    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()
    whole: bool = False
    ends: bool = False
    never: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """Whether a title, or a sentence, without blanks and in simplified characters, names it."""
        if self.whole:
            return text in self.words[0]
        if self.ends:
            return text.endswith(self.words[0]) and not any(word in text for word in self.without)
        for words in self.words:
            if not any(word in text for word in words):
                return False
        return not any(word in text for word in self.without)


@dataclass(frozen=True)
class Element:
    """One thing that a plan must or should contain. `where`: in the body, in the annexes, in both, or on the cover.

    `bodies` says that a heading about a group's duties counts too; `said` names it in running text anywhere; `told`
    are the topics of a text that does it; `weak` names count where other chapters do all else that the title names.
    """

    id: str
    name: str
    names: tuple[Name, ...]
    said: tuple[Name, ...] = ()
    where: str = "body"
    bodies: bool = False
    anywhere: bool = False
    told: tuple[str, ...] = ()
    weak: tuple[Name, ...] = ()


@dataclass(frozen=True)
class ChapterList:
    """The elements of one kind of text, of one class (A 法定内容, B 办法列举, C 推荐标准), with their basis."""

    type: str
    name: str
    grade: str
    basis: str
    elements: tuple[Element, ...]


@lru_cache(maxsize=1)
def book() -> dict[str, ChapterList]:
    """Every list by its type."""
    return {told["type"]: _list_of(told) for file in LISTS for told in _loaded(file)}


def topics() -> Mapping[str, Sequence[str]]:
    """What a text speaks of, by topic: words of which several together say what it is about."""
    found: Mapping[str, Sequence[str]] = _words()["told"]
    return found


@lru_cache(maxsize=1)
def other_names() -> tuple[Name, ...]:
    """Titles of chapters that any plan may have and that no list asks for."""
    groups = _words()["titles"]
    return _names([*_words()["others"], *(title for one in ANY_PLAN for title in groups[one])])


def _list_of(told: dict[str, Any]) -> ChapterList:
    elements = tuple(_element(one) for one in told["elements"])
    return ChapterList(told["type"], told["name"], told["grade"], told["basis"], elements)


def _element(told: dict[str, Any]) -> Element:
    titles = [title for group in told.get("like", ()) for title in _words()["titles"][group]] + told.get("titles", [])
    weak = [title[1:] for title in titles if title[0] == "?"]
    strong = [title for title in titles if title[0] != "?"]
    return Element(
        told["id"], told["name"], _names(strong), _names(told.get("said", ())), told.get("where", "body"),
        bool(told.get("bodies")), bool(told.get("anywhere")), tuple(told.get("told", ())),
        _names(weak),
    )  # fmt: skip


def _names(told: Sequence[str]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(map(name_of, told)))


def name_of(told: str) -> Name:
    """甲+乙|丁-丙!戊 as a name, <stem> being any of its words; =甲 is the whole title, $甲 its end."""
    told, *never = told.split("!")
    first, *others = told.split("-")
    without = tuple(word for one in others for word in _either(one))
    if first[0] in "=$":
        return Name((_either(first[1:]),), without, whole=first[0] == "=", ends=first[0] == "$")
    words = tuple(_either(one) for one in first.split("+"))
    return Name(words, without, never=tuple(word for one in never for word in _either(one)))


def _either(told: str) -> tuple[str, ...]:
    """The words one of which must stand there."""
    stems: Mapping[str, Sequence[str]] = _words()["stems"]
    return tuple(word for one in told.split("|") for word in (stems[one[1:-1]] if STEM.match(one) else (one,)))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    found: dict[str, Any] = _loaded("words.yaml")
    return found


def _loaded(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))
