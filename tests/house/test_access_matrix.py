"""Who gets which answer from which route: access.yaml, cell by cell, and nothing else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from table_of_access import COLUMNS, LINES, Line, numbers, person_of
from visitors import Visitor, told
from werkzeug.test import TestResponse
from whole_cast import Whole

from emergency.base.access import Scope

NOT_THERE = {"code": "231199999000", "number": 1, "name": "none"}
NOT_OURS = ("static", "bootstrap.static")
BLANKED = re.compile(r'[0-9a-f]{12}|name="(?:csrf_token|once)"[^>]*|IjAx[\w.-]+')


def ask(visitor: Visitor, line: Line, address: str) -> TestResponse:
    """The answer to the line's method, with a good token."""
    if line.reads:
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
            elif status < 400 and not line.reads:
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
    objects = "unit contact plan milestone paper commission drill record trigger finding duty"
    scoped = re.compile("|".join([*(f"{one}_id" for one in objects.split()), ":code>"]))
    lacking = [name for name, line in LINES.items() if scoped.search(name) and len(line.answers) < 3]
    assert not lacking, f"own, other and foreign are asked of {lacking}"
