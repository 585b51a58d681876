"""The words of which plans are made: one open list, one sealed; loaded from YAML, looked up by concept and register."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

HERE = Path(__file__).parent
OPEN = HERE / "open.yaml"
SEALED = HERE / "sealed.yaml"
SEAL = HERE / "sealed.sha256"  # committed before the checker was written


class Wording:
    """One list of words."""

    def __init__(self, path: Path) -> None:
        self.all: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))

    def concept(self, name: str, registers: tuple[str, ...]) -> Mapping[str, list[str]]:
        """Titles (canon, alias) and bodies of a concept, in the first register that has it."""
        if name.startswith("f_"):
            filler = self.all["fillers"][name]
            return {"canon": filler["titles"], "alias": filler["titles"], "body": filler["body"]}
        concepts = self.all["concepts"]
        for register in registers:
            if f"{name}@{register}" in concepts:
                return concepts[f"{name}@{register}"]
        return concepts[name]

    def draw(self, key: str, random: Random) -> Any:
        """One of a list of the file's head."""
        return random.choice(self.all[key])


@cache
def open_words() -> Wording:
    """The words that everybody may read."""
    return Wording(OPEN)


@cache
def sealed_words() -> Wording | None:
    """The sealed fifth, or None while the file is still kept apart; a file with another hash is refused."""
    if not SEALED.exists():
        return None
    promised = SEAL.read_text("ascii").split()[0]
    if hashlib.sha256(SEALED.read_bytes()).hexdigest() != promised:
        raise SystemExit("sealed.yaml 与事先公布的 SHA-256 不符，不能使用。")
    return Wording(SEALED)


@cache
def kinds() -> Mapping[str, Any]:
    """The kinds of plan with their subjects, lists and skeletons."""
    return yaml.safe_load((HERE / "kinds.yaml").read_text("utf-8"))


@cache
def elements() -> Mapping[str, Any]:
    """Which concepts meet which element."""
    return yaml.safe_load((HERE / "elements.yaml").read_text("utf-8"))
