"""Who gets which answer from which route: access.yaml, cell by cell, and nothing else."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from places import AUDITOR, CITY, COUNTY, EDUCATION, SYSTEM, TOWNSHIP, keeper
from visitors import Visitor, told
from werkzeug.test import TestResponse
from whole_cast import Whole

from emergency.base.access import Scope

TABLE = yaml.safe_load(Path(__file__).with_name("access.yaml").read_text("utf-8"))
COLUMNS = TABLE["columns"]
NOT_THERE = {"code": "231199999000", "number": 1, "name": "none"}
NOT_OURS = ("static", "bootstrap.static")
BLANKED = re.compile(r'[0-9a-f]{12}|name="(?:csrf_token|once)"[^>]*|IjAx[\w.-]+')


@dataclass(frozen=True)
class Line:
    """One route with a method, and the answers that it gives."""

    name: str
    answers: dict[str, list[int]]
    at: dict[str, Any] = field(default_factory=dict)
    send: dict[str, Any] = field(default_factory=dict)

    def address(self, values: dict[str, Any]) -> str:
        """The address of the route for these numbers."""
        chosen = values | {key: values.get(value, value) for key, value in self.at.items()}
        rule = self.name.split(" ", 1)[1]
        return re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda found: str(chosen[found[1]]), rule)


def lines() -> Iterator[Line]:
    for room, routes in TABLE.items():
        if room not in ("columns", "rows"):
            for name, told_of in routes.items():
                more = told_of if isinstance(told_of, dict) and "answers" in told_of else {"answers": told_of}
                yield Line(name, cells(more["answers"]), more.get("at", {}), more.get("send", {}))


def cells(answers: str | dict[str, str]) -> dict[str, list[int]]:
    rows = answers if isinstance(answers, dict) else {"own": answers}
    return {where: [int(cell) for cell in row.split()] for where, row in rows.items()}


LINES = {line.name: line for line in lines()}


def person_of(column: str, things: dict[str, Any]) -> Scope | None:
    """Whoever stands in a column; the keeper is the school's."""
    cast = {
        "city": CITY, "county": COUNTY, "township": TOWNSHIP, "line": EDUCATION, "auditor": AUDITOR, "system": SYSTEM,
        "unit": keeper(things["own"]["unit_id"]), "nobody": None,
    }  # fmt: skip
    return cast[column]


def numbers(where: str, things: dict[str, Any], scope: Scope | None) -> dict[str, Any]:
    """What an address names; a sign-in of one's own has one's own number, as a stranger's is that of the neighbour."""
    neighbour = 4
    own = scope.person_id if scope and where == "own" else neighbour
    return things[where] | {"sign_in_id": own if where == "own" or scope else neighbour}


def ask(visitor: Visitor, line: Line, address: str) -> TestResponse:
    """The answer to the line's method, with a good token."""
    if line.name.startswith("GET "):
        return visitor.client.get(address, buffered=True)
    return visitor.client.post(address, data={"csrf_token": visitor.token(), **line.send})


def page_of(response: TestResponse) -> str:
    """The page without what is made anew for every request."""
    return BLANKED.sub("", response.get_data(as_text=True))


@pytest.mark.parametrize("name", LINES)
def test_every_cell_is_answered_as_it_is_written(
    name: str, whole: Whole, visit: Callable[[Scope | None], Visitor]
) -> None:
    line, wrong = LINES[name], []
    for where, row in line.answers.items():
        for column, status in zip(COLUMNS, row, strict=True):
            scope = person_of(column, whole.things)
            visitor = visit(scope)
            answer = ask(visitor, line, line.address(numbers(where, whole.things, scope)))
            if answer.status_code != status:
                wrong.append(f"{where} {column}: {status} is written, but {told(answer)}")
            elif status == 404:
                wrong += leaks(visitor, line, whole.things[where], answer)
            elif status < 400 and not name.startswith("GET "):
                whole.again()
    assert not wrong, "\n".join(wrong)


def leaks(visitor: Visitor, line: Line, things: dict[str, Any], answer: TestResponse) -> list[str]:
    """What a stranger's page tells: its words, or that it differs from the page of what does not exist."""
    page = page_of(answer)
    absent = page_of(ask(visitor, line, line.address(dict.fromkeys(things, 2_000_000_000) | NOT_THERE)))
    found = [f"{line.name} tells {word}" for word in things["names"] if word in page]
    return found if page == absent else [*found, f"{line.name}: the page differs from that of nothing"]


def test_every_route_is_in_the_table_and_every_line_is_a_route(app: Flask) -> None:
    routes = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in NOT_OURS
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    missing, left = sorted(routes - set(LINES)), sorted(set(LINES) - routes)
    assert not missing, "write by hand in tests/house/access.yaml who may do this: " + ", ".join(missing)
    assert not left, "tests/house/access.yaml names what is no route: " + ", ".join(left)


def test_an_address_about_an_object_is_asked_for_a_strangers_too() -> None:
    scoped = re.compile(r"unit_id|contact_id|plan_id|milestone_id|paper_id|drill_id|duty_id|:code>")
    lacking = [name for name, line in LINES.items() if scoped.search(name) and len(line.answers) < 3]
    assert not lacking, f"own, other and foreign are asked of {lacking}"
