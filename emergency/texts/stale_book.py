"""The old names and repealed papers of the seeds, read once (pure but for the file)."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from emergency.texts.stale_facts import Level, OldName, OldPaper, Stale

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "texts"
GROUPS = {"documents": Stale.DOCUMENT, "standards": Stale.STANDARD}


@cache
def old_names() -> Sequence[OldName]:
    """The bodies of bodies.yaml, each with the source that it names."""
    book = _book("bodies.yaml")
    return [_old_name(entry, book["sources"][entry["source"]]) for entry in book["bodies"]]


@cache
def old_papers() -> Sequence[OldPaper]:
    """The documents and standards of documents.yaml."""
    book = _book("documents.yaml")
    return [_old_paper(kind, entry) for group, kind in GROUPS.items() for entry in book[group]]


@cache
def divisions() -> Mapping[str, Level]:
    """The names of places.csv with what they are."""
    with (FOLDER / "places.csv").open(encoding="utf-8") as file:
        return {row["name"]: Level(row["level"]) for row in csv.DictReader(file)}


def _book(name: str) -> Mapping[str, Any]:
    book: Mapping[str, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return book


def _old_name(entry: Mapping[str, Any], source: Mapping[str, Any]) -> OldName:
    lists = {key: tuple(entry.get(key, ())) for key in ("not_after", "not_before", "only_with")}
    names = tuple(entry["names"])
    verified = entry.get("verified", source["verified"])
    basis = f"{source['text']}；{source['read']}" if verified else source["text"]
    return OldName(names, entry["now"], basis, verified, entry.get("question", False), **lists)


def _old_paper(kind: Stale, entry: Mapping[str, Any]) -> OldPaper:
    pattern = re.compile(entry["pattern"])
    mild = entry.get("question", False)
    return OldPaper(kind, entry["key"], pattern, entry["now"], entry["basis"], entry["verified"], mild)
