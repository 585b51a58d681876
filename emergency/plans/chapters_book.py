"""The lists of chapters as the reference data has them: what a plan must or should contain, each with its basis."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "chapters"
LISTS = ("government.yaml", "units.yaml")


@dataclass(frozen=True)
class Name:
    """One way in which a title may name an element: all of `words`, none of `without`.

    With `whole` the title is the word itself, with `ends` it ends with it.
    """

    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    whole: bool = False
    ends: bool = False

    def fits(self, text: str) -> bool:
        """Whether a title, or a sentence, without blanks and in simplified characters, names it."""
        if self.whole:
            return text == self.words[0]
        if self.ends:
            return text.endswith(self.words[0])
        return all(word in text for word in self.words) and not any(word in text for word in self.without)


@dataclass(frozen=True)
class Element:
    """One thing that a plan must or should contain. `where`: in the body, in the annexes, in both, or on the cover.

    `bodies` says that a heading about a group's duties counts too; `said` names it in running text anywhere.
    """

    id: str
    name: str
    names: tuple[Name, ...]
    said: tuple[Name, ...] = ()
    where: str = "body"
    bodies: bool = False
    anywhere: bool = False


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
    words = _loaded("words.yaml")
    return {told["type"]: _list_of(told, words) for file in LISTS for told in _loaded(file)}


def _list_of(told: dict[str, Any], words: dict[str, list[str]]) -> ChapterList:
    elements = tuple(_element(one, words) for one in told["elements"])
    return ChapterList(told["type"], told["name"], told["grade"], told["basis"], elements)


def _element(told: dict[str, Any], words: dict[str, list[str]]) -> Element:
    titles = [title for group in told.get("like", ()) for title in words[group]] + told.get("titles", [])
    return Element(
        told["id"], told["name"], tuple(dict.fromkeys(map(name_of, titles))), tuple(map(name_of, told.get("said", ()))),
        told.get("where", "body"), bool(told.get("bodies")), bool(told.get("anywhere")),
    )  # fmt: skip


def name_of(told: str) -> Name:
    """甲+乙-丙 as a name; =甲 is the whole title, $甲 its end."""
    if told.startswith("="):
        return Name((told[1:],), whole=True)
    if told.startswith("$"):
        return Name((told[1:],), ends=True)
    first, *without = told.split("-")
    return Name(tuple(first.split("+")), tuple(without))


def _loaded(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))
