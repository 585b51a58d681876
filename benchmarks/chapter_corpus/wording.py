"""The words of which plans are made: open and sealed lists; loaded from YAML, looked up by concept and register."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

HERE = Path(__file__).parent
OPEN = HERE / "open.yaml"
OPEN_HANDS = HERE / "open_hands.yaml"


@dataclass(frozen=True)
class Sealed:
    """A sealed part: its name and the file of its words, whose SHA-256 was committed while the file was kept apart."""

    part: str
    path: Path

    @property
    def promised(self) -> str:
        """The SHA-256 that was committed before the words were shown."""
        return self.path.with_suffix(".sha256").read_text("ascii").split()[0]

    @property
    def opened(self) -> bool:
        """Whether the file is at hand; one with another hash is refused."""
        if not self.path.exists():
            return False
        if hashlib.sha256(self.path.read_bytes()).hexdigest() != self.promised:
            raise SystemExit(f"{self.path.name} 与事先公布的 SHA-256 不符，不能使用。")
        return True


SEALED = Sealed("封存", HERE / "sealed.yaml")  # promised before the checker was written
SEALED_HANDS = (
    Sealed("封存二", HERE / "sealed2.yaml"),  # promised before the checker was mended a second time
    Sealed("封存三", HERE / "sealed3.yaml"),  # promised after the second one was opened, for the changes after that
)
SEALS = (SEALED, *SEALED_HANDS)


class Wording:
    """One list of words; what it does not say is looked up in its ``ground``, if it has one."""

    def __init__(self, words: Mapping[str, Any], ground: "Wording | None" = None) -> None:
        self.all: Mapping[str, Any] = {**ground.all, **words} if ground else words
        self.own, self.ground = words, ground

    def concept(self, name: str, registers: tuple[str, ...]) -> Mapping[str, list[str]]:
        """Titles (canon, alias) and bodies of a concept, in the first register that has it."""
        filler = self._look("fillers", name)
        if filler:
            return {"canon": filler["titles"], "alias": filler["titles"], "body": filler["body"]}
        keys = [*(f"{name}@{register}" for register in registers), name]
        return next(entry for key in keys if (entry := self._look("concepts", key)))

    def _look(self, section: str, key: str) -> Any:
        return self.own[section].get(key) or (self.ground and self.ground._look(section, key))

    def draw(self, key: str, random: Random) -> Any:
        """One of a list of the file's head."""
        return random.choice(self.all[key])

    def skeletons(self, kind: str) -> Sequence[list[str]]:
        """The skeletons of a kind by this author's habit; none where it does not write that kind."""
        return self.own.get("skeletons", {}).get(kind, [])

    def titles(self, kind: str) -> list[str]:
        """How this author calls plans of a kind; none where it has no words of its own."""
        return self.own.get("titles", {}).get(kind, [])

    def hazard(self, kind: str) -> str:
        """What this author's plans of a kind are about; empty where it has no word of its own."""
        return self.own.get("about", {}).get(kind, "")


def read_hands(path: Path, ground: Wording | None = None) -> list[Wording]:
    """The authors of one file: each has its habits, and of each concept its own titles and texts, by its place."""
    told = yaml.safe_load(path.read_text("utf-8"))
    return [Wording({**habits, **_own(told, at)}, ground) for at, habits in enumerate(told["hands"])]


def _own(told: Mapping[str, Any], at: int) -> dict[str, Any]:
    """What the author at a place calls and writes: every list of the file has one entry for each author, or null."""

    def mine(section: str) -> dict[str, Any]:
        return {name: entry[at] for name, entry in told.get(section, {}).items() if entry[at]}

    return {
        **{section: mine(section) for section in ("skeletons", "titles", "about")},
        "concepts": {name: {"canon": e[0], "alias": e[0], "body": e[1:]} for name, e in mine("concepts").items()},
        "fillers": {name: {"titles": e[0], "body": e[1:]} for name, e in mine("fillers").items()},
    }


@cache
def open_words() -> Wording:
    """The words that everybody may read."""
    return Wording(yaml.safe_load(OPEN.read_text("utf-8")))


@cache
def open_hands() -> Sequence[Wording]:
    """Two further authors for the kinds of which the first sealed part had few; they share the open list's rest."""
    return read_hands(OPEN_HANDS, open_words())


@cache
def sealed_words() -> Wording | None:
    """The first sealed list, or None while the file is kept apart; a file with another hash is refused."""
    return Wording(yaml.safe_load(SEALED.path.read_text("utf-8"))) if SEALED.opened else None


@cache
def sealed_hands(sealed: Sealed) -> Sequence[Wording]:
    """The authors of a later sealed part; none while the file is kept apart."""
    return read_hands(sealed.path) if sealed.opened else []


@cache
def kinds() -> Mapping[str, Any]:
    """The kinds of plan with their subjects, lists and skeletons."""
    return yaml.safe_load((HERE / "kinds.yaml").read_text("utf-8"))


@cache
def elements() -> Mapping[str, Any]:
    """Which concepts meet which element."""
    return yaml.safe_load((HERE / "elements.yaml").read_text("utf-8"))
