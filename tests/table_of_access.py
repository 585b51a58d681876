"""The lines of access.yaml, and the persons and addresses that they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from places import AUDITOR, CITY, COUNTY, EDUCATION, NEIGHBOUR, SYSTEM, TOWNSHIP, keeper

from emergency.base.access import Scope

TABLE = yaml.safe_load((Path(__file__).parent / "house" / "access.yaml").read_text("utf-8"))
COLUMNS: list[str] = TABLE["columns"]


@dataclass(frozen=True)
class Line:
    """One route with a method, and the answers that it gives."""

    name: str
    answers: dict[str, list[int]]
    at: dict[str, Any] = field(default_factory=dict)
    send: dict[str, Any] = field(default_factory=dict)

    @property
    def reads(self) -> bool:
        """Whether the line is about fetching."""
        return self.name.startswith("GET ")

    def address(self, values: dict[str, Any]) -> str:
        """The address of the route for these numbers."""
        chosen = values | {key: values.get(value, value) for key, value in self.at.items()}
        rule = self.name.split(" ", 1)[1]
        return re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda found: str(chosen[found[1]]), rule)


def _lines() -> Iterator[Line]:
    for room, routes in TABLE.items():
        if room not in ("columns", "rows"):
            for name, told_of in routes.items():
                more = told_of if isinstance(told_of, dict) and "answers" in told_of else {"answers": told_of}
                yield Line(name, _cells(more["answers"]), more.get("at", {}), more.get("send", {}))


def _cells(answers: str | dict[str, str]) -> dict[str, list[int]]:
    rows = answers if isinstance(answers, dict) else {"own": answers}
    return {where: [int(cell) for cell in row.split()] for where, row in rows.items()}


LINES = {line.name: line for line in _lines()}


def person_of(column: str, things: dict[str, Any]) -> Scope | None:
    """Whoever stands in a column; the keeper is the school's."""
    cast = {
        "city": CITY, "county": COUNTY, "township": TOWNSHIP, "line": EDUCATION, "auditor": AUDITOR, "system": SYSTEM,
        "unit": keeper(things["own"]["unit_id"]), "nobody": None,
    }  # fmt: skip
    return cast[column]


def numbers(where: str, things: dict[str, Any], scope: Scope | None) -> dict[str, Any]:
    """What an address names; sign-in and subscription have their person's number: one's own or the neighbour's."""
    whose = scope if scope and where == "own" else NEIGHBOUR
    return things[where] | {"sign_in_id": whose.person_id, "feed_id": whose.person_id}
